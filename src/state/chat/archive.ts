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
import { forFile, loadRun, recordsOf, runFromFile } from '../../runs/journal.ts'
import { readAll, write } from '../../store/database.ts'
import { addImageData, loadImageBase64 } from '../images.ts'
import { session } from '../session.ts'
import { ImageRef } from '../../request/schema.ts'
import type { Conversation } from './records.ts'
import type { Run } from '../../runs/run.ts'
import type { Turn } from './tree.ts'

/** Everything that is kept of conversations, as one file. Version 1 held the runs inside the turns. */
const Archive = z.object({
  v: z.union([z.literal(1), z.literal(2)]),
  conversations: z.array(
    z.object({
      conversation: z.unknown(),
      turns: z.array(z.unknown()),
      /** Of the answers, as the journal keeps them. */
      runs: z.optional(z.array(z.unknown())),
    }),
  ),
  images: z.array(ImageRef),
  /** Records that could not be read, as they were. */
  aside: z.array(z.unknown()),
})

/**
 * @returns the file's JSON: every conversation with every branch, its images, and what was set aside; and the names of
 * the images that this browser no longer has
 */
export async function exportAll(): Promise<{ text: string; missing: string[] }> {
  const conversations: { conversation: Conversation; turns: Turn[]; runs: unknown[] }[] = []
  const images = new Map<string, ImageRef>()
  for (const conversation of await readConversations()) {
    const stored = await readTurns(conversation.id)
    const turns = [...stored.turns.values()]
    conversations.push({ conversation, turns, runs: [...stored.runs.values()].map(forFile) })
    for (const image of turns.flatMap((turn) => turn.images)) images.set(image.id, image)
  }
  const loaded: ImageRef[] = []
  const missing: string[] = []
  for (const image of images.values()) {
    const data = await loadImageBase64(image).catch(() => undefined)
    if (data === undefined) missing.push(image.name)
    else loaded.push({ ...image, data })
  }
  const aside = (await readAll('aside', (value) => value)).map(([, record]) => record)
  return { text: JSON.stringify({ v: 2, conversations, images: loaded, aside }), missing }
}

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
  const renamed = new Map<string, ImageRef>()
  const lost: string[] = []
  for (const image of archive.images) {
    const result = await addImageData(image)
    if (result.ok) renamed.set(image.id, result.ref)
    else lost.push(`${image.name}: ${result.reason}`)
  }
  const withImages = (turn: Turn): Turn => ({
    ...turn,
    images: turn.images.map((image) => Object.assign({}, image, renamed.get(image.id))),
  })
  let added = 0
  let refused = 0
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
      const brought = unknownRuns.flatMap((value) => runFromFile(value) ?? [])
      const lifted: Run[] = []
      const put = unknownTurns.flatMap((value) => {
        const read = parseTurn(value)
        if ('gone' in read) return []
        const { turn } = read
        const fresh = !turns.has(turn.id) && !gone.has(turn.id)
        if (!fresh || turn.conversation !== conversation.id) return []
        if (read.lifted) lifted.push(read.lifted)
        return [withImages(turn)]
      })
      for (const run of [...brought, ...lifted])
        // A run of that id that is here already stays as it is, whosever it is.
        if (!runs.has(run.id) && !(await loadRun(run.id)))
          await write(recordsOf(run, session.getState().apiKey))
      const known = here.get(conversation.id)
      if (put.length === 0 && known) continue
      added += put.length
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
    ...(refused > 0 ? [`${refused} conversations could not be read and were left out.`] : []),
    ...(lost.length > 0 ? ['Not every picture could be taken.', ...lost.slice(0, 5)] : []),
  ]
  return { ok: refused === 0 && lost.length === 0, words: words.join(' ') }
}
