import { createGemini } from '../../../src/gemini/client.ts'
import { textOf } from '../../../src/gemini/reply.ts'
import { read } from '../../../src/runs/read.ts'
import { useRun } from '../../../src/runs/registry.ts'
import { startRun } from '../../../src/runs/start.ts'
import { Markdown } from '../../../src/ui/markdown/Markdown.tsx'
import type { RunId } from '../../../src/runs/run.ts'

/** The app's own road: client, merge, registry, renderer, fed by a `fetch` whose body is the ticker's stream. */
export function AppPath({ run: id }: { run: RunId | null }) {
  const candidate = useRun(id, (run) => read(run).reply.candidates[0] ?? null)
  const settled = useRun(id, (run) => run.ending !== null)
  return <Markdown text={candidate ? textOf(candidate) : ''} live={!settled} />
}

/**
 * Runs one request whose answer is what `body` delivers. Resolves when the run has settled.
 * @param onStart gets the id of the run before anything of it has come
 */
export async function runThroughApp(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onStart: (id: RunId) => void,
): Promise<void> {
  const fetch = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  const settings = { model: 'bench', systemInstruction: '', generationConfig: {}, safety: {}, stream: true }
  const { id, settled } = startRun({
    request: { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] },
    asked: { kind: 'doc', doc: { v: 2, settings, turns: [{ role: 'user', parts: [{ text: 'Hi' }] }] } },
    origin: { kind: 'prompt' },
    over: { gemini: createGemini({ fetch }), host: 'bench', apiKey: null },
    keep: 'journal',
  })
  onStart(id)
  const { outcome, failure } = read(await settled)
  if (outcome !== 'complete') throw new Error(`The run ended ${outcome}: ${failure?.message}`)
}
