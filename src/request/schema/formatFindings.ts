import { isJson } from '../json.ts'
import { lintSchema, wirePath } from './lint.ts'
import { asEnumSchema } from './spellings.ts'
import type { Finding } from '../checks/finding.ts'
import type { SchemaFinding } from './finding.ts'
import type { Json } from '../json.ts'
import type { Spelling } from './keywords.ts'

const spellings = ['responseJsonSchema', 'responseSchema'] as const

/**
 * Everything that is wrong or wasted in how an answer is asked for as JSON: between the fields of `generationConfig`, and
 * inside the schema.
 * @param config as it is sent, so with what Extra fields lays over it
 */
export function formatFindings(config: Readonly<Record<string, unknown>>): Finding[] {
  const { responseMimeType: type, responseFormat } = config
  const set = spellings.filter((name) => config[name] !== undefined)
  const found: Finding[] = []
  const add = (severity: Finding['severity'], name: string, says: string, fix?: Finding['fix']) =>
    found.push({ severity, path: `generationConfig.${name}`, says, ...(fix && { fix }) })

  // The API's reference: either schema is refused beside the other.
  if (set.length === 2)
    add('error', 'responseSchema', 'Only one of responseSchema and responseJsonSchema may be sent.', {
      title: 'remove responseSchema',
      change: { kind: 'set', path: 'generationConfig.responseSchema' },
    })
  else if (set.length === 1 && isJson(responseFormat) && responseFormat['text'] !== undefined)
    add('error', 'responseFormat', `It says the same as ${set[0]}: send one of them.`)
  // The API's reference: a schema is refused without its MIME type.
  if (set.length > 0 && (type === undefined || type === 'text/plain'))
    add('error', 'responseMimeType', 'A schema is refused while Response MIME type is not set.', {
      title: 'set Response MIME type to application/json',
      change: { kind: 'set', path: 'generationConfig.responseMimeType', value: 'application/json' },
    })
  if (type === 'text/x.enum') found.push(...enumFindings(config))
  for (const name of set) {
    if (type === 'text/x.enum' && name === 'responseJsonSchema') continue
    found.push(...lintSchema(config[name], name).map((finding) => onTheWire(finding, name)))
  }
  return found
}

function onTheWire(finding: SchemaFinding, spelling: Spelling): Finding {
  const { severity, says, fix } = finding
  const path = wirePath(finding, spelling)
  if (!fix) return { severity, path, says }
  const change = { kind: 'within', path: `generationConfig.${spelling}`, edits: fix.edits } as const
  return { severity, path, says, fix: { title: fix.title, change } }
}

/** The discovery document: `text/x.enum` goes with a string schema of an enum, in `responseSchema`. */
function enumFindings({ responseSchema, responseJsonSchema }: Readonly<Record<string, unknown>>): Finding[] {
  const path = 'generationConfig.responseMimeType'
  if (responseSchema === undefined && responseJsonSchema === undefined)
    return [{ severity: 'error', path, says: 'text/x.enum needs a schema that names the values.' }]
  if (responseSchema === undefined && isJson(responseJsonSchema) && asEnumSchema(responseJsonSchema))
    return [
      {
        severity: 'warning',
        path: 'generationConfig.responseJsonSchema',
        says: 'text/x.enum takes its values from responseSchema.',
      },
    ]
  const schema = (responseSchema ?? responseJsonSchema) as Json
  if (isJson(schema) && asEnumSchema(schema)) return []
  const change = {
    kind: 'set',
    path: 'generationConfig.responseMimeType',
    value: 'application/json',
  } as const
  return [
    {
      severity: 'error',
      path: `generationConfig.${responseSchema === undefined ? 'responseJsonSchema' : 'responseSchema'}`,
      says: 'text/x.enum takes a string with an enum and nothing else.',
      fix: { title: 'set Response MIME type to application/json', change },
    },
  ]
}
