import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { corpus } from './streaming/corpus.ts'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** Characters a chunk, and milliseconds between two: 250 tokens a second, what a fast model writes. */
const piece = 40
const every = 40

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
}

const event = (text: string) =>
  `data: ${JSON.stringify({ candidates: [{ content: { role: 'model', parts: [{ text }] }, index: 0 }] })}\r\n\r\n`

/** Mixed Markdown without an end, on time however long the reader takes. */
async function write(response: ServerResponse): Promise<void> {
  const text = corpus('mixed', 128_000)
  response.writeHead(200, { ...cors, 'content-type': 'text/event-stream' })
  const began = performance.now()
  for (let sent = 0; !response.closed && sent * piece < text.length; sent++) {
    response.write(event(text.slice(sent * piece, (sent + 1) * piece)))
    await sleep(Math.max(0, began + (sent + 1) * every - performance.now()))
  }
  response.end()
}

async function pass(request: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
  const body = await new Response(request as unknown as ReadableStream).text()
  const { method = 'GET', url = '/' } = request
  const key = { 'x-goog-api-key': String(request.headers['x-goog-api-key'] ?? '') }
  const answer = await fetch(target + url, {
    method,
    headers: { ...key, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body }),
  })
  response.writeHead(answer.status, {
    ...cors,
    'content-type': answer.headers.get('content-type') ?? 'application/json',
  })
  response.end(await answer.text())
}

/** The pretend Gemini at `target`, but every streamed answer comes at a steady pace. */
export function steadyServer(port: number, target: string): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') response.writeHead(204, cors).end()
    else if (request.url?.includes(':streamGenerateContent')) void write(response)
    else pass(request, response, target).catch(() => response.writeHead(502, cors).end())
  })
  return new Promise((done) => {
    server.listen(port, '127.0.0.1', () => done(server))
  })
}
