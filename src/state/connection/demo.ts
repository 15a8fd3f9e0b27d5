import type { Model } from '../../gemini/types.ts'
import type { Beat } from '../../runs/run.ts'

/** What the page knows of the demo. What keeps these promises is known to `main.tsx` alone. */
export interface Demo {
  /** A `fetch` that needs no key and no network. */
  fetch: typeof fetch
  /** In the order of the gallery. Their models are in no list. */
  states: readonly DemoState[]
  /** Hears how much of the word vectors has arrived, each time more has; the first embedding starts it. @returns an end */
  watchWords(watcher: (loaded: { bytes: number; total: number }) => void): () => void
}

/** A state worth meeting on purpose. */
export interface DemoState {
  /** The id of its model. */
  id: string
  record: Model
  title: string
  /** What there is to see, in a few words. */
  about: string
  /** What is asked to meet it. */
  prompt: string
  /** What it is asked with, beside the prompt. */
  config: object | undefined
  /** How the answer comes; `state` is a word of the stream strip. */
  strip: { beats: readonly Beat[]; elapsed: number; state: string }
}
