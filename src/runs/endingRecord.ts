import * as z from 'zod/mini'
import { _default as withDefault } from 'zod/mini'
import { LATEST } from './press.ts'

/** Epoch ms, as it is kept: from elsewhere it may be anything, and what is shown of it throws beyond its bounds. */
export const Moment = z.number().check(z.minimum(0), z.maximum(LATEST))

/** What the words for a failure walk into; from a file or a damaged record it may be anything. */
export const FailureRecord = z.looseObject({
  kind: z.string(),
  message: z.string(),
  code: z.optional(z.number()),
  status: z.optional(z.string()),
  reason: z.optional(z.string()),
  retryDelayMs: z.optional(z.number()),
  host: z.optional(z.string()),
  fieldViolations: withDefault(
    z.array(z.looseObject({ field: z.optional(z.string()), description: z.string() })),
    [],
  ),
  quotas: withDefault(
    z.array(z.looseObject({ metric: z.optional(z.string()), id: z.optional(z.string()) })),
    [],
  ),
  links: withDefault(z.array(z.looseObject({ url: z.string() })), []),
})

/** How a run ended, as it is kept; null where it has not. */
export const EndingRecord = z.nullable(
  z.union([
    z.looseObject({ kind: z.enum(['end', 'stopped']) }),
    z.looseObject({ kind: z.literal('failed'), failure: FailureRecord }),
  ]),
)

/** Where a run came from, as it is kept. */
export const OriginRecord = z.union([
  z.object({ kind: z.literal('prompt') }),
  z.object({ kind: z.literal('chat'), conversation: z.string(), turn: z.string() }),
  z.object({ kind: z.literal('file'), workspace: z.enum(['prompt', 'chat']) }),
])
