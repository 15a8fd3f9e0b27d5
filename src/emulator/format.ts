/** Answers in a format: which fields go together, and what a schema may hold. */
import type { Config, GenerateRequest, Schema } from './ask.ts'
import { broken, invalid } from './errors.ts'
import type { Traits } from './models.ts'

const at = (name: string) => `GenerateContentRequest.generation_config.${name}`

/** What a request asks for, whichever of the three spellings it is in. */
export function formatOf(config: Config): { type: string | undefined; schema: Schema | undefined } {
  const text = config.responseFormat?.text
  return {
    type: config.responseMimeType ?? text?.mimeType,
    schema:
      config.responseSchema ?? config.responseJsonSchema ?? config['_responseJsonSchema'] ?? text?.schema,
  }
}

/** The rules of the older spelling, in observed words. */
function checkOpenApi(schema: Schema, path: string): void {
  const type = String(schema.type ?? '').toUpperCase()
  if (type === 'ARRAY' && !schema.items) throw broken(`${path}.items`, 'missing field.')
  const names = Object.keys(schema.properties ?? {})
  if (type === 'OBJECT' && names.length === 0)
    throw broken(`${path}.properties`, 'should be non-empty for OBJECT type')
  schema.required?.forEach((name, index) => {
    if (!names.includes(name)) throw broken(`${path}.required[${index}]`, 'property is not defined')
  })
  if (schema.enum && type !== 'STRING') throw broken(`${path}.enum`, 'only allowed for STRING type')
  if (schema.items) checkOpenApi(schema.items, `${path}.items`)
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    checkOpenApi(inner, `${path}.properties[${name}]`)
  schema.anyOf?.forEach((inner, index) => checkOpenApi(inner, `${path}.any_of[${index}]`))
}

/** How many states a schema may come to. The API gives no number; this one lets ordinary schemas pass. */
const MOST_STATES = 1000

/** An estimate: lists with a bound are unrolled, bounds and values of enums count, optional fields count double. */
function states(schema: Schema, depth = 0): number {
  if (depth > 20) return 1
  const inner = (one: Schema | boolean | undefined) => (typeof one === 'object' ? states(one, depth + 1) : 0)
  const names = Object.keys(schema.properties ?? {})
  const fields = names.reduce(
    (sum, name) =>
      sum + inner(schema.properties?.[name]) * (schema.required?.includes(name) ? 1 : 2) + name.length / 10,
    0,
  )
  const bounds = [schema.minimum, schema.maximum].filter((bound) => bound !== undefined).length * 10
  const copies = Math.max(1, Number(schema.minItems ?? 0), Number(schema.maxItems ?? 0))
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.prefixItems ?? [])]
  return (
    1 +
    fields +
    bounds +
    (schema.enum ?? []).length * 2 +
    inner(schema.items) * copies +
    choices.reduce((sum, choice) => sum + inner(choice), 0)
  )
}

const TOO_MANY = 'The specified schema produces a constraint that has too many states for serving.'

/** @throws ApiError 400 for a format that the API does not give */
export function checkFormat({ generationConfig: config = {} }: GenerateRequest, { id }: Traits): void {
  const { type, schema } = formatOf(config)
  if (type !== undefined && !['text/plain', 'application/json', 'text/x.enum'].includes(type))
    throw broken(
      at('response_mime_type'),
      'allowed mimetypes are `text/plain`, `application/json`, `application/xml`, `application/yaml` and `text/x.enum`.',
    )
  const jsonSchema = config.responseJsonSchema ?? config['_responseJsonSchema']
  if (config.responseSchema && jsonSchema)
    throw invalid('Only one of response_schema and response_json_schema can be set.')
  // Documented: exactly one spelling. By analogy: the words were not observed.
  const older = config.responseMimeType ?? config.responseSchema ?? jsonSchema
  if (config.responseFormat?.text && older !== undefined)
    throw invalid(
      'Only one of response_format.text and response_mime_type, response_schema or response_json_schema can be set.',
    )
  if (!schema) return
  if (!['application/json', 'text/x.enum'].includes(type ?? ''))
    throw invalid(
      "response_schema is only supported when response_mime_type is 'application/json' or 'text/x.enum'.",
    )
  if (config.responseSchema) checkOpenApi(config.responseSchema, at('response_schema'))
  if (states(schema) <= MOST_STATES) return
  // Observed of 3.1 Flash-Lite: the reason stands in the details alone.
  if (/lite/.test(id)) throw invalid('Request contains an invalid argument.', [{ description: TOO_MANY }])
  throw invalid(TOO_MANY)
}
