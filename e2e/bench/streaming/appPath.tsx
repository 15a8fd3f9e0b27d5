import { textOf } from '../../../src/gemini/reply.ts'
import { save, provideDemo } from '../../../src/state/session.ts'
import { startRun, useRun } from '../../../src/state/run.ts'
import { Markdown } from '../../../src/ui/markdown/Markdown.tsx'

/** The app's own road: client, merge, store, renderer, fed by a `fetch` whose body is the ticker's stream. */
export function AppPath() {
  const candidate = useRun('prompt', (run) => run?.reply.candidates[0])
  const settled = useRun('prompt', (run) => run?.phase === 'settled')
  return <Markdown text={candidate ? textOf(candidate) : ''} live={!settled} />
}

function event(text: string, last: boolean): string {
  const candidate = {
    content: { role: 'model', parts: [{ text }] },
    ...(last && { finishReason: 'STOP' }),
    index: 0,
  }
  return `data: ${JSON.stringify({ candidates: [candidate], modelVersion: 'bench' })}\r\n\r\n`
}

/** Runs one request whose answer is what `pieces` delivers. Resolves when the run has settled. */
export async function runThroughApp(pieces: ReadableStream<string>): Promise<void> {
  const encoder = new TextEncoder()
  const body = pieces.pipeThrough(
    new TransformStream<string, Uint8Array>({
      transform: (text, controller) => controller.enqueue(encoder.encode(event(text, false))),
      flush: (controller) => controller.enqueue(encoder.encode(event('', true))),
    }),
  )
  provideDemo(
    async () => async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
  )
  save({ backend: 'demo', baseUrl: 'https://generativelanguage.googleapis.com', apiKey: '', remember: false })
  const request = { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] }
  const run = await startRun('prompt', { model: 'bench', request, stream: true })
  if (run?.state !== 'complete') throw new Error(`The run ended ${run?.state}: ${run?.failure?.message}`)
}
