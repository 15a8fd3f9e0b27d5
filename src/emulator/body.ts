import { invalid } from './errors.ts'
import { readShape } from './shape.ts'
import type { Message } from './shape.ts'

/** The API's own limit of a request with inline data. */
const maxBody = 20_971_520

/** The JSON body, checked against its shape; an empty one is `{}`. @throws ApiError 400 */
export async function readBody<T>(request: Request, shape: Message): Promise<T> {
  const text = await request.text()
  if (text.length > maxBody) throw invalid(`Request payload size exceeds the limit: ${maxBody} bytes.`)
  let body: unknown
  try {
    body = text ? JSON.parse(text) : {}
  } catch {
    throw invalid('Invalid JSON payload received. Expected a value.\n' + text.slice(0, 40))
  }
  return readShape<T>(shape, body)
}
