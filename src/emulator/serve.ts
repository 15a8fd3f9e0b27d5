import { pathToFileURL } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import type { HttpBindings } from '@hono/node-server'
import { createHandle } from './handle.ts'
import type { Options } from './handle.ts'
import { wordsOnDisk } from './wordsOnDisk.ts'

/** A body that breaks takes the socket with it, as a dead connection does; the adapter alone would end it politely. */
function resetOnError(response: Response, { outgoing }: HttpBindings): Response {
  if (!response.body) return response
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await reader.read()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch {
          // What was written so far should arrive before the break.
          setTimeout(() => outgoing.socket?.resetAndDestroy(), 20)
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  const { status, headers } = response
  return new Response(body, { status, headers })
}

/**
 * The emulator over HTTP on the loopback interface, asking for a key as the original does.
 * @param options.port 0 for any free one
 * @returns the origin it answers at, and `close`, which also ends open connections
 */
export async function startEmulator({ port = 0, ...options }: Options & { port?: number } = {}) {
  const handle = createHandle({ requireKey: true, words: wordsOnDisk, ...options })
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request, env) => {
      const bindings = env as HttpBindings
      try {
        return resetOnError(await handle(request), bindings)
      } catch {
        bindings.outgoing.socket?.resetAndDestroy()
        return new Response(null)
      }
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const port = Number(process.argv[2] ?? process.env['PORT'] ?? 8787)
  const { origin } = await startEmulator({ port })
  process.stdout.write(
    `Gemini API emulator: ${origin}/v1beta/models (any key but one that starts with "bad")\n`,
  )
}
