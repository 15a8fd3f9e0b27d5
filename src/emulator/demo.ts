/** The demo in this tab: the emulator with what only a browser has. The one file of this room that needs a page. */
import { decodeInBrowser } from './decodeInBrowser.ts'
import { fetchFrom } from './fetchFrom.ts'
import { gallery } from './gallery.ts'
import { createHandle } from './handle.ts'
import { loadWords } from './loadWords.ts'
import type { Loaded } from './loadWords.ts'
import { tabCatalogue } from './models.ts'

const watchers = new Set<(loaded: Loaded) => void>()

const handle = createHandle({
  catalogue: tabCatalogue,
  decode: decodeInBrowser,
  words: () =>
    loadWords(new URL('demo-words/', document.baseURI), (loaded) => {
      for (const watcher of watchers) watcher(loaded)
    }),
})

export const demo = {
  /** A `fetch` that needs no key and no network. */
  fetch: fetchFrom(handle),
  /** Models that each end in one particular way. They are not in the list of models, and answer all the same. */
  states: gallery,
  /** Hears how much of the word vectors has arrived, each time more has; the first embedding starts it. @returns an end */
  watchWords(watcher: (loaded: Loaded) => void): () => void {
    watchers.add(watcher)
    return () => watchers.delete(watcher)
  },
}
