import { lintSchema } from '../../request/schema/lint.ts'
import { formats, taken, types } from '../../request/schema/keywords.ts'
import { JsonReader, nodeAt, pathOf, readWhole } from '../../request/jsonReader.ts'
import type { Mark, Offer } from '../../ui/codeEditor.ts'
import type { SchemaFinding } from '../../request/schema/finding.ts'
import type { Spelling } from '../../request/schema/keywords.ts'
import type { ReadSchema } from './draft.ts'

/** A finding with its place in the text. */
export interface Placed extends Mark {
  finding: SchemaFinding | null
}

const levels = { error: 'error', warning: 'warning', note: 'info' } as const

/** Everything to be said of a schema's text, by its place: where it stops being JSON, or what the API makes of it. */
export function placedIn(text: string, read: ReadSchema, spelling: Spelling): Placed[] {
  if (!read.ok)
    return [
      {
        from: read.at,
        to: Math.min(read.at + 1, text.length),
        severity: 'error',
        message: read.why,
        finding: null,
      },
    ]
  const { root } = readWhole(text)
  if (!root) return []
  const placed = lintSchema(read.schema, spelling).map((finding): Placed => {
    const node = nodeAt(root, finding.at)
    // Of a rule for the whole schema the first brace.
    const to = finding.at.length === 0 ? node.from + 1 : node.to
    return { from: node.from, to, severity: levels[finding.severity], message: finding.says, finding }
  })
  // In the order of the text, for they are read beside it.
  return placed.toSorted((a, b) => a.from - b.from)
}

/** Beginnings of the values that go with a keyword. */
const begins: Partial<Record<string, string>> = {
  items: '{}',
  properties: '{}',
  $defs: '{}',
  required: '[]',
  propertyOrdering: '[]',
  enum: '[]',
  prefixItems: '[]',
  anyOf: '[]',
  oneOf: '[]',
  minimum: '0',
  maximum: '0',
  minItems: '0',
  maxItems: '0',
  additionalProperties: 'false',
}

const word = (label: string): Offer => ({ label, apply: `"${label}"` })

/** Whether a member of this name at this path is a name of the user's: a field, or a definition. */
const isOwnName = (path: readonly (string | number)[]) => {
  let own = false
  for (const step of path) own = !own && (step === 'properties' || step === '$defs')
  return own
}

/** What may be typed at a place of a schema's text: keywords, types, formats, names of fields in lists of them. */
export function offers(text: string, at: number): Offer[] {
  const reader = new JsonReader()
  reader.push(text.slice(0, at))
  const { place } = reader
  if (!place) return []
  const path = place.node ? pathOf(place.node) : []
  if (place.expects === 'key') {
    if (isOwnName(path)) return []
    const there = new Set(place.node?.children.map(({ key }) => key))
    return taken.flatMap(({ name, says }) =>
      there.has(name) ? [] : { label: name, detail: says, apply: `"${name}": ${begins[name] ?? '""'}` },
    )
  }
  if (place.expects !== 'value') return []
  const { key } = place
  if (key === 'type' && !isOwnName(path)) return types.map(word)
  if (key === 'format' && !isOwnName(path)) return formats.map(word)
  const list = place.node?.kind === 'array' ? place.node.key : null
  if (list === 'type') return types.map(word)
  if (list !== 'required' && list !== 'propertyOrdering') return []
  // Of the whole text, so that fields further down are among them.
  const whole = readWhole(text).root
  const owner = whole && nodeAt(whole, path.slice(0, -1))
  const names = owner?.children.find((child) => child.key === 'properties')?.children ?? []
  const there = new Set(place.node?.children.map((child) => child.text))
  return names.flatMap((name) => (there.has(String(name.key)) ? [] : word(String(name.key))))
}
