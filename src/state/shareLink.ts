import { CUT_AT, MAX_INFLATED, MAX_LINK, toLink } from '../prompt/link.ts'
import { settingsSummary } from '../prompt/summary.ts'
import type { Embed, ImageRef, Prompt } from '../prompt/schema.ts'
import { encodeBase64 } from '../images/base64.ts'
import { getImage } from './images.ts'
import { resizeInWorker } from './imageWorker.ts'

/** One thing a link holds, or was left out of it. */
export interface Held {
  name: string
  detail: string
  /** Bytes of JSON before it is packed. */
  bytes?: number
  left: boolean
}

export interface ShareLink {
  /** The address; null where not even the text fits. */
  url: string | null
  held: Held[]
  /** Longer than some programs pass on whole. */
  mayBeCut: boolean
}

const size = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length

/** Sides to try, in pixels, when the picture itself is too large. */
const SIDES = [768, 512, 320] as const

/** The picture, or a smaller copy, as base64 of at most `room` characters; undefined where none fits. */
async function fitImage(ref: ImageRef, room: number): Promise<ImageRef | undefined> {
  const image = await getImage(ref.id)
  if (!image) return undefined
  // Base64 packs back to about its bytes, and base64url makes 4 characters of 3 bytes again.
  const fits = (bytes: number) => bytes * 1.36 + 200 <= room
  if (fits(image.bytes.length)) return { ...ref, data: encodeBase64(image.bytes) }
  const { bytes, mimeType } = image
  for (const maxSide of SIDES) {
    const copy = await resizeInWorker({ bytes, mimeType, maxSide }).catch(() => undefined)
    if (copy && fits(copy.bytes.length))
      return {
        ...ref,
        mimeType: copy.mimeType,
        bytes: copy.bytes.length,
        width: copy.width,
        height: copy.height,
        data: encodeBase64(copy.bytes),
      }
  }
  return undefined
}

const lines = (text: string) => {
  const count = text.split('\n').length
  return count === 1 ? '1 line' : `${count.toLocaleString('en')} lines`
}

/** `12 texts, 3 with labels; CLUSTERING, 768 dimensions` */
function inWords({ texts, labels, taskType, title, outputDimensionality, asPrefix }: Embed): string {
  const labelled = labels?.filter((label) => label !== '').length ?? 0
  const rows = `${texts.length.toLocaleString('en')} ${texts.length === 1 ? 'text' : 'texts'}`
  const settings = [
    ...(taskType ? [taskType] : []),
    ...(title ? ['title'] : []),
    ...(outputDimensionality === undefined
      ? []
      : [`${outputDimensionality.toLocaleString('en')} dimensions`]),
    ...(asPrefix === false ? ['task as the API’s field'] : []),
  ].join(', ')
  return (
    rows + (labelled ? `, ${labelled.toLocaleString('en')} with labels` : '') + (settings && `; ${settings}`)
  )
}

function listed(from: Prompt): Held[] {
  const set = settingsSummary(from).filter(({ name }) => name !== 'Stream')
  const titles = set.map(({ name }) => name.toLowerCase())
  const config = titles.slice(0, Object.keys(from.generationConfig).length)
  const safety = set.slice(config.length).map(({ name, value }) => `${name.toLowerCase()}: ${value}`)
  const held: Held[] = []
  const add = (name: string, value: unknown, detail: string) =>
    held.push({ name, detail, bytes: size(value), left: false })
  if (from.text) add(from.workspace === 'chat' ? 'Message' : 'Prompt', from.text, lines(from.text))
  if (from.systemInstruction) add('System instruction', from.systemInstruction, lines(from.systemInstruction))
  add('Model', from.model, from.model)
  if (config.length)
    add(
      'Generation config',
      from.generationConfig,
      (config[0] ?? '') + (config.length > 1 ? ` and ${config.length - 1} more` : ''),
    )
  if (safety.length)
    add(
      'Safety settings',
      from.safety,
      (safety[0] ?? '') + (safety.length > 1 ? ` and ${safety.length - 1} more` : ''),
    )
  if (!from.stream) add('Stream', from.stream, 'off')
  if (from.turns?.length) add('Conversation', from.turns, `${from.turns.length} turns`)
  if (from.embed) add('Texts', from.embed, inWords(from.embed))
  return held
}

