/** A call that may be asked for often and happens seldom. */
export interface Paced {
  (): void
  /** Calls at once, if a call is due or not. */
  now(): void
  cancel(): void
}

/** Hidden tabs get no frames; their timers still run, about once a second. */
const WITHOUT_FRAMES_MS = 250
/**
 * Every call makes React look at the page; at 30 a second, every second frame, text still reads as flowing. A timer is a
 * little late, and must not miss that frame.
 */
const BETWEEN_MS = 24
/** On a slow machine half of the time stays free for whoever uses the page. */
const REST_PER_COST = 2
const MOST_BETWEEN_MS = 250
/** Who types goes first: until so long after a key calls wait for a good moment. */
const TYPING_MS = 400
/** That is right after a key has been painted, when the next one is furthest, */
const JUST_PAINTED_MS = 30
/** or a pause longer than between the letters of a word. */
const PAUSE_MS = 150
/** How often the moment is looked for. */
const LOOK_MS = 10

const hasFrames = () => typeof requestAnimationFrame === 'function'

/** Calls `done` when the frame that is being made, or else the next one, has been painted. */
const onceFramed = (done: () => void) => requestAnimationFrame(() => setTimeout(done))

let lastKey = Number.NEGATIVE_INFINITY
let lastPaintedKey = Number.NEGATIVE_INFINITY
if (typeof addEventListener === 'function') {
  const note = () => {
    lastKey = performance.now()
    onceFramed(() => {
      lastPaintedKey = performance.now()
    })
  }
  addEventListener('keydown', note, { capture: true, passive: true })
}

/** Whether somebody types: what only ticks can wait until they pause. */
export const isTyping = (): boolean => performance.now() - lastKey < TYPING_MS

function isGoodMoment(): boolean {
  const now = performance.now()
  return (lastPaintedKey > lastKey && now - lastPaintedKey < JUST_PAINTED_MS) || now - lastKey > PAUSE_MS
}

/**
 * Calls `publish` in a frame, at most every second one, and by a timer where no frames come. What one call cost, layout
 * and paint included, is waited for twice before the next; while somebody types it comes between two keys.
 * @param publish gets what the last call cost, in ms
 */
export function perFrame(publish: (lastCost: number) => void): Paced {
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Number.NEGATIVE_INFINITY
  let cost = 0
  const cancel = () => {
    if (hasFrames()) cancelAnimationFrame(frame)
    clearTimeout(timer)
    timer = undefined
  }
  const call = (inFrame: boolean) => {
    cancel()
    last = performance.now()
    publish(cost)
    if (!hasFrames()) return
    const script = performance.now() - last
    const paint = (since: number) =>
      setTimeout(() => {
        cost = script + performance.now() - since
      })
    if (inFrame) paint(performance.now())
    else requestAnimationFrame(() => paint(performance.now()))
  }
  // No frame is asked for before the call is due: each has the browser go through the whole page.
  const due = () => {
    if (!hasFrames()) call(false)
    else if (!isTyping()) {
      frame = requestAnimationFrame(() => call(true))
      timer = setTimeout(() => call(false), WITHOUT_FRAMES_MS)
    } else if (isGoodMoment()) call(false)
    else timer = setTimeout(due, LOOK_MS)
  }
  const ask = () => {
    if (timer !== undefined) return
    const between = Math.max(BETWEEN_MS, Math.min(REST_PER_COST * cost, MOST_BETWEEN_MS))
    timer = setTimeout(due, Math.max(0, last + between - performance.now()))
  }
  return Object.assign(ask, { now: () => call(false), cancel })
}

/** Whoever waits for the next publication: one loop for all runs of the page, so that eight cost one look of React. */
const dirty = new Set<() => void>()
/** A call that cost more than this makes the next one smaller: nothing may hold the page up for long. ms */
const DEAR_MS = 16
/** So many runs a call. */
let atOnce = 8
const publishAll = perFrame((lastCost) => {
  if (lastCost > DEAR_MS) atOnce = Math.max(1, atOnce >> 1)
  else if (dirty.size > atOnce) atOnce += 1
  const now = [...dirty].slice(0, atOnce)
  for (const publish of now) dirty.delete(publish)
  for (const publish of now) publish()
  // Those that wait stand in front now: each gets its turn.
  if (dirty.size > 0) publishAll()
})

/** `publish` in the page's one loop. @returns what asks for it, and what takes the asking back */
export function onFrame(publish: () => void): (() => void) & { cancel(): void } {
  const ask = () => {
    dirty.add(publish)
    publishAll()
  }
  return Object.assign(ask, { cancel: () => void dirty.delete(publish) })
}
