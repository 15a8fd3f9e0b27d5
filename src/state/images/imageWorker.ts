import { startWorker } from '../../appWorker.ts'
// oxlint-disable-next-line import/default -- Vite makes the default export of a `?worker&url` import
import workerUrl from '../../media/worker.ts?worker&url'
import { MediaFailure } from '../../request/doc.ts'
import type { ImportJob, ResizeJob } from '../../media/importImage.ts'
import type { Answer, Job } from '../../media/worker.ts'

/** No honest picture takes that long to decode; one that does would hold up all the others. */
const TIME_LIMIT_MS = 30_000

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
      reject(new MediaFailure(sentence))
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

/** `take` of images/, off the main thread. @throws MediaFailure */
export async function importInWorker(job: ImportJob): Promise<Extract<Answer, { kind: 'import' }>['result']> {
  const answer = await inTurn({ id: ++lastId, kind: 'import', ...job })
  if (answer.kind === 'import') return answer.result
  throw new MediaFailure('The picture could not be worked on.')
}

/** `resize` of images/, off the main thread. @throws MediaFailure */
export async function resizeInWorker(job: ResizeJob): Promise<Extract<Answer, { kind: 'resize' }>['result']> {
  const answer = await inTurn({ id: ++lastId, kind: 'resize', ...job })
  if (answer.kind === 'resize') return answer.result
  throw new MediaFailure('The picture could not be scaled.')
}
