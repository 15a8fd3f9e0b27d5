import type { JobName, Jobs } from './engine.ts'

/** What the page says to the vectors' thread. */
export type ToWorker =
  | { [Name in JobName]: { kind: 'run'; id: number; name: Name; input: Jobs[Name]['input'] } }[JobName]
  | { kind: 'cancel'; id: number }

/** What the thread answers; `share` is 0 to 1. */
export type FromWorker =
  | { kind: 'progress'; id: number; share: number; coordinates?: Float32Array }
  | { kind: 'done'; id: number; output: unknown }
  | { kind: 'failed'; id: number; aborted: boolean; message: string }

export interface AskOptions {
  signal?: AbortSignal
  onProgress?: (share: number, coordinates?: Float32Array) => void
  /** Buffers handed over instead of copied; the caller loses them. */
  transfer?: Transferable[]
}

export interface VectorThread {
  /** @throws AbortError after `signal`, Error with the thread's words otherwise. */
  ask<Name extends JobName>(
    name: Name,
    input: Jobs[Name]['input'],
    options?: AskOptions,
  ): Promise<Jobs[Name]['output']>
  /** Ends the thread; what is under way is rejected. */
  close(): void
}

interface Waiting {
  resolve(output: unknown): void
  reject(error: unknown): void
  onProgress: AskOptions['onProgress']
}

/** The page's side of the vectors' thread: questions in order, answers by id. */
export function vectorThread(worker: Worker): VectorThread {
  const waiting = new Map<number, Waiting>()
  let nextId = 1

  function failAll(message: string): void {
    for (const { reject } of waiting.values()) reject(new Error(message))
    waiting.clear()
  }

  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    const question = waiting.get(data.id)
    if (!question) return
    if (data.kind === 'progress') return question.onProgress?.(data.share, data.coordinates)
    waiting.delete(data.id)
    if (data.kind === 'done') question.resolve(data.output)
    else question.reject(data.aborted ? new DOMException('Cancelled', 'AbortError') : new Error(data.message))
  })
  worker.addEventListener('error', (event) =>
    failAll(event.message || 'The vectors\u2019 thread failed to start.'),
  )

  return {
    ask(name, input, { signal, onProgress, transfer = [] } = {}) {
      const id = nextId++
      return new Promise<never>((resolve, reject) => {
        signal?.throwIfAborted()
        waiting.set(id, { resolve: resolve as (output: unknown) => void, reject, onProgress })
        signal?.addEventListener(
          'abort',
          () => worker.postMessage({ kind: 'cancel', id } satisfies ToWorker),
          { once: true },
        )
        worker.postMessage({ kind: 'run', id, name, input } as ToWorker, transfer)
      })
    },
    close() {
      worker.terminate()
      failAll('The vectors\u2019 thread was closed.')
    },
  }
}
