/** A run to and from a file. Nothing is sent for either, and what was opened is never run against the file's host. */
import { mediaIn, withMedia } from '../../request/media.ts'
import { MediaFailure } from '../../request/doc.ts'
import { write } from '../../store/database.ts'
import { showPresses } from '../../runs/keeping.ts'
import { readRow } from '../../runs/history.ts'
import { loadRun } from '../../runs/readRuns.ts'
import { recordsOf, tellRun } from '../../runs/journal.ts'
import { findRun } from '../../runs/registry.ts'
import { MAX_RUN_FILE, hopsBefore, readRun, toRunFile } from '../../runs/runFile.ts'
import { settingsOf } from '../../runs/run.ts'
import { sha256 } from '../../runs/sha256.ts'
import { newRunId } from '../../runs/start.ts'
import { addImageData, formatBytes, loadImageBase64, missingImages } from '../images/images.ts'
import { session } from '../connection/session.ts'
import { docOf } from '../rebuild.ts'
import { putBack, putEnded } from './history.ts'
import { tellRows } from './tabs.ts'
import type { RequestDoc } from '../../request/doc.ts'
import type { MediaRef } from '../../request/media.ts'
import type { Run, RunId } from '../../runs/run.ts'

/** The pictures that a document refers to, each once. */
const mediaOf = ({ turns }: RequestDoc): MediaRef[] => [
  ...new Map(turns.flatMap(({ parts }) => mediaIn(parts)).map((media) => [media.id, media])).values(),
]

/** How many pictures a run was asked with, and their bytes; a sentence where what was asked is gone. */
export async function picturesOf(run: Run): Promise<{ count: number; bytes: number } | string> {
  const doc = await docOf(run)
  if (typeof doc === 'string') return doc
  const media = mediaOf(doc)
  return { count: media.length, bytes: media.reduce((sum, { bytes }) => sum + bytes, 0) }
}

export interface Exported {
  name: string
  content: Blob
  /** What it lacks, as a sentence; '' where it lacks nothing. */
  words: string
}

/** `run-2026-11-27-14-05.json`, by the time of this machine. */
function nameOf({ at }: Run): string {
  const date = new Date(at)
  const parts = [date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes()]
  return `run-${[date.getFullYear(), ...parts.map((part) => String(part).padStart(2, '0'))].join('-')}.json`
}

/** Of a step of a loop, what its file holds: one run; the steps before it are in its request. */
async function aboutLoop({ id }: Run): Promise<string> {
  const row = await readRow(id)
  const first = row?.steps === undefined
  if (first && (row?.inside === undefined || (await readRow(row.inside))?.steps === undefined)) return ''
  return first
    ? 'The file holds step 1 of this loop alone.'
    : `The file holds step ${row.steps} of this loop: its request, with the calls and results before it, and its answer. It does not hold the earlier answers’ own chunks.`
}

/** @returns the file, or one sentence why there is none */
export async function exportRun(run: Run, withPictures: boolean): Promise<Exported | string> {
  if (!run.ending) return 'This run is still going on: export it once it has ended.'
  const { apiKey } = session.getState()
  const doc = await docOf(run)
  if (typeof doc === 'string') return doc
  const media: MediaRef[] = []
  const missing: string[] = []
  for (const one of withPictures ? mediaOf(doc) : []) {
    try {
      media.push({ ...one, data: await loadImageBase64(one) })
    } catch (error) {
      if (!(error instanceof MediaFailure)) throw error
      missing.push(one.name)
    }
  }
  const content = new Blob([toRunFile(run, doc, apiKey, media)], { type: 'application/json' })
  if (content.size > MAX_RUN_FILE)
    return `The file would hold ${formatBytes(content.size)}, and ${formatBytes(MAX_RUN_FILE)} is the most that can be opened again.${media.length > 0 ? ' Export it without its pictures.' : ''}`
  const words = [await aboutLoop(run), missingImages(missing)].filter(Boolean).join(' ')
  return { name: nameOf(run), content, words }
}

/** An id that the same file gets each time it is opened: opened twice, it is one run. */
async function idFor(text: string): Promise<RunId> {
  const hash = await sha256(new TextEncoder().encode(text))
  if (hash === null) return newRunId()
  const variant = ((Number.parseInt(hash[16]!, 16) & 3) | 8).toString(16)
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ].join('-')
}

/** The document with the pictures as this browser keeps them. */
function withTaken(doc: RequestDoc, taken: ReadonlyMap<string, MediaRef>): RequestDoc {
  const turns = doc.turns.map(({ role, parts }) => ({
    role,
    parts: withMedia(parts, (media) => {
      const { data: _, ...ref } = taken.get(media.id) ?? media
      return ref
    }),
  }))
  return { ...doc, turns }
}

export type Imported =
  | {
      ok: true
      id: RunId
      /** A sentence for each picture that was not taken. */
      refused: string[]
    }
  | { ok: false; problem: string }

/** Into the list again, where they were taken out of it a moment ago. */
async function bringBack(runs: readonly Run[]): Promise<void> {
  const rows = await Promise.all(runs.map(({ id }) => readRow(id)))
  const deleted = rows.flatMap((row) => (row?.gone === undefined ? [] : [row]))
  await showPresses(deleted)
  await putBack(deleted)
  tellRows(deleted.map(({ id }) => id))
}

/** Takes a run from the text of a file into History. Never throws: a bad file gives one sentence. */
export async function importRun(text: string): Promise<Imported> {
  const id = await idFor(text)
  const read = readRun(text, id)
  if (!read.ok) return read
  // The base alone knows: what was deleted for good may still be at hand.
  if (await loadRun(id)) {
    await bringBack([...hopsBefore(read.run), read.run])
    return { ok: true, id, refused: [] }
  }
  const taken = new Map<string, MediaRef>()
  const refused: string[] = []
  for (const one of read.media) {
    const result = await addImageData(one)
    if (result.ok) taken.set(one.id, { ...result.ref, name: one.name })
    else refused.push(`${one.name}: ${result.reason}`)
  }
  const { turns } = withTaken(read.doc, taken)
  const { apiKey } = session.getState()
  // The first request first: what goes on with one needs it.
  const hops = [...hopsBefore(read.run), read.run].map((run): Run => {
    const settings = settingsOf(run) ?? read.doc.settings
    return Object.assign({}, run, { asked: { kind: 'doc', doc: { ...read.doc, settings, turns } } })
  })
  await write(hops.flatMap((run) => recordsOf(run, apiKey)))
  for (const run of hops) {
    await findRun(run.id)
    await putEnded(run.id)
    tellRun(run.id)
  }
  return { ok: true, id, refused }
}

/** The same from the file itself. */
export async function openRunFile(file: Blob): Promise<Imported> {
  if (file.size > MAX_RUN_FILE)
    return { ok: false, problem: 'This file is larger than 64 MB, which no run file is, and was not opened.' }
  try {
    return await importRun(await file.text())
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return {
      ok: false,
      problem: 'This file could not be read. It may have been moved or changed; choose it again.',
    }
  }
}
