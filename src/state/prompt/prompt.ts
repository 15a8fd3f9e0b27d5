import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { linkIn } from '../../request/address.ts'
import {
  emptyDraft,
  isEmpty,
  isSame,
  mapTexts,
  parseDraft,
  withFieldText,
  withMedia,
} from '../../request/draft.ts'
import { loadDraft, saveDraft } from '../../store/drafts.ts'
import { draftForDisk, lifted } from '../keptDraft.ts'
import { dropLeft, leaveForLater, leftByTabs, loadTabDraft, saveTabDraft } from '../../store/tab.ts'

import type { Draft } from '../../request/draft.ts'
import type { MediaRef } from '../../request/media.ts'

export interface LeftDraft extends Draft {
  /** Of the closed tab. */
  tab: string
}

export interface PromptState extends Draft {
  /** Drafts that closed tabs have left, the last used first. */
  left: readonly LeftDraft[]
  /** What a link or a file replaced; null where nothing was. */
  replaced: Draft | null
  /** True once the draft of the last visit is in place. */
  loaded: boolean
  /** True from a link's arrival to the reader's first own edit or run: until then nothing is sent for it. */
  untouched: boolean
}

/** What is being written in the Prompt workspace; model and settings are in `settings.ts`. */
export const prompt = createStore<PromptState>(() => ({
  ...emptyDraft,
  left: [],
  replaced: null,
  loaded: false,
  untouched: typeof location !== 'undefined' && linkIn(location) !== null,
}))

/** Subscribes a component to one value of the prompt being written. */
export function usePrompt<T>(selector: (state: PromptState) => T): T {
  return useStore(prompt, selector)
}

const KEY = 'prompt'
/** What is written before the stored draft is there has a place of its own, so that it is not written over that one. */
const EARLY = 'prompt-early'

function keep(key: string): void {
  saveTabDraft(key, draftForDisk(prompt.getState()))
}

function edit(change: Partial<PromptState>): void {
  prompt.setState({ untouched: false, ...change })
  keep(prompt.getState().loaded ? KEY : EARLY)
}

/** The draft alone, of what the store holds. */
export const written = ({ parts, field }: Draft = prompt.getState()): Draft => ({ parts, field })

export const setWritten = (draft: Draft): void => edit(written(draft))
export const setText = (text: string): void => edit(withFieldText(prompt.getState(), text))
export const mapWrittenTexts = (change: (text: string) => string): void =>
  edit(mapTexts(prompt.getState(), change))
export const addMedia = (media: MediaRef): void => edit(withMedia(prompt.getState(), media))

/** To be called when the reader runs the prompt: that is as good as an edit. */
export function touch(): void {
  prompt.setState({ untouched: false })
}

/** Puts another draft in place; the present one stays for `undo`, unless it is empty. */
export async function replaceDraft(draft: Draft): Promise<void> {
  // What the last visit left is the reader's own: it has to be here before it can be kept for undo.
  await loadPrompt()
  const own = written()
  edit({ ...written(draft), untouched: true, replaced: isEmpty(own) ? null : own })
}

/** The example that was put in place last. */
let filled: Draft | null = null

/** The reader's own draft that an example replaced last, and what takes it from the next page again. */
let putAside: { draft: Draft; takeBack: () => void } | null = null

/** Keeps a draft for the next page, in the place of which an example comes. */
function putOwnAside(own: Draft): void {
  if (isEmpty(own)) return
  putAside = { draft: own, takeBack: leaveForLater(KEY, draftForDisk(own)) }
}

/**
 * Puts an example in place; what stands there stays for `undo`, and for the next page, unless it is an example that nobody
 * has changed.
 */
export function fillPrompt(example: Draft): void {
  const { replaced } = prompt.getState()
  const own = written()
  const untouched = (filled && isSame(own, filled)) || isSame(own, example)
  filled = example
  if (!untouched) putOwnAside(own)
  edit({ ...written(example), replaced: untouched ? replaced : own })
}

/** Brings back what was replaced; once more, and the other is back. */
export function undo(): void {
  const { replaced } = prompt.getState()
  if (!replaced) return
  const own = written()
  if (filled && isSame(replaced, filled)) putOwnAside(own)
  // On the screen again, it is nothing that a closed tab has left.
  else if (putAside && isSame(replaced, putAside.draft)) {
    putAside.takeBack()
    putAside = null
  }
  edit({ ...replaced, replaced: own })
}

/** The draft under the key of all tabs, where an earlier version of this page kept it; it becomes this tab's own. */
async function loadCommon(): Promise<Draft | undefined> {
  const found = await loadDraft(KEY, parseDraft)
  if (!found) return undefined
  const common = await lifted(found)
  saveTabDraft(KEY, draftForDisk(common))
  saveDraft(KEY, undefined)
  return common
}

/** Looks for what other tabs wrote and nobody has on the screen any more. */
async function findLeft(): Promise<void> {
  const found = await leftByTabs(KEY, parseDraft)
  const left: LeftDraft[] = []
  for (const [tab, kept] of found) {
    const draft = await lifted(kept)
    const { replaced } = prompt.getState()
    if (isEmpty(draft) || isSame(draft, prompt.getState())) await dropLeft(KEY, tab)
    else if (!replaced || !isSame(draft, replaced)) left.push({ ...draft, tab })
  }
  prompt.setState({ left })
}

/** Puts the draft of a closed tab in place; the present one takes its place among those left. */
export function swapLeft({ tab, ...draft }: LeftDraft): void {
  const { left } = prompt.getState()
  const present = draftForDisk(written())
  const others = left.filter((other) => other.tab !== tab)
  if (isEmpty(present)) void dropLeft(KEY, tab)
  else saveDraft(`${KEY}/${tab}`, present)
  edit({ ...written(draft), left: isEmpty(present) ? others : [...others, { ...present, tab }] })
}

/** Deletes the draft of a closed tab. */
export function forgetLeft({ tab }: LeftDraft): void {
  void dropLeft(KEY, tab)
  prompt.setState(({ left }) => ({ left: left.filter((other) => other.tab !== tab) }))
}

/** Puts in place what was written before the base had answered; the older draft is one undo away, and outlives the page. */
function showEarly(early: Draft, saved: Draft | undefined): void {
  const replaced = saved && !isEmpty(saved) && !isSame(saved, early) ? saved : null
  prompt.setState({ ...written(early), replaced, loaded: true })
  if (replaced) leaveForLater(KEY, draftForDisk(replaced))
  keep(KEY)
  saveTabDraft(EARLY, undefined)
}

async function load(): Promise<void> {
  const own = await loadTabDraft(KEY, parseDraft)
  const saved = own ? await lifted(own) : await loadCommon()
  // Of this page, or of one that went away before the base had answered.
  const left = await loadTabDraft(EARLY, parseDraft)
  const before = left && (await lifted(left))
  const early = isEmpty(prompt.getState()) ? before : written()
  if (early) showEarly(early, saved)
  else prompt.setState({ ...saved, loaded: true })
  // Not waited for: the page can be written in before.
  void findLeft()
}

let loading: Promise<void> | undefined

/** Brings back the draft of the last visit, once a page. */
export function loadPrompt(): Promise<void> {
  loading ??= load()
  return loading
}
