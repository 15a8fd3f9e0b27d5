/**
 * From version 1 to version 2: pictures stood beside the text, before it unless they said `after`; now they are parts in
 * their places. Loaded where something of version 1 is met: a link, a file, a record.
 */
import * as z from 'zod/mini'
import { draftOf } from './draft.ts'
import type { Part } from './doc.ts'
import type { Draft, Draft1, DraftPart } from './draft.ts'
import type { MediaPart } from './media.ts'

/** What is walked into here; every bound is the validator's, which comes after. */
const Image1 = z.looseObject({
  width: z.optional(z.unknown()),
  height: z.optional(z.unknown()),
  after: z.optional(z.boolean()),
  row: z.optional(z.number()),
})
type Image1 = z.output<typeof Image1>

const Images1 = z.array(Image1)

const SharedTurn1 = z.looseObject({ parts: z.array(z.unknown()), images: z.optional(Images1) })

const Prompt1 = z.looseObject({
  workspace: z.optional(z.unknown()),
  text: z.optional(z.string()),
  images: z.optional(Images1),
  turns: z.optional(z.array(SharedTurn1)),
  embed: z.optional(z.looseObject({})),
})

function mediaOf({ width, height, after: _after, row: _row, ...image }: Image1): MediaPart {
  const size = width === undefined || height === undefined ? {} : { size: [width, height] }
  return { media: { ...image, ...size, from: { at: 'store' } } as unknown as MediaPart['media'] }
}

/** Parts with the pictures that stood beside them. */
function merged<P>(parts: readonly P[], images: readonly Image1[]): (P | MediaPart)[] {
  return [
    ...images.filter(({ after }) => !after).map(mediaOf),
    ...parts,
    ...images.filter(({ after }) => after).map(mediaOf),
  ]
}

type Upgraded = { success: true; data: Record<string, unknown> } | { success: false; error: z.core.$ZodError }

const turnOf = ({ parts, images = [], ...turn }: z.output<typeof SharedTurn1>) => ({
  ...turn,
  parts: merged(parts, images),
})

/** What a link or a file of version 1 holds, as version 2 has it; or the first mistake, by its place in version 1. */
export function upgradePrompt(value: Record<string, unknown>): Upgraded {
  const read = Prompt1.safeParse(value)
  if (!read.success) return read
  const { text = '', images = [], turns, embed, ...rest } = read.data
  const embeds = rest.workspace === 'embeddings'
  const rows = images.flatMap((image) =>
    embeds && image.row !== undefined ? [{ row: image.row, ...mediaOf(image) }] : [],
  )
  const written = embeds ? [] : images
  const parts = text === '' && written.length === 0 ? [] : merged([{ text }], written)
  const data = {
    ...rest,
    v: 2,
    parts,
    ...(turns && {
      turns: turns.map(turnOf),
    }),
    ...(embed && { embed: { ...embed, ...(rows.length > 0 && { media: rows }) } }),
  }
  return { success: true, data }
}

/** A draft that the base kept. */
export function upgradeDraft({ text, images }: Draft1): Draft {
  return draftOf(merged<DraftPart>([{ text }], Images1.parse(images)))
}

const Turn1 = z.looseObject({ parts: z.array(z.looseObject({})), images: Images1 })

/** A turn of a conversation or of a document, as the base kept it; one of version 2 comes back as it is. */
export function upgradeTurn(value: object): object {
  if (!('images' in value)) return value
  const { images, parts, ...turn } = Turn1.parse(value)
  return { ...turn, parts: merged<Part>(parts, images) }
}

/** A picture in a file of conversations. */
export const upgradeMedia = (value: unknown): unknown => {
  const read = Image1.safeParse(value)
  return read.success && !('from' in read.data) ? mediaOf(read.data).media : value
}

/** The document of a run; one of version 2 comes back as it is. */
export const upgradeDoc = <T extends { turns: readonly object[] }>(doc: T): T & { v: 2 } => ({
  ...doc,
  v: 2,
  turns: doc.turns.map(upgradeTurn),
})