const page = () => `${location.origin}${location.pathname}`
const works = (link: string, from: Prompt) => link.length <= MAX_LINK && size(from) <= MAX_INFLATED

/** The newest turns that fit: whole, and beginning with one of the user's. */
async function fitTurns(from: Prompt): Promise<Prompt> {
  const turns = from.turns ?? []
  let few = 0
  let many = turns.length
  const newest = (count: number): Prompt => {
    const kept = turns.slice(turns.length - count)
    const start = kept.findIndex(({ role }) => role === 'user')
    return { ...from, turns: start < 0 ? [] : kept.slice(start) }
  }
  while (few < many) {
    const middle = Math.ceil((few + many) / 2)
    const attempt = newest(middle)
    if (works(await toLink(attempt), attempt)) few = middle
    else many = middle - 1
  }
  return newest(few)
}

type Turn = NonNullable<Prompt['turns']>[number]

function withoutImages(turn: Turn): Turn {
  const { images: _, ...rest } = turn
  return rest
}

/**
 * The link for a prompt, with what it holds and what had to stay behind.
 * @param from images without their bytes; turns as chosen
 */
export async function makeLink(from: Prompt): Promise<ShareLink> {
  const turns = from.turns?.map(withoutImages)
  const bare: Prompt = { ...from, images: [], ...(turns && { turns }) }
  let sent = bare
  let link = await toLink(sent)
  if (!works(link, sent) && sent.turns?.length) {
    sent = await fitTurns(sent)
    link = await toLink(sent)
  }
  const held = listed(sent)
  const leave = (name: string, detail: string, bytes?: number) =>
    held.push({ name, detail, left: true, ...(bytes !== undefined && { bytes }) })
  leave('API key', 'never travels, nor does the base URL')
  if (!works(link, sent)) {
    const bytes = size(sent)
    return {
      url: null,
      held: [
        ...held.filter(({ left }) => left),
        { name: 'Everything else', detail: 'too large for a link; the file holds it', bytes, left: true },
      ],
      mayBeCut: false,
    }
  }
  for (const image of from.images) {
    const fitted = await fitImage(image, MAX_LINK - link.length)
    const attempt = fitted && { ...sent, images: [...sent.images, fitted] }
    const longer = attempt && (await toLink(attempt))
    if (fitted && attempt && longer && works(longer, attempt)) {
      const detail =
        fitted.id === image.id && fitted.bytes === image.bytes
          ? 'as it is'
          : `smaller copy, ${fitted.width} × ${fitted.height}`
      held.push({ name: image.name, detail, bytes: fitted.bytes, left: false })
      sent = attempt
      link = longer
    } else leave(image.name, 'too large for a link; the file holds it', image.bytes)
  }
  const all = from.turns?.length ?? 0
  const kept = sent.turns?.length ?? 0
  if (kept < all) leave('Older turns', `${all - kept} of ${all}; the file holds them`)
  if (from.turns?.some(({ parts }) => parts.some(({ thoughtSignature }) => thoughtSignature !== undefined)))
    leave('Thought signatures', 'only of use to the model; the file holds them')
  const ofTurns = (from.turns ?? []).reduce((sum, { images = [] }) => sum + images.length, 0)
  if (ofTurns > 0) leave('Images of the conversation', `${ofTurns}; the file holds them`)
  if (from.workspace === 'prompt') leave('Answers', 'are not part of a prompt')
  if (from.embed) leave('Vectors', 'are made anew by Embed; the query and what it should find stay here too')
  return { url: page() + link, held, mayBeCut: page().length + link.length > CUT_AT }
}
