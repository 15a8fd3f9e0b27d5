import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { loadDraft, saveDraft } from '../../store/drafts.ts'
import { holdsKey, withoutKey } from '../keyInText.ts'
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

const KEY = 'embeddings'
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
  saveDraft(KEY, forDisk(next))
}

/** Changes what is named; `undefined` takes a setting back, so that it is not sent. */
export function changeSetup(change: { [Name in keyof Setup]?: Setup[Name] | undefined }): void {
  const next = { ...setup.getState(), ...change }
  const set = Object.entries(next).filter(([, value]) => value !== undefined)
  replaceSetup(Object.fromEntries(set) as unknown as Setup)
}

async function load(): Promise<void> {
  const saved = await loadDraft(KEY, parseSetup)
  if (saved && !edited) setup.setState(saved, true)
}

let loading: Promise<void> | undefined

/** Brings back the setup of the last visit, once a page; what was typed before the base answered stays. */
export function loadSetup(): Promise<void> {
  loading ??= load()
  return loading
}
