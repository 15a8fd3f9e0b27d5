import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { Prompt } from '../prompt/schema.ts'
import type { ImageRef } from '../prompt/schema.ts'
import { loadDraft, saveDraft } from './database.ts'
import { withoutKey } from './keyInText.ts'

export interface Draft {
  text: string
  images: readonly ImageRef[]
}

export interface PromptState extends Draft {
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
  replaced: null,
  loaded: false,
  untouched: startsWithLink(),
}))

/** Anything behind a workspace's own address came with a link. */
function startsWithLink(): boolean {
  return typeof location !== 'undefined' && !/^(#(\/[a-z]*)?)?$/.test(location.hash)
}

/** Subscribes a component to one value of the prompt being written. */
export function usePrompt<T>(selector: (state: PromptState) => T): T {
  return useStore(prompt, selector)
}

const KEY = 'prompt'
const Saved = z.pick(Prompt, { text: true, images: true })
/** Whether something was written before the stored draft arrived: then that stays. */
let edited = false

function edit(change: Partial<PromptState>): void {
  edited = true
  prompt.setState({ untouched: false, ...change })
  const { text, images } = prompt.getState()
  // A key pasted by mistake must not reach the disk; the text on the screen keeps it until Run asks.
  saveDraft(KEY, { text: withoutKey(text), images })
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

/** Brings back what was replaced; once more, and the other is back. */
export function undo(): void {
  const { text, images, replaced } = prompt.getState()
  if (replaced) edit({ ...replaced, replaced: { text, images } })
}

async function load(): Promise<void> {
  const saved = await loadDraft(KEY, (value) => Saved.parse(value))
  if (!saved || (!saved.text && saved.images.length === 0)) prompt.setState({ loaded: true })
  // Typed before the base had answered: that stays, and the older draft is one undo away.
  else if (edited) prompt.setState({ replaced: saved, loaded: true })
  else prompt.setState({ ...saved, loaded: true })
}

let loading: Promise<void> | undefined

/** Brings back the draft of the last visit, once a page. */
export function loadPrompt(): Promise<void> {
  loading ??= load()
  return loading
}
