/** Values that fit a schema: from the prompt where a field's name suggests it, else plainly made up. */
import type { Ask, Schema } from '../ask.ts'
import type { Random } from '../random.ts'
import { topics, wordsOf } from './words.ts'

interface Context {
  prompt: string
  chance: Random
  root: Schema
  /** How far down; recursive schemas end somewhere. */
  depth: number
}

const typeOf = (schema: Schema): string => {
  const types = [schema.type ?? (schema.properties ? 'object' : schema.items ? 'array' : 'string')].flat()
  return (types.find((type) => type.toLowerCase() !== 'null') ?? 'null').toLowerCase()
}

function resolve(schema: Schema, root: Schema): Schema {
  const path = schema.$ref?.replace(/^#\/?/, '').split('/').filter(Boolean)
  if (!path) return schema
  let found: unknown = root
  for (const key of path) found = (found as Record<string, unknown> | undefined)?.[key]
  return (found as Schema | undefined) ?? {}
}

const formats: Record<string, string> = {
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'demo@example.com',
  uri: 'https://example.com/demo',
  uuid: '00000000-0000-4000-8000-000000000000',
}

function textFor(name: string, schema: Schema, { prompt, chance }: Context): string {
  const format = schema.format && formats[schema.format]
  if (format) return format
  const found = topics(prompt)
  const topic = found[chance.below(Math.max(1, found.length))] ?? 'demo'
  const text = /name|title|label|topic|subject|city|word|item/i.test(name)
    ? topic.replace(/^./, (first) => first.toUpperCase())
    : /summary|description|text|reason|answer|comment|note/i.test(name)
      ? `A demo value about ${topic}, not from a language model.`
      : topic
  const least = Number(schema.minLength ?? 0)
  return text.padEnd(least, '.').slice(0, Number(schema.maxLength ?? Infinity))
}

function numberFor(name: string, schema: Schema, { prompt, chance }: Context, whole: boolean): number {
  const low = schema.minimum ?? 0
  const high = schema.maximum ?? low + 100
  const counted = /word|count|length/i.test(name) ? wordsOf(prompt).length : undefined
  const value =
    counted !== undefined && counted >= low && counted <= high ? counted : low + chance.next() * (high - low)
  return whole
    ? Math.min(Math.floor(high), Math.max(Math.ceil(low), Math.round(value)))
    : Number(value.toFixed(2))
}

function objectFor(schema: Schema, context: Context): Record<string, unknown> {
  const properties = schema.properties ?? {}
  const required = new Set(schema.required ?? [])
  const ordered = [...new Set([...(schema.propertyOrdering ?? []), ...Object.keys(properties)])]
  const entries: [string, unknown][] = []
  for (const name of ordered) {
    const inner = properties[name]
    // Far down only what must be there.
    if (!inner || (context.depth > 4 && !required.has(name))) continue
    entries.push([name, valueFor(inner, context, name)])
  }
  return Object.fromEntries(entries)
}

/** @param name of the property the value is for, a hint of what it means */
export function valueFor(given: Schema, context: Context, name = ''): unknown {
  const schema = resolve(given, context.root)
  const deeper = { ...context, depth: context.depth + 1 }
  if (context.depth > 12) return null
  if (schema.const !== undefined) return schema.const
  if (schema.enum && schema.enum.length > 0) {
    const mentioned = schema.enum.find(
      (word) => typeof word === 'string' && context.prompt.toLowerCase().includes(word.toLowerCase()),
    )
    return mentioned ?? schema.enum[context.chance.below(schema.enum.length)]
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices && choices.length > 0) {
    const choice = choices.find((one) => typeOf(resolve(one, context.root)) !== 'null') ?? choices[0]
    return valueFor(choice ?? {}, deeper, name)
  }
  switch (typeOf(schema)) {
    case 'object':
      return objectFor(schema, deeper)
    case 'array': {
      if (schema.prefixItems) return schema.prefixItems.map((item) => valueFor(item, deeper, name))
      const least = Number(schema.minItems ?? 0)
      const wanted = context.depth > 4 ? least : Math.max(least, Math.min(3, Number(schema.maxItems ?? 3)))
      return Array.from({ length: wanted }, () => valueFor(schema.items ?? {}, deeper, name))
    }
    case 'integer':
      return numberFor(name, schema, context, true)
    case 'number':
      return numberFor(name, schema, context, false)
    case 'boolean':
      return context.chance.next() < 0.5
    case 'null':
      return null
    default:
      return textFor(name, schema, context)
  }
}

/** What a request in JSON or enum mode gets, or undefined for plain text. */
export function structured({ config, prompt }: Ask, chance: Random): string | undefined {
  const schema = config.responseSchema ?? config.responseJsonSchema ?? config['_responseJsonSchema']
  if (config.responseMimeType === 'text/x.enum')
    return String(valueFor(schema ?? {}, { prompt, chance, root: schema ?? {}, depth: 0 }))
  if (config.responseMimeType !== 'application/json') return undefined
  const value = schema
    ? valueFor(schema, { prompt, chance, root: schema, depth: 0 })
    : {
        demo: true,
        note: 'Not from a language model.',
        prompt,
        words: wordsOf(prompt).length,
        topics: topics(prompt).slice(0, 5),
      }
  return JSON.stringify(value, null, 2)
}
