import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { loadDraft, saveDraft } from './database.ts'

/** The model that Embeddings embeds with; Models can choose it too. Null: the workspace's own first choice. */
const embeddingModel = createStore<{ model: string | null }>(() => ({ model: null }))

export function useEmbeddingModel<T>(selector: (model: string | null) => T): T {
  return useStore(embeddingModel, ({ model }) => selector(model))
}

/** @param model with or without `models/` */
export function setEmbeddingModel(model: string): void {
  const id = model.replace(/^models\//, '')
  embeddingModel.setState({ model: id })
  saveDraft('embedding-model', id)
}

/** Brings back the choice of the last visit, unless one was made meanwhile. */
export async function loadEmbeddingModel(): Promise<void> {
  const saved = await loadDraft('embedding-model', (value) => z.string().parse(value))
  if (saved && embeddingModel.getState().model === null) embeddingModel.setState({ model: saved })
}
