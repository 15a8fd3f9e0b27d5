import { isJson } from '../json.ts'
import { placesIn } from './walk.ts'
import type { Json } from '../json.ts'

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** How much a schema asks for: `11 fields, 4 enum values`. */
export function schemaInWords(schema: Json): string {
  const places = placesIn(schema)
  const fields = places.reduce(
    (sum, place) =>
      sum + (isJson(place.schema['properties']) ? Object.keys(place.schema['properties']).length : 0),
    0,
  )
  const values = places.reduce(
    (sum, place) => sum + (Array.isArray(place.schema['enum']) ? place.schema['enum'].length : 0),
    0,
  )
  return [
    ...(fields > 0 || values === 0 ? [counted(fields, 'field', 'fields')] : []),
    ...(values > 0 ? [counted(values, 'enum value', 'enum values')] : []),
  ].join(', ')
}
