/** What goes over the wire: chunks as the API sends them, its errors, and ways to write them. */
import type { Fault, Wire } from './server.ts'

/** One response object of a stream. */
export function chunk(text: string, finishReason?: string, more: Record<string, unknown> = {}) {
  return {
    candidates: [
      { content: { parts: [{ text }], role: 'model' }, index: 0, ...(finishReason && { finishReason }) },
    ],
    usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2, totalTokenCount: 5 },
    modelVersion: 'demo-flash',
    responseId: 'r-1',
    ...more,
  }
}

export const event = (value: unknown) => `data: ${JSON.stringify(value)}\r\n\r\n`

export const errorBody = (code: number, status: string, message: string, details?: unknown[]) => ({
  error: { code, message, status, ...(details && { details }) },
})

export const overloaded = errorBody(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.')

export const retryInfo = (retryDelay: string) => ({
  '@type': 'type.googleapis.com/google.rpc.RetryInfo',
  retryDelay,
})

/** The three events every cut stream begins with, and their text. */
export const begun = ['One ', 'two ', 'three '].map((text) => event(chunk(text)))
export const begunText = 'One two three'

export async function begin(wire: Wire, count = 3): Promise<void> {
  for (const one of begun.slice(0, count)) await wire.write(one)
}

/** A plain, whole answer: `OK`. */
export const answerOk: Fault = (wire) => {
  if (wire.call.path.includes(':generateContent')) {
    wire.head(200)
    wire.end(JSON.stringify(chunk('OK', 'STOP')))
  } else wire.end(event(chunk('OK', 'STOP')))
}

/** The pieces in writes of their own, then the end of the body. */
export const pieces =
  (...list: (string | Uint8Array)[]): Fault =>
  async (wire) => {
    for (const one of list) await wire.write(one)
    wire.end()
  }

/** An HTTP response as a whole. */
export const http =
  (status: number, body: unknown, headers: Record<string, string> = {}): Fault =>
  (wire) => {
    wire.head(status, headers)
    wire.end(typeof body === 'string' ? body : JSON.stringify(body, null, 2))
  }

/** The fault for the first calls, then plain answers: the server has recovered. */
export const atFirst =
  (fault: Fault, times = 1): Fault =>
  (wire, turn) =>
    turn < times ? fault(wire, turn) : answerOk(wire, turn)
