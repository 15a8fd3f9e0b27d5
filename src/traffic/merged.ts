import { pretty } from '../ui/json.ts'
import type { Failure } from '../gemini/error.ts'
import { read } from '../runs/read.ts'
import type { Run } from '../runs/run.ts'

/** A failure in the API's own shape. */
export const errorBody = ({ code, status, message, details }: Failure) => ({
  error: { code, message, status, details },
})

/** The JSON of every chunk as it came, an empty line between two; a failure's own fields after them. */
export function asReceived(run: Run): string {
  const parts = run.chunks.map((chunk) => chunk.raw.trimEnd())
  const { failure } = read(run)
  if (failure?.code !== undefined) parts.push(pretty(errorBody(failure)))
  return parts.join('\n\n')
}
