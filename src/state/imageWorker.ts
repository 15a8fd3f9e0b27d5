import { startWorker } from '../appWorker.ts'
// oxlint-disable-next-line import/default -- Vite makes the default export of a `?worker&url` import
import workerUrl from '../images/worker.ts?worker&url'
import type { ResizeJob, TakeJob } from '../images/take.ts'
import type { Answer, Job } from '../images/worker.ts'

/** No honest picture takes that long to decode; one that does would hold up all the others. */
const TIME_LIMIT_MS = 30_000

/** A picture that the worker gave up on. The message is a sentence for the reader. */
export class ImageFailure extends Error {
  override readonly name = 'ImageFailure'
}

let worker: Worker | undefined
let lastId = 0
let last: Promise<unknown> = Promise.resolve()

function stop(): void {
  worker?.terminate()
  worker = undefined
}

function ask(job: Job): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker ??= startWorker(workerUrl)
    const over = new AbortController()
    const giveUp = (sentence: string) => {
      over.abort()
      stop()
      reject(new ImageFailure(sentence))
    }
    const timer = setTimeout(giveUp, TIME_LIMIT_MS, 'Decoding took longer than 30 s and was given up.')
    over.signal.addEventListener('abort', () => clearTimeout(timer))
    worker.addEventListener(
      'message',
      (event: MessageEvent<Answer>) => {
        over.abort()
        resolve(event.data)
      },
      { signal: over.signal },
    )
    // Also fired when the browser runs out of memory in there.
    worker.addEventListener('error', () => giveUp('This browser stopped the worker that was to read it.'), {
      signal: over.signal,
    })
    worker.postMessage(job, { transfer: [] })
  })
}

/** One job after the other: a picture at the limit takes 200 MB while it is decoded. */
function inTurn(job: Job): Promise<Answer> {
  const answer = last.then(() => ask(job))
  last = answer.catch(() => undefined)
  return answer
}

/** `take` of images/, off the main thread. @throws ImageFailure */
export async function takeInWorker(job: TakeJob): Promise<Extract<Answer, { kind: 'take' }>['result']> {
  const answer = await inTurn({ id: ++lastId, kind: 'take', ...job })
  if (answer.kind === 'take') return answer.result
  throw new ImageFailure('The picture could not be worked on.')
}

/** `resize` of images/, off the main thread. @throws ImageFailure */
export async function resizeInWorker(job: ResizeJob): Promise<Extract<Answer, { kind: 'resize' }>['result']> {
  const answer = await inTurn({ id: ++lastId, kind: 'resize', ...job })
  if (answer.kind === 'resize') return answer.result
  throw new ImageFailure('The picture could not be scaled.')
}
