/** How two texts differ, worked out beside the page: texts of a megabyte must not hold it up. */
import { startWorker } from '../../appWorker.ts'
// oxlint-disable-next-line import/default -- Vite makes the default export of a `?worker&url` import
import workerUrl from './wordWorker.ts?worker&url'
import type { Drawable } from '../../runs/difference/words.ts'
import type { WordJob } from './wordWorker.ts'

/** Longer texts are not compared, ms; the worker gives itself three seconds and needs some for what surrounds them. */
const TIME_LIMIT_MS = 6000

let worker: Worker | undefined
let lastId = 0
let last: Promise<unknown> = Promise.resolve()

/** Nothing but the two as they are. */
const whole = (first: string, second: string): Drawable => ({
  by: 'whole',
  more: 0,
  pieces: [
    { in: 'first', text: first },
    { in: 'second', text: second },
  ],
})

function ask(job: WordJob): Promise<Drawable> {
  return new Promise((resolve) => {
    worker ??= startWorker(workerUrl)
    const over = new AbortController()
    const { signal } = over
    const end = (compared: Drawable) => {
      over.abort()
      clearTimeout(timer)
      resolve(compared)
    }
    const giveUp = () => {
      worker?.terminate()
      worker = undefined
      end(whole(job.first, job.second))
    }
    const timer = setTimeout(giveUp, TIME_LIMIT_MS)
    const hear = ({ data }: MessageEvent<{ id: number; compared: Drawable }>) => {
      if (data.id === job.id) end(data.compared)
    }
    worker.addEventListener('message', hear, { signal })
    worker.addEventListener('error', giveUp, { signal })
    worker.postMessage(job)
  })
}

/** The stretches that two texts share and those that only one has. Never rejects: what takes too long stands whole. */
export function wordsOf(first: string, second: string): Promise<Drawable> {
  if (first === second)
    return Promise.resolve({
      by: 'words',
      more: 0,
      pieces: first === '' ? [] : [{ in: 'both', text: first }],
    })
  if (first === '' || second === '') {
    const { pieces } = whole(first, second)
    return Promise.resolve({ by: 'words', more: 0, pieces: pieces.filter(({ text }) => text !== '') })
  }
  lastId += 1
  const job: WordJob = { id: lastId, first, second }
  // One after the other: the page's one worker for it would only take turns.
  const compared = last.then(() => ask(job))
  last = compared
  return compared
}
