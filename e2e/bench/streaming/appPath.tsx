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

/** Runs one request whose answer is what `body` delivers. Resolves when the run has settled. */
export async function runThroughApp(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
  provideDemo(
    async () => async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
  )
  save({ backend: 'demo', baseUrl: 'https://generativelanguage.googleapis.com', apiKey: '', remember: false })
  const request = { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] }
  const run = await startRun('prompt', { model: 'bench', request, stream: true })
  if (run?.state !== 'complete') throw new Error(`The run ended ${run?.state}: ${run?.failure?.message}`)
}
