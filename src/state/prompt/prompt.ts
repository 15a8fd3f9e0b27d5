import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { linkIn } from '../../request/address.ts'
import { Prompt } from '../../request/schema.ts'
import type { ImageRef } from '../../request/schema.ts'
import { loadDraft, saveDraft } from '../../store/drafts.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { dropLeft, leaveForLater, leftByTabs, loadTabDraft, saveTabDraft } from '../../store/tab.ts'

export interface Draft {
  text: string
  images: readonly ImageRef[]
}

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
  text: '',
  images: [],
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
const Saved = z.pick(Prompt, { text: true, images: true })

function keep(key: string): void {
  const { text, images } = prompt.getState()
  // A key pasted by mistake must not reach the disk; the text on the screen keeps it until Run asks.
  saveTabDraft(key, { text: withoutKey(text), images })
}

function edit(change: Partial<PromptState>): void {
  prompt.setState({ untouched: false, ...change })
  keep(prompt.getState().loaded ? KEY : EARLY)
}

export function setText(text: string): void {
  edit({ text })
}

/** Adds an image at the end, also one that is there already: to drop it without a word would look like a fault. */
export function addImage(image: ImageRef): void {
  edit({ images: [...prompt.getState().images, image] })
}

export function setImages(images: readonly ImageRef[]): void {
  edit({ images })
}

/** To be called when the reader runs the prompt: that is as good as an edit. */
export function touch(): void {
  prompt.setState({ untouched: false })
}

/** Puts another draft in place; the present one stays for `undo`, unless it is empty. */
export async function replaceDraft(draft: Draft): Promise<void> {
  // What the last visit left is the reader's own: it has to be here before it can be kept for undo.
  await loadPrompt()
  const { text, images } = prompt.getState()
  edit({ ...draft, untouched: true, replaced: text || images.length > 0 ? { text, images } : null })
}

/** Puts an example in place; what stands there stays for `undo`, unless it is nothing. */
export function fillPrompt(text: string): void {
  const { images, replaced, text: before } = prompt.getState()
  const present = { text: before, images }
  edit({ text, images: [], replaced: isEmpty(present) || before === text ? replaced : present })
}

/** Brings back what was replaced; once more, and the other is back. */
export function undo(): void {
  const { text, images, replaced } = prompt.getState()
  if (replaced) edit({ ...replaced, replaced: { text, images } })
}

const parse = (value: unknown) => Saved.parse(value)
const isEmpty = ({ text, images }: Draft) => text === '' && images.length === 0
const isSame = (a: Draft, b: Draft) =>
  a.text === b.text && a.images.map(({ id }) => id).join() === b.images.map(({ id }) => id).join()

/** The draft under the key of all tabs, where an earlier version of this page kept it; it becomes this tab's own. */
async function loadCommon(): Promise<Draft | undefined> {
  const common = await loadDraft(KEY, parse)
  if (!common) return undefined
  saveTabDraft(KEY, common)
  saveDraft(KEY, undefined)
  return common
}

/** Looks for what other tabs wrote and nobody has on the screen any more. */
async function findLeft(): Promise<void> {
  const found = await leftByTabs(KEY, parse)
  const left: LeftDraft[] = []
  for (const [tab, draft] of found) {
    const { replaced } = prompt.getState()
    if (isEmpty(draft) || isSame(draft, prompt.getState())) await dropLeft(KEY, tab)
    else if (!replaced || !isSame(draft, replaced)) left.push({ ...draft, tab })
  }
  prompt.setState({ left })
}

/** Puts the draft of a closed tab in place; the present one takes its place among those left. */
export function swapLeft({ tab, ...draft }: LeftDraft): void {
  const { text, images, left } = prompt.getState()
  const present = { text: withoutKey(text), images }
  const others = left.filter((other) => other.tab !== tab)
  if (isEmpty(present)) void dropLeft(KEY, tab)
  else saveDraft(`${KEY}/${tab}`, present)
  edit({ ...draft, left: isEmpty(present) ? others : [...others, { ...present, tab }] })
}

/** Deletes the draft of a closed tab. */
export function forgetLeft({ tab }: LeftDraft): void {
  void dropLeft(KEY, tab)
  prompt.setState(({ left }) => ({ left: left.filter((other) => other.tab !== tab) }))
}

/** Puts in place what was written before the base had answered; the older draft is one undo away, and outlives the page. */
function showEarly(early: Draft, saved: Draft | undefined): void {
  const replaced = saved && !isEmpty(saved) && !isSame(saved, early) ? saved : null
  prompt.setState({ ...early, replaced, loaded: true })
  if (replaced) leaveForLater(KEY, replaced)
  keep(KEY)
  saveTabDraft(EARLY, undefined)
}

async function load(): Promise<void> {
  const saved = (await loadTabDraft(KEY, parse)) ?? (await loadCommon())
  // Of this page, or of one that went away before the base had answered.
  const left = await loadTabDraft(EARLY, parse)
  const { text, images } = prompt.getState()
  const early = isEmpty({ text, images }) ? left : { text, images }
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
