import type { FromWorker, ToWorker } from './messages.ts'
import type { JobName, Jobs, Report } from './engine.ts'

interface Surroundings {
  run<Name extends JobName>(
    name: Name,
    input: Jobs[Name]['input'],
    report: Report,
  ): Promise<Jobs[Name]['output']>
  post(message: FromWorker): void
  /** Lets waiting messages in, a cancel among them. */
  breathe(): Promise<void>
}

/**
 * Answers the page's questions one after another. What is kept of a question goes with its answer: a cancel that comes
 * after that is for nothing, and leaves nothing behind.
 * @returns what takes the page's messages
 */
export function createQuestions({ run, post, breathe }: Surroundings): (message: ToWorker) => void {
  const open = new Map<number, AbortController>()
  let last: Promise<void> = Promise.resolve()

  async function answer(
    { id, name, input }: Extract<ToWorker, { kind: 'run' }>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await breathe()
      signal.throwIfAborted()
      const output = await run(name, input as never, async (share, coordinates) => {
        post({ kind: 'progress', id, share, ...(coordinates && { coordinates }) })
        await breathe()
        signal.throwIfAborted()
      })
      post({ kind: 'done', id, output })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      post({ kind: 'failed', id, aborted: signal.aborted, message })
    } finally {
      open.delete(id)
    }
  }

  return (message) => {
    if (message.kind === 'cancel') return open.get(message.id)?.abort()
    const controller = new AbortController()
    open.set(message.id, controller)
    last = last.then(() => answer(message, controller.signal))
  }
}
