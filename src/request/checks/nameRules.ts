/** Fields that the API does not know: it refuses the whole request for one. */
import { isJson, placeText, valueAt } from '../json.ts'
import { getAt, standsInExtra } from '../settings/path.ts'
import { without } from './fixes.ts'
import { listOf } from './seen.ts'
import { isMedia } from '../media.ts'
import { fieldOf } from './wireNames.ts'
import type { JsonPath, Step } from '../json.ts'
import type { Change, Finding, Rule, Seen } from './finding.ts'
import type { MessageName } from './wireNames.ts'

interface Unknown {
  /** From the request's root, or from the part's. */
  at: JsonPath
  name: string
  message: MessageName
}

/** More are not told: one is enough for a refusal. */
const MOST = 20

function look(value: unknown, message: MessageName, at: JsonPath, found: Unknown[]): void {
  if (!isJson(value)) return
  for (const name of Object.keys(value)) {
    if (found.length >= MOST) return
    const field = fieldOf(message, name)
    const here = [...at, name]
    if (field === undefined) found.push({ at: here, name, message })
    else if (field !== null) lookInto(value[name], field, here, found)
  }
}

function lookInto(
  value: unknown,
  { message, map }: { message: MessageName; map: boolean },
  at: JsonPath,
  found: Unknown[],
): void {
  if (map) {
    if (isJson(value))
      for (const [key, inner] of Object.entries(value)) look(inner, message, [...at, key], found)
  } else if (Array.isArray(value)) value.forEach((one, index) => look(one, message, [...at, index], found))
  else for (const one of listOf(value)) look(one, message, at, found)
}

const isPlain = (step: Step) => typeof step === 'string' && !step.includes('.')

/** A name with a point in it is no path: what stands at that path is another field. */
function removing(seen: Seen, at: JsonPath): Change | undefined {
  const { settings } = seen.doc
  if (at.every(isPlain)) {
    const path = at.join('.')
    const isSet = getAt(settings, path) !== undefined || standsInExtra(settings, path)
    return isSet ? without(seen, path) : undefined
  }
  const isSet = valueAt(settings.extra, at) !== undefined
  return isSet ? { kind: 'within', path: 'extra', edits: [{ at }] } : undefined
}

/** Observed: `Invalid JSON payload received. Unknown name "…": Cannot find field.` */
const unknownNames: Rule = (seen) => {
  const { contents: _, ...body } = seen.body
  const ofBody: Unknown[] = []
  look(body, 'GenerateContentRequest', [], ofBody)
  const telling = ({ name, message }: Unknown, path: string, change?: Change): Finding => ({
    severity: 'warning',
    path,
    says: `${message} has no field ${name}. The API will answer 400, Unknown name, unless the field is newer than this page.`,
    ...(change && { fix: { title: `remove ${name}`, change } }),
  })
  const ofParts = seen.special.flatMap(({ part, path }): Finding[] => {
    if (isMedia(part)) return []
    const found: Unknown[] = []
    look(part, 'Part', [], found)
    return found.map((one) => telling(one, placeText(one.at, path)))
  })
  return [...ofBody.map((one) => telling(one, placeText(one.at), removing(seen, one.at))), ...ofParts]
}

export const nameRules: readonly Rule[] = [unknownNames]
