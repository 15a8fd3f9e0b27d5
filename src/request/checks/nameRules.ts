/** Fields that the API does not know: it refuses the whole request for one. */
import { isJson } from '../json.ts'
import { getAt, standsInExtra } from '../settings/path.ts'
import { without } from './fixes.ts'
import { listOf } from './seen.ts'
import { isMedia } from '../media.ts'
import { fieldOf } from './wireNames.ts'
import type { Finding, Rule } from './finding.ts'
import type { MessageName } from './wireNames.ts'

interface Unknown {
  path: string
  name: string
  message: MessageName
}

/** More are not told: one is enough for a refusal. */
const MOST = 20

function look(value: unknown, message: MessageName, path: string, found: Unknown[]): void {
  if (!isJson(value)) return
  for (const name of Object.keys(value)) {
    if (found.length >= MOST) return
    const field = fieldOf(message, name)
    const at = path ? `${path}.${name}` : name
    if (field === undefined) found.push({ path: at, name, message })
    else if (field !== null) lookInto(value[name], field, at, found)
  }
}

function lookInto(
  value: unknown,
  { message, map }: { message: MessageName; map: boolean },
  path: string,
  found: Unknown[],
): void {
  if (map) {
    if (isJson(value))
      for (const [key, inner] of Object.entries(value)) look(inner, message, `${path}.${key}`, found)
  } else if (Array.isArray(value)) value.forEach((one, at) => look(one, message, `${path}[${at}]`, found))
  else for (const one of listOf(value)) look(one, message, path, found)
}

/** Observed: `Invalid JSON payload received. Unknown name "…": Cannot find field.` */
const unknownNames: Rule = (seen) => {
  const found: Unknown[] = []
  const { contents: _, ...body } = seen.body
  look(body, 'GenerateContentRequest', '', found)
  for (const { part, path } of seen.special) if (!isMedia(part)) look(part, 'Part', path, found)
  return found.flatMap(({ path, name, message }): Finding[] => {
    const inSettings = getAt(seen.doc.settings, path) !== undefined || standsInExtra(seen.doc.settings, path)
    const says = `${message} has no field ${name}. The API will answer 400, Unknown name, unless the field is newer than this page.`
    const fix = { title: `remove ${name}`, change: without(seen, path) }
    return [{ severity: 'warning', path, says, ...(inSettings && { fix }) }]
  })
}

export const nameRules: readonly Rule[] = [unknownNames]
