import { pretty } from '../../answer/json.ts'
import type { Reply } from '../../gemini/reply.ts'
import type { Failure } from '../../gemini/error.ts'
import type { Run } from '../../state/run.ts'

/** A merged reply in the API's own shape: as if the stream had been one response. */
export function toResponse({ candidates, ...rest }: Reply): Record<string, unknown> {
  return {
    ...(candidates.length > 0 && {
      candidates: candidates.map(({ index, parts, role, citations, ...candidate }) => ({
        content: { parts: [...parts], ...(role && { role }) },
        ...candidate,
        ...(citations.length > 0 && { citationMetadata: { citationSources: [...citations] } }),
        index,
      })),
    }),
    ...rest,
  }
}

/** A failure in the API's own shape. */
export const errorBody = ({ code, status, message, details }: Failure) => ({
  error: { code, message, status, details },
})

/** The JSON of every chunk as it came, an empty line between two; a failure's own fields after them. */
export function asReceived(run: Run): string {
  const parts = run.chunks.map((chunk) => chunk.raw.trimEnd())
  if (run.failure && run.failure.code !== undefined) parts.push(pretty(errorBody(run.failure)))
  return parts.join('\n\n')
}
