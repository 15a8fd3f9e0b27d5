/** What was asked, as the journal keeps it. */
import * as z from 'zod/mini'
import type { Asked, SentTurn } from './run.ts'

const AskedKind = z.enum(['doc', 'unknown'])
const AskedRecords = {
  doc: z.looseObject({
    doc: z.looseObject({
      settings: z.looseObject({ model: z.string(), stream: z.boolean(), systemInstruction: z.string() }),
      turns: z.array(
        z.looseObject({
          role: z.string(),
          parts: z.array(z.looseObject({})),
          /** Of version 1. */
          images: z.optional(
            z.array(
              z.looseObject({
                id: z.string(),
                after: z.optional(z.boolean()),
                row: z.optional(z.number()),
              }),
            ),
          ),
        }),
      ),
    }),
  }),
  unknown: z.looseObject({ model: z.string(), stream: z.boolean() }),
}

/** By hand: an open conversation has thousands. @throws TypeError */
function parseTurns(value: object): Asked {
  const { settings, after, turns } = value as Partial<Extract<Asked, { kind: 'turns' }>>
  const { model, stream, systemInstruction } = settings ?? {}
  const isWhole =
    typeof model === 'string' &&
    typeof stream === 'boolean' &&
    typeof systemInstruction === 'string' &&
    (after === undefined || (typeof after?.run === 'string' && typeof after.count === 'number')) &&
    Array.isArray(turns) &&
    turns.every(
      (one: Partial<SentTurn> | null) => typeof one?.id === 'string' && typeof one.role === 'string',
    )
  if (!isWhole) throw new TypeError('not what was asked')
  return value as Asked
}

/** @throws where it has another shape */
export function parseAsked(value: unknown): Asked {
  const { kind } = (value ?? {}) as Partial<Asked>
  if (kind === 'turns') return parseTurns(value as object)
  return AskedRecords[AskedKind.parse(kind)].parse(value) as unknown as Asked
}

/** Whether it is of version 1. */
export const isOld = (asked: Asked): boolean =>
  asked.kind === 'doc' && (asked.doc.v as number | undefined) !== 2

/** A document of version 1 in the shape of now; what lifts it is loaded where there is one. */
export async function lifted(asked: Asked): Promise<Asked> {
  if (asked.kind !== 'doc' || !isOld(asked)) return asked
  const { upgradeDoc } = await import('../request/upgrade.ts')
  return { ...asked, doc: upgradeDoc(asked.doc) }
}
