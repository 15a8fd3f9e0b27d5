/** What is wrong or wasted in a conversation beyond its request: what the chosen model does not get of it. */
import { changedParts, flat } from '../../request/checks/apply.ts'
import { isMedia, mediaIn } from '../../request/media.ts'
import { chatDoc } from '../documents/documents.ts'
import { chatRequest } from './answer.ts'
import { chat } from './chat.ts'
import { lossesFor } from './fit.ts'
import { turnText } from './history.ts'
import { partsOf, writerOf } from './said.ts'
import { replaceParts } from './turns.ts'
import type { Change, Finding } from '../../request/checks/finding.ts'
import type { ModelFacts } from '../../request/capabilities.ts'
import type { Part } from '../../request/doc.ts'
import type { Losses } from './fit.ts'
import type { Turn } from './tree.ts'

const figure = (count: number) => count.toLocaleString('en-US')

const some = (count: number, one: string, many: string) =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${figure(count)} ${many}`]

const list = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

const droppedWords = ({ images, media, tools }: Losses) => [
  ...some(images, 'picture', 'pictures'),
  ...some(media, 'recording or document', 'recordings and documents'),
  ...some(tools, 'function or code part', 'function and code parts'),
]

const kinds = ({ images, media, tools }: Losses) => [
  ...(images > 0 ? ['pictures'] : []),
  ...(media > 0 ? ['recordings or documents'] : []),
  ...(tools > 0 ? ['function or code parts'] : []),
]

function turnsLost(turns: number): string {
  if (turns === 0) return ''
  return turns === 1
    ? ' 1 turn contains nothing else and is not sent.'
    : ` ${figure(turns)} turns contain nothing else and are not sent.`
}

/**
 * What the next request leaves out for the chosen model's sake.
 * @param shown the turns on show, in order
 * @param drafted pictures of the message being written
 */
export function lossFindings(shown: readonly Turn[], facts: ModelFacts, drafted: number): Finding[] {
  const { id: model } = facts
  const losses = lossesFor(shown, model)
  const attached = facts.images ? 0 : drafted
  if (!losses && attached === 0) return []
  const none: Losses = { images: 0, media: 0, tools: 0, signatures: 0, turns: 0, writers: [] }
  const all: Losses = { ...none, ...losses, images: (losses?.images ?? 0) + attached }
  const dropped = droppedWords(all)
  const signatures = some(all.signatures, 'thought signature', 'thought signatures')
  const makers = list(all.writers)
  if (dropped.length === 0) {
    const hold = makers ? `; ${all.signatures === 1 ? 'it only works' : 'they only work'} with ${makers}` : ''
    return [
      {
        severity: 'note',
        path: 'contents[].parts[].thoughtSignature',
        says: `${list(signatures)} won’t be sent${hold}.`,
      },
    ]
  }
  const gone = list([...dropped, ...signatures.map((words) => (makers ? `${words} of ${makers}` : words))])
  const lastWriter = shown.map(writerOf).findLast((id) => id !== undefined)
  return [
    {
      severity: 'warning',
      path: 'contents[].parts',
      says: `${model} takes no ${kinds(all).join(' and no ')}: the next request leaves out ${gone}.${turnsLost(all.turns)} Nothing is deleted: another model gets all of it again.`,
      ...(lastWriter !== undefined &&
        lastWriter !== model && {
          fix: { title: `back to ${lastWriter}`, change: { kind: 'model', model: lastWriter } },
        }),
    },
  ]
}

/** The Files API deletes what it holds after 48 hours (its documentation); an hour before that it is said. */
const FILES_LIVE_MS = 47 * 3_600_000

const isUploaded = (part: Part): boolean =>
  !isMedia(part) && /(?:^|\/)files\/[\w-]+$/.test(part.fileData?.fileUri ?? '')

/**
 * Files of earlier turns that the API holds no more, or not for long.
 * @param sent the turns of the next request, in order
 * @param now epoch milliseconds
 */
export function fileFindings(sent: readonly Turn[], now: number): Finding[] {
  return sent.flatMap((turn, at): Finding[] => {
    const parts = partsOf(turn)
    const place = parts.findIndex(isUploaded)
    if (place < 0 || now - (turn.since ?? turn.at) < FILES_LIVE_MS) return []
    return [
      {
        severity: 'warning',
        path: `contents[${at}].parts[${place}].fileData`,
        says: 'It was sent more than 47 hours ago, and the API deletes files after 48 hours. Upload it again, or leave the turn out.',
        fix: { title: `leave out turn ${at + 1}`, change: { kind: 'leave out', turns: [at] } },
      },
    ]
  })
}

/** How many turns at the start hold so many tokens, by their share of all characters; what stays begins with You. */
function oldest(sent: readonly Turn[], tokens: number, over: number): number {
  const lengths = sent.map((turn) => turnText(turn).length + 1000 * mediaIn(turn.parts).length)
  const all = lengths.reduce((sum, length) => sum + length, 0)
  const perCharacter = tokens / Math.max(1, all)
  let gained = 0
  const needed = lengths.findIndex((length) => (gained += length * perCharacter) >= over)
  const rest = needed < 0 ? -1 : sent.findIndex(({ role }, at) => at > needed && role === 'user')
  return rest < 0 ? sent.length : rest
}

/**
 * Before a request that the model would refuse for its length: how much it is over, and what would have to go first.
 * @param sent the turns of the next request, in order
 * @param counted tokens of those turns, and of the message being written
 */
export function lengthFindings(
  sent: readonly Turn[],
  { id, inputTokenLimit: limit }: ModelFacts,
  counted: { history: number; message: number },
): Finding[] {
  const tokens = counted.history + counted.message
  if (!limit || tokens <= limit) return []
  const first = oldest(sent, Math.max(1, counted.history), tokens - limit)
  const turns = first === 1 ? 'the first turn' : `the first ${figure(first)} turns`
  const estimate = first > 0 ? ` An estimate: ${turns} would have to be left out.` : ''
  return [
    {
      severity: 'warning',
      path: 'contents',
      says: `${figure(tokens)} tokens do not fit: ${id} takes ${figure(limit)}. Nothing is dropped automatically; the API would refuse the request.${estimate}`,
      ...(first > 0 && {
        fix: {
          title: `leave out ${turns}`,
          change: { kind: 'leave out', turns: Array.from({ length: first }, (_, at) => at) },
        },
      }),
    },
  ]
}

/** Makes changes that findings offer, all at once: each tells turns by the same request. What is left out stays as it was. */
export async function applyToChat(changes: readonly Change[]): Promise<void> {
  const { sent } = chatRequest(chatDoc.settings.store.getState(), chat.getState().shown)
  const places = new Set(
    changes.flatMap(flat).flatMap((change) => (change.kind === 'leave out' ? change.turns : [])),
  )
  for (const change of changes) chatDoc.settings.apply(change)
  const replaced = sent.flatMap((old, at) => {
    const before = partsOf(old)
    const parts = places.has(at) ? before : changedParts(before, at, changes)
    return parts === before ? [] : [{ old, parts }]
  })
  await replaceParts(
    replaced,
    sent.filter((_, at) => places.has(at)),
  )
}
