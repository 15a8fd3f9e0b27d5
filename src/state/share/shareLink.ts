import { CUT_AT, MAX_INFLATED, MAX_LINK, toLink } from '../../request/link.ts'
import { settingsSummary } from '../../request/summary.ts'
import type { Embed, Prompt } from '../../request/schema.ts'
import {
  fitImage,
  fitPicture,
  picturesOf,
  putPicture,
  withoutGaps,
  withoutPictures,
} from './sharePictures.ts'

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

const TOO_LARGE = 'too large for a link; the file holds it'
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

/**
 * The link for a prompt, with what it holds and what had to stay behind.
 * @param from images without their bytes; turns as chosen
 */
export async function makeLink(from: Prompt): Promise<ShareLink> {
  const turns = from.turns?.map(withoutPictures)
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
        { name: 'Everything else', detail: TOO_LARGE, bytes, left: true },
      ],
      mayBeCut: false,
    }
  }
  const take = async (next: Prompt) => {
    const longer = await toLink(next)
    if (!works(longer, next)) return false
    sent = next
    link = longer
    return true
  }
  for (const image of from.images) {
    const fitted = await fitImage(image, MAX_LINK - link.length)
    if (fitted && (await take({ ...sent, images: [...sent.images, fitted.ref] })))
      held.push({ name: image.name, detail: fitted.detail, bytes: fitted.bytes, left: false })
    else leave(image.name, TOO_LARGE, image.bytes)
  }
  const firstSent = (from.turns?.length ?? 0) - (sent.turns?.length ?? 0)
  // The newest first: an old one matters least.
  for (const place of picturesOf(from.turns ?? []).toReversed()) {
    const { turn, name, bytes } = place
    const where = `turn ${turn + 1}`
    const fitted = turn < firstSent ? undefined : await fitPicture(place, MAX_LINK - link.length)
    if (fitted && (await take(putPicture(sent, turn - firstSent, place, fitted))))
      held.push({ name, detail: `${where}, ${fitted.detail}`, bytes: fitted.bytes, left: false })
    else leave(name, `${where}, ${turn < firstSent ? 'left out with it' : TOO_LARGE}`, bytes)
  }
  sent = withoutGaps(sent)
  link = await toLink(sent)
  const all = from.turns?.length ?? 0
  const kept = sent.turns?.length ?? 0
  if (kept < all) leave('Older turns', `${all - kept} of ${all}; the file holds them`)
  if (from.turns?.some(({ parts }) => parts.some(({ thoughtSignature }) => thoughtSignature !== undefined)))
    leave('Thought signatures', 'only of use to the model; the file holds them')
  if (from.workspace === 'prompt') leave('Answers', 'are not part of a prompt')
  if (from.embed) leave('Vectors', 'are made anew by Embed; the query and what it should find stay here too')
  return { url: page() + link, held, mayBeCut: page().length + link.length > CUT_AT }
}
