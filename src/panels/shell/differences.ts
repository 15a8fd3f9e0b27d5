import { harmCategories } from '../../request/safety.ts'
import { settingsSummary } from '../../request/summary.ts'
import type { Settings } from '../../request/settings/table.ts'
import type { Item } from '../../request/summary.ts'

const filters = new Set(harmCategories.map(({ title }) => title))

/**
 * What differs from the API's own defaults, as it reads in one line: a filter's value is a phrase, so a colon leads it, and
 * a schema would fill the line.
 */
export function differences(settings: Settings): Item[] {
  return settingsSummary(settings).map(({ name, value }) => ({
    name: name.toLowerCase() + (filters.has(name) ? ':' : ''),
    value: name === 'Response schema' ? 'set' : value,
  }))
}
