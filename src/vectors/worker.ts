/** The vectors' thread: one engine, one question at a time; answers report on their way, and stop when told to. */
import { createEngine } from './engine.ts'
import { createQuestions } from './questions.ts'
import type { ToWorker } from './messages.ts'

/** A turn of the event loop. A timer would be slowed to 4 ms. */
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

const { run } = createEngine()
const receive = createQuestions({ run, post: (message) => self.postMessage(message), breathe })

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => receive(data))
