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
  /** @throws AbortError after `signal`, Error with the thread's words otherwise, and once it has ended. */
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
  /** Stops listening for the question's signal, which may outlive it by far. */
  leave(): void
}

/** The page's side of the vectors' thread: questions in order, answers by id. */
export function vectorThread(worker: Worker): VectorThread {
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  /** Why nothing is answered any more. */
  let ended: string | undefined

  function answered(id: number): Waiting | undefined {
    const question = waiting.get(id)
    waiting.delete(id)
    question?.leave()
    return question
  }

  function end(message: string): void {
    ended ??= message
    for (const id of waiting.keys()) answered(id)?.reject(new Error(ended))
  }

  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === 'progress') return waiting.get(data.id)?.onProgress?.(data.share, data.coordinates)
    const question = answered(data.id)
    if (data.kind === 'done') question?.resolve(data.output)
    else
      question?.reject(data.aborted ? new DOMException('Cancelled', 'AbortError') : new Error(data.message))
  })
  worker.addEventListener('error', (event) =>
    end(event.message || 'The vectors\u2019 thread failed to start.'),
  )

  return {
    ask(name, input, { signal, onProgress, transfer = [] } = {}) {
      const id = nextId++
      return new Promise<never>((resolve, reject) => {
        if (ended !== undefined) throw new Error(ended)
        signal?.throwIfAborted()
        const cancel = () => worker.postMessage({ kind: 'cancel', id } satisfies ToWorker)
        worker.postMessage({ kind: 'run', id, name, input } as ToWorker, transfer)
        signal?.addEventListener('abort', cancel, { once: true })
        const leave = () => signal?.removeEventListener('abort', cancel)
        waiting.set(id, { resolve: resolve as (output: unknown) => void, reject, onProgress, leave })
      })
    },
    close() {
      worker.terminate()
      end('The vectors\u2019 thread was closed.')
    },
  }
}
