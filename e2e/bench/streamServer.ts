/**
 * Serves the streams of the reader bench from a process of its own, so that only reading is measured.
 * `POST /many/1024/…` answers 12,162 events in writes of 1,024 bytes, `/one/16384/…` a single large one.
 */
import { createServer } from 'node:http'

export const EVENTS = 12_162
const SIZE = 5_000_000

const encoder = new TextEncoder()
const event = (response: unknown) => `data: ${JSON.stringify(response)}\r\n\r\n`

/** 5 MB of answer, every event with the fields that each real chunk repeats. */
function manyEvents(): Uint8Array {
  const events = Array.from({ length: EVENTS }, (_, i) =>
    event({
      candidates: [
        {
          content: {
            parts: [
              {
                text: `Word ${i}, then prose with "quotes" and <tags>, a line end\nand more of it, on and on, as it comes; `,
              },
            ],
            role: 'model',
          },
          ...(i === EVENTS - 1 && { finishReason: 'STOP' }),
          index: 0,
        },
      ],
      usageMetadata: {
        promptTokenCount: 12,
        candidatesTokenCount: i,
        totalTokenCount: 12 + i,
        promptTokensDetails: [{ modality: 'TEXT', tokenCount: 12 }],
      },
      modelVersion: 'gemini-3.6-flash',
      responseId: '8e97asPMLaS4xN8P2-qH4AU',
    }),
  )
  return encoder.encode(events.join(''))
}

/** A generated image in one event of 5 MB. */
function oneEvent(): Uint8Array {
  const data = 'iVBORw0KGgoAAAANSUhEUgAABAAAAAQACAIAAADwf7zU'.repeat(SIZE / 44)
  const parts = [{ inlineData: { mimeType: 'image/png', data } }]
  return encoder.encode(
    event({ candidates: [{ content: { parts, role: 'model' }, finishReason: 'STOP', index: 0 }] }),
  )
}

/** Starts the server and tells the parent its port. */
function serve(): void {
  const bodies: Record<string, Uint8Array> = { many: manyEvents(), one: oneEvent() }
  const server = createServer(async (request, response) => {
    const [, name = '', size = ''] = (request.url ?? '').split('/')
    const body = bodies[name] ?? new Uint8Array()
    request.resume()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (let start = 0; start < body.length; start += Number(size)) {
      if (!response.write(body.subarray(start, start + Number(size)))) {
        await new Promise((resolve) => response.once('drain', resolve))
      }
    }
    response.end()
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.(typeof address === 'object' ? address?.port : undefined)
  })
  process.on('disconnect', () => process.exit())
}

if (process.send) serve()
