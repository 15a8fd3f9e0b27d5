import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { loadDraft, saveDraft } from '../../store/drafts.ts'
import { holdsKey, withoutKey } from '../connection/keyInText.ts'
import { leftByTabs, loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import { taskTypes } from '../../request/schema.ts'
import type { EmbedItem, EmbedSettings } from './requests.ts'

/** The most texts one run takes. */
export const maximumTexts = 10_000

/** What stands in the Embeddings workspace before anything is asked. */
export interface Setup extends EmbedSettings {
  /** Texts, one a line; what the field shows while there are no rows. */
  lines: string
  /** Texts as rows of a table: imported, labelled, with line breaks or with images. Null while lines are enough. */
  rows: readonly EmbedItem[] | null
}

export const initialModel = { demo: 'demo-embedding', live: 'gemini-embedding-001' } as const

export const setup = createStore<Setup>(() => ({ model: initialModel.demo, lines: '', rows: null }))

/** Subscribes a component to one value of the setup. */
export function useSetup<T>(selector: (state: Setup) => T): T {
  return useStore(setup, selector)
}

/** The texts to embed, in order; blank lines are not texts. */
export function itemsOf({ lines, rows }: Pick<Setup, 'lines' | 'rows'>): readonly EmbedItem[] {
  if (rows) return rows.filter(({ text, image }) => text.trim() !== '' || image)
  return lines.split(/\r\n|\r|\n/).flatMap((line) => (line.trim() === '' ? [] : [{ text: line.trim() }]))
}

/** The settings alone, without what is not set. */
export function embedSettingsOf({ lines: _lines, rows: _rows, ...settings }: Setup): EmbedSettings {
  return settings
}

/** Under this name each tab keeps its own setup; earlier versions of this page kept one for all tabs, under the name alone. */
const KEY = 'embeddings'
const UNDO_KEY = 'embeddings-undo'
const Image = z.object({
  id: z.string(),
  mimeType: z.string(),
  name: z.string(),
  bytes: z.exactOptional(z.int()),
})
const Saved = z.object({
  model: z.string(),
  taskType: z.exactOptional(z.enum(taskTypes)),
  title: z.exactOptional(z.string()),
  outputDimensionality: z.exactOptional(z.int()),
  asPrefix: z.exactOptional(z.boolean()),
  lines: z.string(),
  rows: z.nullable(
    z.array(
      z.object({ text: z.string(), label: z.exactOptional(z.string()), image: z.exactOptional(Image) }),
    ),
  ),
})

const SavedUndo = z.object({ words: z.string(), setup: Saved })

let edited = false

/** What a link or a file brought, until the reader edits or embeds it: nothing is sent for it before. */
let opened: Setup | null = null

/** True from a link's arrival to the reader's first own edit or run. */
export const isUntouched = (): boolean => opened === setup.getState()

/** To be called when the reader embeds the texts: that is as good as an edit. */
export function touch(): void {
  // A copy of what was opened is the reader's own, and who waits for that hears of it.
  if (isUntouched()) setup.setState({})
}

/** Puts in place what a link or a file brought. */
export function openSetup(next: Setup): void {
  opened = next
  replaceSetup(next)
}

/** On the screen a text stays as typed; a key in it must not reach the disk. */
export function forDisk(present: Setup): Setup {
  const { rows, lines } = present
  // One search for all: ten thousand of one text each take ten times as long, and this is done at every letter.
  const suspect = rows !== null && holdsKey(rows.map(({ text }) => text).join('\n'))
  return {
    ...present,
    rows: suspect ? rows.map((row) => Object.assign({}, row, { text: withoutKey(row.text) })) : rows,
    lines: withoutKey(lines),
  }
}

/** @throws where a stored value is no setup */
export const parseSetup = (value: unknown): Setup => Saved.parse(value)

/** Replaces the whole setup: the only way to take a setting back is to leave it out. */
export function replaceSetup(next: Setup): void {
  edited = true
  setup.setState(next, true)
  saveTabDraft(KEY, forDisk(next))
}

/** Changes what is named; `undefined` takes a setting back, so that it is not sent. */
export function changeSetup(change: { [Name in keyof Setup]?: Setup[Name] | undefined }): void {
  const next = { ...setup.getState(), ...change }
  const set = Object.entries(next).filter(([, value]) => value !== undefined)
  replaceSetup(Object.fromEntries(set) as unknown as Setup)
}

/** What a change took away, and what the change was, in a few words. */
interface Undo {
  words: string
  setup: Setup
}

const undo = createStore<{ last: Undo | null }>(() => ({ last: null }))

export const useUndo = (): Undo | null => useStore(undo, (state) => state.last)

/** Kept on disk like the setup itself: a reload loses nothing, and the clean-up of pictures sees what is in it. */
function keepUndo(last: Undo): void {
  undo.setState({ last })
  saveTabDraft(UNDO_KEY, { words: last.words, setup: forDisk(last.setup) })
}

/**
 * Makes a change that takes texts or labels away, so that `undoChange` brings back what stood there. Where nothing
 * stood there, an earlier change stays the one that can be undone.
 * @param words what is done, for the line beside Undo: `Imported 3 texts`
 */
export function withUndo(words: string, change: () => void): void {
  const present = setup.getState()
  if (itemsOf(present).length > 0) keepUndo({ words, setup: present })
  change()
}

/** Brings back what the last change took away; once more, and the other is back. */
export function undoChange(): void {
  const { last } = undo.getState()
  if (!last) return
  keepUndo({ words: 'Undone', setup: setup.getState() })
  replaceSetup(last.setup)
}

const parseUndo = (value: unknown): Undo => SavedUndo.parse(value)

/** A draft of this tab; without one, that of a time when all tabs shared it, which then becomes this tab's own. */
export async function loadOwnOrShared<T>(name: string, parse: (value: unknown) => T): Promise<T | undefined> {
  return (await loadTabDraft(name, parse)) ?? claimShared(name, parse)
}

async function claimShared<T>(name: string, parse: (value: unknown) => T): Promise<T | undefined> {
  const shared = await loadDraft(name, parse)
  if (shared === undefined) return undefined
  // Both in one transaction: it is never under neither name.
  saveTabDraft(name, shared)
  saveDraft(name, undefined)
  return shared
}

/** The same for the setup, where a tab that has been closed since may have left one. */
async function stored(): Promise<Setup | undefined> {
  const own = await loadTabDraft(KEY, parseSetup)
  if (own) return own
  const [first] = await leftByTabs(KEY, parseSetup)
  // Not its own once more: by now that may be what is being typed.
  if (!first) return claimShared(KEY, parseSetup)
  const [tab, found] = first
  saveTabDraft(KEY, found)
  saveDraft(`${KEY}/${tab}`, undefined)
  return found
}

async function load(): Promise<void> {
  const [saved, last] = await Promise.all([stored(), loadTabDraft(UNDO_KEY, parseUndo)])
  if (last && !undo.getState().last) undo.setState({ last })
  if (!saved) return
  if (!edited) return setup.setState(saved, true)
  // Typed before the base had answered: that stays, and what it would have replaced is one undo away.
  saveTabDraft(KEY, forDisk(setup.getState()))
  if (itemsOf(saved).length > 0) keepUndo({ words: 'Typed over the texts of your last visit', setup: saved })
}

let loading: Promise<void> | undefined

/** Brings back the setup of the last visit, once a page; what was typed before the base answered stays. */
export function loadSetup(): Promise<void> {
  loading ??= load()
  return loading
}
