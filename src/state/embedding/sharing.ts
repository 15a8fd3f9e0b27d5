import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { Media } from '../../request/schema.ts'
import { registerSharer } from '../share/share.ts'
import { saveTabDraft } from '../../store/tab.ts'
import { setupOf } from './importTexts.ts'
import {
  forDisk,
  isUntouched,
  itemsOf,
  loadOwnOrShared,
  loadSetup,
  openSetup,
  parseSetup,
  replaceSetup,
  setup,
} from './setup.ts'
import type { MediaRef } from '../../request/media.ts'
import type { Embed, Prompt } from '../../request/schema.ts'
import type { EmbedItem } from './requests.ts'
import type { Setup } from './setup.ts'

const KEY = 'embeddings-before'

/** The reader's own setup, over which a link or a file was opened. */
const before = createStore<{ setup: Setup | null }>(() => ({ setup: null }))

export const useReplacedSetup = () => useStore(before, (state) => state.setup)

function keepReplaced(own: Setup | null): void {
  before.setState({ setup: own })
  saveTabDraft(KEY, own ? forDisk(own) : undefined)
}

export const forgetReplacedSetup = () => keepReplaced(null)

/** Brings back what a reload must not lose either: the texts that an opened link replaced. */
export async function loadReplacedSetup(): Promise<void> {
  const own = await loadOwnOrShared(KEY, parseSetup)
  if (own && !before.getState().setup) before.setState({ setup: own })
}

export function bringSetupBack(): void {
  const own = before.getState().setup
  if (own) replaceSetup(own)
  forgetReplacedSetup()
}

/** The most images a link or a file takes. */
const mostImages = 100

function mediaOf({ image }: EmbedItem, row: number): { row: number; media: MediaRef }[] {
  const found = image && Media.safeParse({ ...image, from: { at: 'store' } })
  return found?.success ? [{ row, media: found.data }] : []
}

/**
 * Texts and settings as a link or a file carries them. Vectors do not travel: they can be had again. What Prompt and
 * Chat run with has no part in it, and stays behind.
 */
export function collectSetup(present: Setup): Partial<Prompt> {
  const { model, taskType, title, outputDimensionality, asPrefix } = present
  const items = itemsOf(present)
  const media = items.flatMap(mediaOf).slice(0, mostImages)
  return {
    model,
    systemInstruction: '',
    generationConfig: {},
    safety: {},
    stream: true,
    parts: [],
    embed: {
      texts: items.map(({ text }) => text),
      ...(items.some(({ label }) => label) && { labels: items.map(({ label = '' }) => label) }),
      model,
      ...(taskType && { taskType }),
      ...(title && { title }),
      ...(outputDimensionality !== undefined && { outputDimensionality }),
      ...(asPrefix !== undefined && { asPrefix }),
      ...(media.length > 0 && { media }),
    },
  }
}

function itemOf(text: string, label: string | undefined, image: MediaRef | undefined): EmbedItem {
  const item: EmbedItem = label ? { text, label } : { text }
  if (!image) return item
  const { id, mimeType, name, bytes } = image
  return { ...item, image: { id, mimeType, name, bytes } }
}

/**
 * What a link or a file holds, as a setup; the model stays where it names none. A row whose image did not come along, and
 * that has no text, is left out.
 */
export function setupFrom(embed: Embed, present: Setup): Setup {
  const { texts, labels = [], media = [], model = present.model, ...settings } = embed
  const placed = new Map(media.map((one) => [one.row, one.media]))
  const items = texts.map((text, row) => itemOf(text, labels[row], placed.get(row)))
  return { ...settings, model, ...setupOf(itemsOf({ lines: '', rows: items })) }
}

registerSharer('embeddings', {
  collect: () => collectSetup(setup.getState()),
  async apply({ embed }) {
    if (!embed) return
    await Promise.all([loadSetup(), loadReplacedSetup()])
    const present = setup.getState()
    // Opened over what another link brought, and nobody has edited, the reader's own texts stay the replaced ones.
    const own = !before.getState().setup || !isUntouched()
    if (itemsOf(present).length > 0 && own) keepReplaced(present)
    openSetup(setupFrom(embed, present))
  },
})
