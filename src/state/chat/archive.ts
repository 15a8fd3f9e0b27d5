import * as z from 'zod/mini'
import { chat, refresh } from './chat.ts'
import {
  parseConversation,
  parseTurn,
  readConversations,
  readTurns,
  restoreConversation,
  writeEdit,
} from './records.ts'
import { forFile, recordsOf } from '../../runs/journal.ts'
import { loadRun, runFromFile } from '../../runs/readRuns.ts'
import { headOf } from '../../runs/history.ts'
import { readAll, write } from '../../store/database.ts'
import { readSurely } from '../../store/sure.ts'
import { responseOf } from '../../runs/exchange.ts'
import { emptyReply, fold } from '../../gemini/reply.ts'
import { session } from '../connection/session.ts'
import { addImageData, loadImageBase64 } from '../images/images.ts'
import { mediaIn, withMedia } from '../../request/media.ts'
import { Media } from '../../request/schema.ts'
import { upgradeMedia } from '../../request/upgrade.ts'
import type { MediaRef } from '../../request/media.ts'
import type { Run } from '../../runs/run.ts'
import type { Turn } from './tree.ts'

/**
 * Everything that is kept of conversations, as one file. Version 1 held the runs inside the turns, version 2 the pictures
 * beside the parts.
 */
const Archive = z.object({
  v: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  conversations: z.array(
    z.object({
      conversation: z.unknown(),
      turns: z.array(z.unknown()),
      /** Of the answers, as the journal keeps them. */
      runs: z.optional(z.array(z.unknown())),
    }),
  ),
  images: z.array(z.pipe(z.transform(upgradeMedia), Media)),
  /** Records that could not be read, as they were. */
  aside: z.array(z.unknown()),
})

/** The file's JSON, a record at a time. @param missing takes the names of images that this browser no longer has */
async function* archiveText(missing: string[]): AsyncGenerator<string> {
  const images = new Map<string, MediaRef>()
  let comma = ''
  yield '{"v":3,"conversations":['
  for (const conversation of await readConversations()) {
    yield `${comma}{"conversation":${JSON.stringify(conversation)},"turns":[`
    comma = ''
    const { turns, runs } = await readTurns(conversation.id)
    for (const turn of turns.values()) {
      for (const image of mediaIn(turn.parts)) images.set(image.id, image)
      yield comma + JSON.stringify(turn)
      comma = ','
    }
    yield '],"runs":['
    comma = ''
    for (const run of runs.values()) {
      yield comma + JSON.stringify(forFile(run))
      comma = ','
    }
    yield ']}'
    comma = ','
  }
  yield '],"images":['
  comma = ''
  for (const image of images.values()) {
    const data = await loadImageBase64(image).catch(() => undefined)
    if (data === undefined) missing.push(image.name)
    else {
      yield comma + JSON.stringify({ ...image, data })
      comma = ','
    }
  }
  const aside = (await readAll('aside', (value) => value)).map(([, record]) => record)
  yield `],"aside":${JSON.stringify(aside)}}`
}

/** Characters that are put together before they become a piece of the file. */
const PIECE = 1 << 20

/**
 * @returns the file, JSON: every conversation with every branch, its images, and what was set aside; and the names of
 * the images that this browser no longer has
 */
export async function exportAll(): Promise<{ file: Blob; missing: string[] }> {
  const missing: string[] = []
  // In pieces: a string of it all would end at the browser's limit, some 500 MB.
  const pieces: Blob[] = []
  let waiting: string[] = []
  let length = 0
  for await (const text of archiveText(missing)) {
    waiting.push(text)
    length += text.length
    if (length < PIECE) continue
    pieces.push(new Blob(waiting))
    waiting = []
    length = 0
  }
  return { file: new Blob([...pieces, ...waiting], { type: 'application/json' }), missing }
}

/** What a run of a wrong shape still says: the parts of its candidate, from those of its chunks that can be read. */
function partsIn(run: unknown, candidate = 0): Turn['parts'] {
  const chunks = typeof run === 'object' && run !== null && 'chunks' in run ? run.chunks : null
  const responses = (Array.isArray(chunks) ? (chunks as unknown[]) : []).flatMap((chunk) => {
    const raw = typeof chunk === 'object' && chunk !== null && 'raw' in chunk ? chunk.raw : null
    return typeof raw === 'string' ? [responseOf({ at: 0, bytes: 0, raw })] : []
  })
  const { candidates } = responses.reduce(fold, emptyReply)
  return candidates.find(({ index }) => index === candidate)?.parts ?? []
}

