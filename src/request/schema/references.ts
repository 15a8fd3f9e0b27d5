import { DISCOVERY, quoted } from './finding.ts'
import { isJson, stringsOf } from '../json.ts'
import { placeOfRef } from './walk.ts'
import type { Rule } from './finding.ts'
import type { Json } from '../json.ts'
import type { Place } from './walk.ts'

export const reference: Rule = ({ schema, at }, root) => {
  const { $ref: ref } = schema
  if (ref === undefined) return []
  const here = [...at, '$ref']
  if (typeof ref !== 'string' || !placeOfRef(root, ref))
    return [
      {
        severity: 'error',
        at: here,
        says: `${quoted(ref)} leads to no schema in this one.`,
        source: DISCOVERY,
      },
    ]
  const siblings = Object.entries(schema).filter(([key]) => !key.startsWith('$'))
  if (siblings.length === 0) return []
  const beside = Object.fromEntries([...siblings, ['anyOf', [{ $ref: ref }]]])
  const fix = { title: 'put the $ref into an anyOf of its own', edits: [{ at, value: beside }] }
  return [
    {
      severity: 'error',
      at: here,
      says: `Beside a $ref only keys that begin with $ may stand, not ${siblings.map(([key]) => key).join(', ')}.`,
      source: DISCOVERY,
      ...(schema['anyOf'] === undefined && { fix }),
    },
  ]
}

/** The schemas that an answer cannot do without, once it has this one. Items are none: a list may be empty. */
function needed({ schema, at }: Place, root: Json): Place[] {
  const ref = schema['$ref']
  const target = typeof ref === 'string' ? placeOfRef(root, ref) : null
  if (target) return [target]
  const properties = isJson(schema['properties']) ? schema['properties'] : {}
  const required = stringsOf(schema['required']).flatMap((name): Place[] => {
    const inner = Object.hasOwn(properties, name) ? properties[name] : undefined
    return isJson(inner) ? [{ schema: inner, at: [...at, 'properties', name] }] : []
  })
  const choices = [schema['anyOf'], schema['oneOf']].find(Array.isArray) as unknown[] | undefined
  // Of several choices one that ends is enough, so only a single one is needed for certain.
  const [only] = choices ?? []
  if (choices?.length === 1 && isJson(only)) required.push({ schema: only, at: [...at, 'anyOf', 0] })
  return required
}

/** Whether something that is needed leads back to `goal`. */
function leadsBack(from: Place, goal: Json, root: Json, seen = new Set<Json>()): boolean {
  if (from.schema === goal) return true
  if (seen.has(from.schema)) return false
  seen.add(from.schema)
  return needed(from, root).some((next) => leadsBack(next, goal, root, seen))
}

export const cycle: Rule = (place, root) => {
  const { schema, at } = place
  const properties = isJson(schema['properties']) ? schema['properties'] : {}
  const names = stringsOf(schema['required'])
  const endless = names.filter((name) => {
    const inner = Object.hasOwn(properties, name) ? properties[name] : undefined
    return isJson(inner) && leadsBack({ schema: inner, at: [] }, schema, root)
  })
  if (endless.length === 0) return []
  const left = names.filter((name) => !endless.includes(name))
  return [
    {
      severity: 'error',
      at: [...at, 'required'],
      says: `${endless.join(', ')} ${endless.length === 1 ? 'leads' : 'lead'} back to where it stands, which the API allows only in fields that are not required.`,
      source: DISCOVERY,
      fix: {
        title: `make ${endless.join(', ')} optional`,
        edits: [{ at: [...at, 'required'], ...(left.length > 0 && { value: left }) }],
      },
    },
  ]
}
