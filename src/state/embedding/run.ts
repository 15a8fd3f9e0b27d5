import { useStore } from 'zustand'
import { newRunId } from '../../runs/start.ts'
import { keep } from '../../store/keep.ts'
import { holdsKey, withoutKey } from '../connection/keyInText.ts'
import { createLaunch } from '../documents/launch.ts'
import { askForKey } from '../connection/session.ts'
import { createAnalysis } from './analysis.ts'
import { createEmbedJob } from './job.ts'
import { changeSetup, embedSettingsOf, itemsOf, maximumTexts, setup, touch } from './setup.ts'
import { resetView } from './view.ts'
import { clearWire } from './wire.ts'
import { presentConnection } from './connection.ts'
import type { EmbedJob } from './job.ts'
import type { Result } from './analysis.ts'
import type { Pressed } from './press.ts'

/** The one run of the workspace, and what its vectors are looked at with. Both outlive the panel. */
export const job = createEmbedJob()
export const analysis = createAnalysis()

const starting = createLaunch()
export const launch = starting.store
export const { unschedule } = starting

export function useJob<T>(selector: (state: EmbedJob) => T): T {
  return useStore(job.store, selector)
}

export function useResult(): Result | null {
  return useStore(analysis.store, (state) => state.result)
}

export const isActive = ({ phase }: Pick<EmbedJob, 'phase'>) => phase === 'running' || phase === 'looking up'

// At once: rows of the earlier result are not those of the next.
analysis.store.subscribe((now, before) => {
  if (now.result?.id !== before.result?.id) resetView()
})

/** Presses on Embed so far, those that started nothing too: what is said afterwards is of the last. */
let presses = 0
/** The press on Embed that the job is of; History has a row of it. */
let pressed: Pressed = { id: newRunId(), at: 0 }

async function note(own: Pressed, begun: EmbedJob, ended: Promise<EmbedJob | null>): Promise<void> {
  const { fresh } = keep.getState()
  const { keepPressOf } = await import('./press.ts')
  await keepPressOf(own, begun, ended, fresh)
}

/** Lets what came be looked at, once nothing runs any more. */
async function show(ended: Promise<EmbedJob | null>): Promise<void> {
  const of = presses
  note(pressed, job.store.getState(), ended).catch(() => {
    if (presses === of)
      launch.setState({ problem: 'This run could not be added to History. Its vectors are not affected.' })
  })
  const collected = await ended
  if (collected && !isActive(collected) && collected.done > 0) await analysis.load(collected)
}

/** Embeds the texts of the setup, or says why not. Asks first where one of them seems to hold a key. */
export async function embed(keyIsMeant = false): Promise<void> {
  const present = setup.getState()
  const items = itemsOf(present)
  presses += 1
  unschedule()
  touch()
  launch.setState({ problem: null, asking: false })
  if (items.length === 0) return launch.setState({ problem: 'Write or import texts first, one per line.' })
  if (items.length > maximumTexts) {
    const most = maximumTexts.toLocaleString('en')
    const problem = `There are ${items.length.toLocaleString('en')} texts, and one run takes ${most}. Remove some, or embed them in parts.`
    return launch.setState({ problem })
  }
  // All at once: ten thousand searches of one text each take ten times as long.
  const everything = items.map(({ text }) => text).join('\n')
  if (!keyIsMeant && holdsKey(everything)) return launch.setState({ asking: true })
  if (askForKey()) return
  clearWire()
  pressed = { id: newRunId(), at: Date.now() }
  await show(job.start(embedSettingsOf(present), items, presentConnection()))
}

/** Cuts what looks like a key out of every text. */
export function removeKey(): void {
  const { lines, rows } = setup.getState()
  launch.setState({ asking: false })
  changeSetup({
    lines: withoutKey(lines),
    rows: rows?.map((row) => Object.assign({}, row, { text: withoutKey(row.text) })) ?? null,
  })
}

export const pauseJob = () => job.pause()
export const stopJob = () => job.stop()
export const resumeJob = () => show(job.resume(presentConnection()))

/** Tries failed batches again: all of them, or the one with this index. */
export function retryBatch(index?: number): Promise<void> {
  unschedule()
  return show(job.retry(index, presentConnection()))
}

/** All failed batches, at a moment the user chose to wait for. @param at epoch milliseconds */
export const retryFailedAt = (at: number): void => starting.schedule(at, () => void retryBatch())

let wanted: number | null = null
let shortening = false

/** Shortens the vectors in use. While one length is being made only the latest wish is kept. */
export async function cutTo(dimensions: number): Promise<void> {
  wanted = dimensions
  if (shortening) return
  shortening = true
  while (wanted !== null) {
    const next = wanted
    wanted = null
    await analysis.use(next).catch(() => undefined)
  }
  shortening = false
}
