import * as z from 'zod/mini'
import { apply, chat, newChat, set } from './chat.ts'
import { callsText, docTurnOf, turnText, turnsSent } from './history.ts'
import { partsOf, writerOf } from './said.ts'
import { choosing, makeTurn } from './turns.ts'
import { below, hung } from './tree.ts'
import { loadImageBase64 } from '../images/images.ts'
import { toContent } from '../../request/doc.ts'
import { isJson, readJson } from '../../request/json.ts'
import { besideResult, isMedia, mediaIn } from '../../request/media.ts'
import type { Content, Part as WirePart } from '../../gemini/types.ts'
import type { LoadMedia, Part } from '../../request/doc.ts'
import type { MediaRef } from '../../request/media.ts'
import type { Turn } from './tree.ts'

const Contents = z
  .array(
    z.object({
      role: z.enum(['user', 'model']),
      parts: z.array(z.looseObject({})).check(z.minLength(1)),
    }),
  )
  .check(z.minLength(1))

/** In the place of megabytes of base64: the picture stays where it is, under the hash of its bytes. */
const kept = (id: string) => `image kept in this browser: ${id}`
const KEPT = /^image kept in this browser: ([0-9a-f]{64})$/

/** The contents that these turns make, whatever a model takes of them. */
async function contentsOf(turns: readonly Turn[], load: LoadMedia): Promise<Content[]> {
  const contents: Content[] = []
  for (const turn of turns) contents.push(await toContent(docTurnOf(turn), load))
  return contents
}

const byId: LoadMedia = ({ id }) => Promise.resolve(kept(id))

/** The conversation as the next request sends it, pictures by their ids, indented. */
export async function historyText(): Promise<string> {
  const contents = await contentsOf(turnsSent(chat.getState().shown), byId)
  return JSON.stringify(contents, null, 2)
}

/** The same with every picture's bytes. @throws ImageFailure where one is gone */
export async function historyFile(): Promise<string> {
  return JSON.stringify(await contentsOf(turnsSent(chat.getState().shown), loadImageBase64), null, 2)
}

/** A turn's pictures, by name, and its texts between them, in order. */
function paragraphs(turn: Turn): string[] {
  const said: string[] = []
  let own: Part[] = []
  const end = () => {
    const text = turnText({ ...turn, parts: own })
    if (text) said.push(text)
    const calls = callsText({ ...turn, parts: own })
    if (calls) said.push(`\`\`\`\n${calls}\n\`\`\``)
    own = []
  }
  for (const part of partsOf(turn)) {
    if (!isMedia(part)) own.push(part)
    else {
      end()
      said.push(`*Image: ${part.media.name}*`)
    }
  }
  end()
  return said
}

/** Every turn on show as Markdown, also those that are not sent. */
export function historyMarkdown(): string {
  const { shown, current } = chat.getState()
  const turns = shown.map((turn) => {
    const head =
      turn.role === 'user' ? 'You' : writerOf(turn) === undefined ? 'Model' : `Model (${writerOf(turn)})`
    return [`## ${head}`, ...paragraphs(turn)].join('\n\n')
  })
  return [`# ${current.title}`, ...turns].join('\n\n').concat('\n')
}

export type ReadContents = { ok: true; contents: Content[] } | { ok: false; reason: string }

/** Reads `Content[]`, or a request that holds it as `contents`. The reason names the place of the first mistake. */
export function readContents(text: string): ReadContents {
  const found = readJson(text)
  if (!found.ok) return { ok: false, reason: found.why }
  const { value } = found
  const read = Contents.safeParse(isJson(value) && 'contents' in value ? value['contents'] : value)
  if (read.success) return { ok: true, contents: read.data as Content[] }
  const [issue] = read.error.issues
  const place = (issue?.path ?? []).reduce<string>(
    (path, key) => path + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`),
    'contents',
  )
  return {
    ok: false,
    reason: `${place} is not what the API takes: an array of {"role": "user" or "model", "parts": [at least one]}.`,
  }
}

/** Pictures that stand in the text by id become references again; everything else stays a part as it is. */
function withReferences(parts: readonly WirePart[]): Part[] {
  const known = new Map<string, MediaRef>()
  for (const turn of chat.getState().turns.values())
    for (const one of mediaIn(turn.parts)) known.set(one.id, one)
  const mediumOf = (part: { inlineData?: { data?: unknown } }) =>
    known.get(KEPT.exec(String(part.inlineData?.data ?? ''))?.[1] ?? '')
  return parts.map((part) => {
    const media = mediumOf(part)
    const beside = besideResult(part)
    if (!beside.some(mediumOf)) return media ? { media } : part
    const references = beside.map(
      (one: { inlineData?: { displayName?: string; data?: unknown } }): object => {
        const found = mediumOf(one)
        return found ? { media: found, displayName: one.inlineData?.displayName ?? found.name } : one
      },
    )
    return { ...part, functionResponse: { ...part.functionResponse!, parts: references } }
  })
}

/** The turns of these contents, each below the one before. The first takes `place`, where one is given. */
function chain(
  contents: readonly Content[],
  parent: string | null,
  place?: Pick<Turn, 'slot' | 'parent'>,
): Turn[] {
  let above = parent
  return contents.map(({ role, parts = [] }, index) => {
    const turn = makeTurn(
      role === 'model' ? 'model' : 'user',
      chat.getState().current.id,
      above,
      withReferences(parts),
      {
        ...(index === 0 && place && { slot: place.slot, parent: place.parent }),
      },
    )
    above = turn.id
    return turn
  })
}

/**
 * Takes over an edited history: what comes before the first change stays, the rest becomes another branch, and what was
 * cut off the end is deleted, one undo away. Runs nothing.
 */
export async function replaceHistory(contents: readonly Content[]): Promise<void> {
  const { current, shown } = chat.getState()
  const sent = turnsSent(shown)
  const present = await contentsOf(sent, byId)
  // Another conversation is on the screen by now: this one is no longer what is being changed.
  if (chat.getState().current.id !== current.id) return
  const first = contents.findIndex(
    (content, index) => JSON.stringify(content) !== JSON.stringify(present[index]),
  )
  if (first < 0) {
    const remove = sent.slice(contents.length)
    if (remove.length === 0) return
    const written = apply({ remove })
    const words = remove.length === 1 ? 'Turn deleted' : `${remove.length} turns deleted`
    set({ undo: { words, bringBack: () => bringBack(remove) } })
    return written
  }
  const old = sent[first]
  const turns = chain(contents.slice(first), sent[first - 1]?.id ?? null, old)
  const [top] = turns
  if (!top) return
  // Without an old version in its place it comes last, and so do those who followed what was not sent.
  const after = old
    ? []
    : below(chat.getState(), top.parent ?? '').map((turn) => hung(turn, turns.at(-1)?.id ?? null))
  await apply({ put: [...turns, ...after], ...(old && { conversation: choosing(top) }) })
}

async function bringBack(turns: readonly Turn[]): Promise<void> {
  set({ undo: null })
  await apply({ restore: turns })
}

/** Opens contents as a conversation of their own. Runs nothing. */
export async function openContents(contents: readonly Content[]): Promise<void> {
  newChat()
  await apply({ put: chain(contents, null) })
}
