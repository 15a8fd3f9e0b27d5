import '../../../src/index.css'
import '../../../src/later.css'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { AppPath, runThroughApp } from './appPath.tsx'
import { corpus } from './corpus.ts'
import { draws } from './contenders.tsx'
import tickerUrl from './ticker.ts?worker&url'
import type { Draw } from './contenders.tsx'
import type { ReactNode } from 'react'

const query = new URLSearchParams(location.search)
const contender = query.get('contender') ?? 'ours'
const text = corpus(query.get('shape') ?? 'mixed', Number(query.get('size') ?? 2000))
/** So many answers at once, through the app's own road. */
const answers = Number(query.get('answers') ?? 1)
/** `chunk` renders at every chunk, `frame` at most once a frame. */
const pace = query.get('pace') ?? 'frame'

declare global {
  interface Window {
    /** Streams the text and resolves when all of it is on the screen. */
    run: () => Promise<void>
  }
}

/** @param encoded as a server sends it: that work is not the page's. */
function pieces<T extends string | Uint8Array<ArrayBuffer>>(encoded: boolean): ReadableStream<T> {
  const worker = new Worker(tickerUrl, { type: 'module' })
  return new ReadableStream({
    start(controller) {
      worker.addEventListener('message', ({ data }: MessageEvent<T | null>) => {
        if (data !== null) controller.enqueue(data)
        else {
          controller.close()
          worker.terminate()
        }
      })
      worker.postMessage({ text, piece: Number(query.get('piece') ?? 40), every: 8, encoded })
    },
  })
}

/** The reader's pane: follows the end, as people do. */
function Pane({ children, height = '100vh' }: { children: ReactNode; height?: string }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const pane = ref.current
    if (!pane) return
    let frame = 0
    const follow = () => {
      pane.scrollTop = pane.scrollHeight
      frame = requestAnimationFrame(follow)
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <div ref={ref} style={{ height, overflow: 'auto', padding: '20px 32px' }}>
      {children}
    </div>
  )
}

const frame = () => new Promise((done) => requestAnimationFrame(done))

function Fed({
  draw: Content,
  onReady,
}: {
  draw: Draw
  onReady: (feed: (text: string, live: boolean) => void) => void
}) {
  const [shown, setShown] = useState({ text: '', live: true })
  useLayoutEffect(() => onReady((now, live) => setShown({ text: now, live })), [onReady])
  return <Content text={shown.text} live={shown.live} />
}

const root = createRoot(document.querySelector('#root')!)
const draw = draws[contender]

if (!draw) {
  const runs: (string | null)[] = Array.from({ length: answers }, () => null)
  const show = () =>
    root.render(
      <div style={{ display: 'grid', gridTemplateColumns: `repeat(${Math.min(answers, 4)}, 1fr)` }}>
        {runs.map((run, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- the panes do not change places
          <Pane key={place} height={answers > 4 ? '50vh' : '100vh'}>
            <AppPath run={run} />
          </Pane>
        ))}
      </div>,
    )
  show()
  window.run = async () => {
    const all = runs.map((_, place) =>
      runThroughApp(pieces(true), (id) => {
        runs[place] = id
        show()
      }),
    )
    await Promise.all(all)
    await frame()
  }
} else {
  let feed: ((text: string, live: boolean) => void) | undefined
  const onReady = (given: typeof feed) => {
    feed = given
  }
  root.render(
    <Pane>
      <Fed draw={draw} onReady={onReady} />
    </Pane>,
  )
  window.run = async () => {
    let seen = ''
    let asked = false
    for await (const piece of pieces<string>(false)) {
      seen += piece
      if (pace === 'chunk') feed?.(seen, true)
      else if (!asked) {
        asked = true
        requestAnimationFrame(() => {
          asked = false
          feed?.(seen, true)
        })
      }
    }
    await frame()
    feed?.(seen, false)
    await frame()
  }
}
