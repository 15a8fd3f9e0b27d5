/** The vectors' thread: one engine, one job at a time; jobs report, and stop when told to. */
import { createEngine } from './engine.ts'
import type { FromWorker, ToWorker } from './messages.ts'

const engine = createEngine()
const cancelled = new Set<number>()
let last: Promise<void> = Promise.resolve()

const post = (message: FromWorker) => self.postMessage(message)

/** Lets waiting messages in, a cancel among them. A timer would be slowed to 4 ms. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}

async function work(message: Extract<ToWorker, { kind: 'run' }>): Promise<void> {
  const { id, name, input } = message
  try {
    await breathe()
    const stopIfCancelled = () => {
      if (cancelled.has(id)) throw new DOMException('Cancelled', 'AbortError')
    }
    stopIfCancelled()
    const output = await engine.run(name, input as never, async (share, coordinates) => {
      post({ kind: 'progress', id, share, ...(coordinates && { coordinates }) })
      await breathe()
      stopIfCancelled()
    })
    post({ kind: 'done', id, output })
  } catch (error) {
    const aborted = error instanceof DOMException && error.name === 'AbortError'
    post({ kind: 'failed', id, aborted, message: error instanceof Error ? error.message : String(error) })
  } finally {
    cancelled.delete(id)
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'cancel') cancelled.add(data.id)
  else last = last.then(() => work(data))
})
