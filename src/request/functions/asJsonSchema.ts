import type { JsonObject } from './declaration.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Type names in capitals and `nullable` are OpenAPI's; JSON Schema has neither. */
export function asJsonSchema(schema: JsonObject): JsonObject {
  const inner = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inner)
    return isObject(value) ? asJsonSchema(value) : value
  }
  const { nullable, type, properties, ...rest } = schema
  const named = typeof type === 'string' ? type.toLowerCase() : type
  return {
    ...(named !== undefined && { type: nullable === true ? [named, 'null'].flat() : named }),
    ...(isObject(properties) && {
      // A property may be named `type`: names are not keywords.
      properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, inner(value)])),
    }),
    ...Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [
        key,
        ['enum', 'const', 'default', 'example', 'examples', 'required'].includes(key) ? value : inner(value),
      ]),
    ),
  }
}
