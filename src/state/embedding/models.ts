import { changeSetup, initialModel, setup } from './setup.ts'
import type { Model } from '../../gemini/types.ts'

/** Lengths Google recommends or that are common; the marks of the slider. */
const usualLengths: readonly number[] = [128, 256, 512, 768, 1536, 3072]

/** Models of a list that embed, by id. */
export function embeddingModels(models: readonly Model[]): { value: string; note: string }[] {
  return models
    .filter(({ supportedGenerationMethods = [] }) =>
      supportedGenerationMethods.some(
        (method) => method === 'embedContent' || method === 'batchEmbedContents',
      ),
    )
    .map(({ name, displayName = '' }) => ({ value: name.replace(/^models\//, ''), note: displayName }))
}

/** A model nobody chose follows the backend: the demo has its own, and the API does not know it. */
export function followBackend(backend: keyof typeof initialModel): void {
  const other = backend === 'demo' ? initialModel.live : initialModel.demo
  if (setup.getState().model === other) changeSetup({ model: initialModel[backend] })
}

/** Where the slider of a length stops: the usual lengths below it, and itself. */
export function stopsFor(dimensions: number): number[] {
  return [...usualLengths.filter((length) => length < dimensions), dimensions]
}