/** A turn whose run did not come along, or cannot be read. @param brought the run as it stands in the file */
function withoutRun({ run: _run, candidate, ...turn }: Turn, brought: unknown): Turn {
  const parts = turn.parts.length > 0 ? turn.parts : partsIn(brought, candidate)
  return { ...turn, parts, runLost: true }
}

/** A run that does not go on from itself, through whichever others: a file may name anything, and nobody could read it. */
async function withoutRing({ parent, ...run }: Run): Promise<Run> {
  const seen = new Set([run.id])
  let above = parent
  while (above !== undefined && !seen.has(above)) {
    seen.add(above)
    above = (await headOf(above))?.parent
  }
  return above === undefined && parent !== undefined ? { ...run, parent } : run
}

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined

/** What an import did, as a sentence; or why nothing was done. */
export type Imported = { ok: boolean; words: string }

/**
 * Adds the conversations of a file to those that are here. A turn that is here already, or was deleted here, stays as
 * it is. One transaction a conversation; a record that cannot be read is left out and counted.
 */
export async function importAll(text: string): Promise<Imported> {
  let archive: z.output<typeof Archive>
  try {
    archive = Archive.parse(JSON.parse(text))
  } catch {
    return { ok: false, words: 'This is no file of exported conversations. Nothing was changed.' }
  }
  const renamed = new Map<string, MediaRef>()
  const lost: string[] = []
  for (const image of archive.images) {
    const result = await addImageData(image)
    if (result.ok) renamed.set(image.id, result.ref)
    else lost.push(`${image.name}: ${result.reason}`)
  }
  const withImages = (turn: Turn): Turn => ({
    ...turn,
    parts: withMedia(turn.parts, (media) => ({ ...media, ...renamed.get(media.id) })),
  })
  let added = 0
  let refused = 0
  let lostRuns = 0
  let wordless = 0
  const here = new Map((await readConversations()).map((one) => [one.id, one]))
  for (const {
    conversation: unknown,
    turns: unknownTurns,
    runs: unknownRuns = [],
  } of archive.conversations) {
    try {
      const conversation = parseConversation(unknown)
      if ('gone' in conversation) continue
      const { turns, gone, runs } = await readTurns(conversation.id)
      const brought = new Map<string, Run>()
      for (const value of unknownRuns) {
        const run = await runFromFile(value)
        if (run) brought.set(run.id, run)
      }
      const fresh = unknownTurns.flatMap((value) => {
        const read = parseTurn(value)
        if ('gone' in read) return []
        const { turn } = read
        const isNew = !turns.has(turn.id) && !gone.has(turn.id)
        if (!isNew || turn.conversation !== conversation.id) return []
        if (read.lifted) brought.set(read.lifted.id, read.lifted)
        return [withImages(turn)]
      })
      // What the journal has already stays: a file may not write over it.
      for (const run of brought.values())
        if (!runs.has(run.id) && !(await loadRun(run.id)) && !(await readSurely('runs', run.id)))
          await write(recordsOf(await withoutRing(run), session.getState().apiKey))
      const put = fresh.map((turn) =>
        turn.run === undefined || runs.has(turn.run) || brought.has(turn.run)
          ? turn
          : withoutRun(
              turn,
              unknownRuns.find((value) => idOf(value) === turn.run),
            ),
      )
      const known = here.get(conversation.id)
      if (put.length === 0 && known) continue
      added += put.length
      const lostHere = put.filter(({ runLost }) => runLost)
      lostRuns += lostHere.length
      wordless += lostHere.filter(({ parts }) => parts.length === 0).length
      await writeEdit({ conversation: known ?? conversation, put })
      // Deleted here before: who imports it wants it back.
      if (!known) await restoreConversation(conversation.id)
    } catch {
      refused += 1
    }
  }
  await refresh(chat.getState().current.id)
  const words = [
    `${added === 1 ? '1 turn was' : `${added} turns were`} added.`,
    ...(refused > 0
      ? [
          `${refused === 1 ? '1 conversation' : `${refused} conversations`} could not be read and ${refused === 1 ? 'was' : 'were'} left out.`,
        ]
      : []),
    ...(lostRuns > 0
      ? [
          `How ${lostRuns === 1 ? '1 answer' : `${lostRuns} answers`} came could not be read; the words are there${wordless > 0 ? ' where they could be' : ''}.`,
        ]
      : []),
    ...(lost.length > 0 ? ['Not every picture could be taken.', ...lost.slice(0, 5)] : []),
  ]
  return { ok: refused === 0 && lost.length === 0, words: words.join(' ') }
}
