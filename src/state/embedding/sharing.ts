import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { registerSharer } from '../share.ts'
import { setupOf } from './importTexts.ts'
import { itemsOf, loadSetup, replaceSetup, setup } from './setup.ts'
import type { Prompt } from '../../prompt/schema.ts'
import type { Setup } from './setup.ts'

/** The reader's own setup, put aside when a link or a file was opened over it. */
const before = createStore<{ setup: Setup | null }>(() => ({ setup: null }))

export const useReplacedSetup = () => useStore(before, (state) => state.setup)
export const forgetReplacedSetup = () => before.setState({ setup: null })

export function bringSetupBack(): void {
  const own = before.getState().setup
  if (own) replaceSetup(own)
  forgetReplacedSetup()
}

/** Texts and settings as a link or a file carries them. Vectors do not travel: they can be had again. */
export function collectSetup(present: Setup): Partial<Prompt> {
  const { model, taskType, title, outputDimensionality } = present
  return {
    text: '',
    images: [],
    embed: {
      // A picture has no place in a list of texts.
      texts: itemsOf(present).flatMap(({ text }) => (text === '' ? [] : [text])),
      model,
      ...(taskType && { taskType }),
      ...(title && { title }),
      ...(outputDimensionality !== undefined && { outputDimensionality }),
    },
  }
}

/** What a link or a file holds, as a setup; the model stays where it names none. */
export function setupFrom(embed: NonNullable<Prompt['embed']>, present: Setup): Setup {
  const { texts, model = present.model, ...settings } = embed
  return { ...settings, model, ...setupOf(texts.map((text) => ({ text }))) }
}

registerSharer('embeddings', {
  collect: () => collectSetup(setup.getState()),
  async apply({ embed }) {
    if (!embed) return
    await loadSetup()
    const present = setup.getState()
    if (itemsOf(present).length > 0) before.setState({ setup: present })
    replaceSetup(setupFrom(embed, present))
  },
})
