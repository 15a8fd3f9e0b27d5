import * as z from 'zod/mini'
import { conformResponse } from '../../gemini/conform.ts'
import type { Part } from '../../gemini/types.ts'
import type { TurnRun } from './tree.ts'

const Failure = z.looseObject({
  kind: z.string(),
  message: z.string(),
  code: z.optional(z.number()),
  status: z.optional(z.string()),
  reason: z.optional(z.string()),
  retryDelayMs: z.optional(z.number()),
  host: z.optional(z.string()),
  fieldViolations: z.array(z.looseObject({ field: z.optional(z.string()), description: z.string() })),
  quotas: z.array(z.looseObject({ metric: z.optional(z.string()), id: z.optional(z.string()) })),
  links: z.array(z.looseObject({ url: z.string() })),
})

const Run = z.looseObject({
  id: z.string(),
  model: z.string(),
  startedAt: z.number(),
  streamed: z.boolean(),
  phase: z.enum(['waiting', 'streaming', 'settled']),
  state: z.nullable(
    z.enum(['complete', 'cut off', 'no answer', 'blocked', 'failed', 'interrupted', 'stopped']),
  ),
  failure: z.nullable(Failure),
  ending: z.nullable(
    z.looseObject({ kind: z.enum(['end', 'stopped', 'failed']), failure: z.optional(Failure) }),
  ),
  elapsed: z.nullable(z.number()),
  slow: z.boolean(),
  retry: z.nullable(z.looseObject({ at: z.number(), attempt: z.number() })),
  chunks: z.array(
    z.object({ at: z.number(), bytes: z.number(), kind: z.enum(['answer', 'thought', 'empty']) }),
  ),
  reply: z.looseObject({
    candidates: z.array(
      z.looseObject({
        index: z.number(),
        parts: z.array(z.looseObject({})),
        citations: z.array(z.looseObject({})),
      }),
    ),
  }),
})

/** Whether the API's own fields in the merged reply are of their types; the client has put right what came by wire. */
function conforms({ candidates, ...rest }: z.output<typeof Run>['reply']): boolean {
  const response = {
    ...rest,
    candidates: candidates.map(({ parts, citations, ...more }) =>
      Object.assign(more, { content: { parts }, citationMetadata: { citations } }),
    ),
  } as Parameters<typeof conformResponse>[0]
  return conformResponse(response) === response
}

/** A run as a turn keeps it, or undefined where it is none that can be drawn: from a file it may be anything. */
export function parseRun(value: unknown): TurnRun | undefined {
  try {
    const run = Run.parse(value)
    const { ending, reply } = run
    const fits = conforms(reply) && (ending?.kind === 'failed') === (ending?.failure !== undefined)
    return fits ? (run as unknown as TurnRun) : undefined
  } catch {
    return undefined
  }
}

/** The parts of a turn; a known field of another type is left out, the rest is the API's own and stays. */
export function conformParts(parts: readonly object[]): readonly Part[] {
  const { candidates } = conformResponse({ candidates: [{ content: { parts: [...parts] as Part[] } }] })
  return candidates?.[0]?.content?.parts ?? []
}
