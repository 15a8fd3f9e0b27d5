/**
 * models/: every model the connection sees: filter, table, one model's record. Taking a model is all it changes.
 * Imported by `App.tsx` alone.
 */
import type { Model } from '../../gemini/types.ts'

/** The methods that can be asked for, in the order of the check boxes; the API has more, and Details lists them. */
export const methods = ['generateContent', 'embedContent', 'countTokens'] as const
export type Method = (typeof methods)[number]

/** `models/gemini-x` without its prefix. */
export function idOf(model: Model): string {
  return model.name.replace(/^models\//, '')
}

export function supports(model: Model, method: string): boolean {
  return model.supportedGenerationMethods?.includes(method) ?? false
}

/**
 * The models that hold every typed word in id, display name, version or description, and take every ticked method.
 * @param ticked none: all models
 */
export function filterModels(
  models: readonly Model[],
  typed: string,
  ticked: readonly Method[],
): readonly Model[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0 && ticked.length === 0) return models
  return models.filter((model) => {
    const { name, displayName = '', version = '', description = '' } = model
    const text = `${name} ${displayName} ${version} ${description}`.toLowerCase()
    return ticked.every((method) => supports(model, method)) && words.every((word) => text.includes(word))
  })
}

/** How many models take each method. */
export function countMethods(models: readonly Model[]): Record<Method, number> {
  const counts: Record<Method, number> = { generateContent: 0, embedContent: 0, countTokens: 0 }
  for (const model of models) for (const method of methods) if (supports(model, method)) counts[method] += 1
  return counts
}
