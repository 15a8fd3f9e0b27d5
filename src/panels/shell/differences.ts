import { harmCategories } from '../../prompt/safety.ts'
import { settingsSummary } from '../../prompt/summary.ts'
import type { Settings } from '../../prompt/schema.ts'
import type { Item } from '../../prompt/summary.ts'

const filters = new Set(harmCategories.map(({ title }) => title))

/** What differs from the API's own defaults, as it reads in one line: a filter's value is a phrase, so a colon leads it. */
export function differences(settings: Settings): Item[] {
  return settingsSummary(settings).map(({ name, value }) => ({
    name: name.toLowerCase() + (filters.has(name) ? ':' : ''),
    value,
  }))
}
