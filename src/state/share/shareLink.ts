import { CUT_AT, MAX_INFLATED, MAX_LINK, toLink } from '../../request/link.ts'
import { withoutJavaScript } from '../../request/functions/travel.ts'
import { settingsSummary } from '../../request/summary.ts'
import { draftOf, textNumber } from '../../request/draft.ts'
import { isMedia } from '../../request/media.ts'
import { withoutProjectIds } from '../../request/projectIds.ts'
import { withoutSecretAddresses } from '../../request/secretAddresses.ts'
import { getAt } from '../../request/settings/path.ts'
import { table } from '../../request/settings/table.ts'
import type { Embed, Prompt, Turn } from '../../request/schema.ts'
import { fitPayload, payloadsOf, withChosen } from './sharePictures.ts'
import type { Chosen } from './sharePictures.ts'

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
  /** Images would make it, or make it, longer than that. */
  longImages: boolean
}

/** What goes along only when it is asked for. */
export interface Asked {
  /** Ids that are of use with a key of the same project only. */
  ids?: boolean
  /** Images that make the link longer than some programs pass on whole. */
  images?: boolean
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
  const under = (place: string) =>
    set.filter(({ name }) => table.some(({ title, path }) => title === name && path.startsWith(place)))
  const config = under('generationConfig.').map(({ name }) => name.toLowerCase())
  const safety = under('safety.').map(({ name, value }) => `${name.toLowerCase()}: ${value}`)
  const held: Held[] = []
  const add = (name: string, value: unknown, detail: string) =>
    held.push({ name, detail, bytes: size(value), left: false })
  const draft = draftOf(from.parts, from.field)
  for (const [at, part] of draft.parts.entries()) {
    if (isMedia(part)) continue
    const own = from.workspace === 'chat' ? 'Message' : 'Prompt'
    const name = at === draft.field ? own : `Text part ${textNumber(draft, at)}`
    if (part.text) add(name, part.text, lines(part.text))
  }
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
  for (const { path, title } of table) {
    const value = /^(generationConfig|safety)\./.test(path) ? undefined : getAt(from, path)
    if (value !== undefined) add(title, value, set.find(({ name }) => name === title)?.value ?? '')
  }
  if (!from.stream) add('Stream', from.stream, 'off')
  if (from.turns?.length) add('Conversation', from.turns, `${from.turns.length} turns`)
  if (from.embed) add('Texts', from.embed, inWords(from.embed))
  return held
}

const TOO_LARGE = 'too large for a link; the file holds it'
const LONG = 'the link would be longer than 8,000 characters; the file holds it'
const page = () => `${location.origin}${location.pathname}`
const works = (link: string, from: Prompt) => link.length <= MAX_LINK && size(from) <= MAX_INFLATED

const isSigned = ({ parts }: Turn) =>
  parts.some((part) => !isMedia(part) && part.thoughtSignature !== undefined)

const nothing: Chosen = new Map()

/** How many of the newest turns fit: whole, and beginning with one of the user's. */
async function fittingTurns(from: Prompt): Promise<number> {
  const turns = from.turns ?? []
  const newest = (count: number): number => {
    const start = turns.findIndex(({ role }, at) => at >= turns.length - count && role === 'user')
    return start < 0 ? 0 : turns.length - start
  }
  let few = 0
  let many = turns.length
  while (few < many) {
    const middle = Math.ceil((few + many) / 2)
    const attempt = withChosen(from, nothing, newest(middle))
    if (works(await toLink(attempt), attempt)) few = middle
    else many = middle - 1
  }
  return newest(few)
}

/**
 * The link for a prompt, with what it holds and what had to stay behind.
 * @param whole media without their bytes; turns as chosen
 */
export async function makeLink(whole: Prompt, asked: Asked = {}): Promise<ShareLink> {
  const { prompt: open, hosts } = withoutSecretAddresses(whole)
  const { prompt: others, ids } = withoutProjectIds(open)
  const { functions, ...rest } = asked.ids ? open : others
  const from = { ...rest, ...(functions && { functions: withoutJavaScript(functions) }) }
  const scripted = functions?.filter(({ handlers }) => handlers?.javascript) ?? []
  const all = from.turns?.length ?? 0
  let kept = all
  let sent = withChosen(from, nothing)
  let link = await toLink(sent)
  if (!works(link, sent) && all > 0) {
    kept = await fittingTurns(from)
    sent = withChosen(from, nothing, kept)
    link = await toLink(sent)
  }
  const held = listed(sent)
  const leave = (name: string, detail: string, bytes?: number) =>
    held.push({ name, detail, left: true, ...(bytes !== undefined && { bytes }) })
  if (ids.length > 0)
    held.push({
      name: 'Project ids',
      detail: `${ids.join(', ')}: only with your project’s key`,
      left: !asked.ids,
    })
  if (hosts.length > 0) leave('Signed addresses', `${hosts.join(', ')}: they hold a signature or a token`)
  leave('API key', 'never included, nor is the base URL')
  if (!works(link, sent)) {
    const bytes = size(sent)
    return {
      url: null,
      held: [
        ...held.filter(({ left }) => left),
        { name: 'Everything else', detail: TOO_LARGE, bytes, left: true },
      ],
      mayBeCut: false,
      longImages: false,
    }
  }
  const isLong = (text: string) => page().length + text.length > CUT_AT
  let longImages = false
  const chosen = new Map<Parameters<Chosen['get']>[0], NonNullable<ReturnType<Chosen['get']>>>()
  for (const payload of payloadsOf(from)) {
    const { of, turn, name, bytes } = payload
    const where = turn === null ? '' : `turn ${turn + 1}, `
    const gone = turn !== null && turn < all - kept
    const fitted = gone ? undefined : await fitPayload(payload, MAX_LINK - link.length)
    if (fitted) {
      const next = withChosen(from, new Map([...chosen, [of, fitted.value]]), kept)
      const longer = await toLink(next)
      const tooLong = works(longer, next) && isLong(longer)
      longImages ||= tooLong
      if (tooLong && !asked.images) {
        leave(name, where + LONG, bytes)
        continue
      }
      if (works(longer, next)) {
        chosen.set(of, fitted.value)
        sent = next
        link = longer
        held.push({ name, detail: where + fitted.detail, bytes: fitted.bytes, left: false })
        continue
      }
    }
    leave(name, where + (gone ? 'left out with it' : TOO_LARGE), bytes)
  }
  if (scripted.length > 0)
    leave(
      'JavaScript handlers',
      `of ${scripted.map(({ declaration }) => declaration.name).join(', ')}; the file holds them`,
    )
  if (kept < all) leave('Older turns', `${all - kept} of ${all}; the file holds them`)
  if (from.turns?.some(isSigned)) leave('Thought signatures', 'only of use to the model; the file holds them')
  if (from.workspace === 'prompt') leave('Answers', 'not part of a prompt')
  if (from.embed)
    leave('Vectors', 'not included: Embed makes them anew; the query and its expected results stay here too')
  return { url: page() + link, held, mayBeCut: isLong(link), longImages }
}
