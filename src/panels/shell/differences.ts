import { configNames } from '../../prompt/schema.ts'
import { harmCategories, levelOf, safetyLevels } from '../../prompt/safety.ts'
import { fieldsFor } from '../../prompt/fields.ts'
import type { Settings } from '../../prompt/schema.ts'

/** One thing that differs. */
export interface Item {
  name: string
  value: string
}

/** What differs from the API's own defaults, in words, in the order of the form. */
export function differences({ generationConfig, safety, stream }: Settings): Item[] {
  const titles = new Map(fieldsFor(undefined).map(({ name, title }) => [name, title.toLowerCase()]))
  const items: Item[] = []
  for (const name of configNames) {
    const value = generationConfig[name]
    if (value === undefined) continue
    const words = Array.isArray(value)
      ? value.join(', ')
      : value === true
        ? 'on'
        : value === false
          ? 'off'
          : String(value)
    items.push({ name: titles.get(name) ?? name, value: words })
  }
  for (const { category, title } of harmCategories) {
    const level = safety[category] && safetyLevels[levelOf(safety[category])]
    if (level) items.push({ name: `${title.toLowerCase()}:`, value: level.word.toLowerCase() })
  }
  if (!stream) items.push({ name: 'stream', value: 'off' })
  return items
}
