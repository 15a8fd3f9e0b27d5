import { isJson, valueAt } from '../json.ts'
import { pointerTo, stepsOf } from '../jsonPointer.ts'
import { asJsonSchema } from '../schema/spellings.ts'
import { nameFrom } from './declaration.ts'
import type { Json } from '../json.ts'
import type { JsonObject, OwnFunction } from './declaration.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Operations by path and method: of a whole document, of its `paths`, of one path, or one operation. */
function operationsOf(value: Json): [path: string, method: string, operation: Json, shared: unknown[]][] {
  const paths = isJson(value['paths'])
    ? value['paths']
    : Object.keys(value).some((key) => key.startsWith('/'))
      ? value
      : methods.some((method) => isJson(value[method]))
        ? { '': value }
        : null
  if (!paths) return typeof value['operationId'] === 'string' ? [['', 'get', value, []]] : []
  return Object.entries(paths).flatMap(([path, item]) =>
    isJson(item)
      ? methods.flatMap((method): [string, string, Json, unknown[]][] => {
          const operation = item[method]
          return isJson(operation) ? [[path, method, operation, list(item['parameters'])]] : []
        })
      : [],
  )
}

/** Where the documents keep their schemas: version 3, and 2. */
const schemaPlaces = [['components', 'schemas'], ['definitions']]

/** The name of the schema that a reference leads to, and the place within it; nothing where it leads elsewhere. */
function schemaNamed(reference: unknown): string[] {
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return []
  const steps = stepsOf(reference)
  const place = schemaPlaces.find((one) => one.every((step, at) => steps[at] === step))
  return place ? steps.slice(place.length) : []
}

/** The schemas of a document that a schema refers to, under `$defs`, and the schema with its references led there. */
function withDefinitions(schema: JsonObject, document: Json): JsonObject {
  const components = isJson(document['components']) ? document['components'] : {}
  const schemas = isJson(components['schemas'])
    ? components['schemas']
    : isJson(document['definitions'])
      ? document['definitions']
      : {}
  const defs: Json = {}
  const lead = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(lead)
    if (!isJson(value)) return value
    const [name, ...within] = schemaNamed(value['$ref'])
    if (name === undefined)
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, lead(one)]))
    if (!Object.hasOwn(defs, name) && isJson(schemas[name])) {
      // Before its own references are followed: a schema may refer to itself.
      defs[name] = {}
      defs[name] = asJsonSchema(lead(schemas[name]) as Json)
    }
    return { $ref: pointerTo(['$defs', name, ...within]) }
  }
  const led = asJsonSchema(lead(schema) as Json)
  return Object.keys(defs).length === 0 ? led : { ...led, $defs: defs }
}

/** A parameter's or a body's own place in the document, where it is given by reference. */
function resolved(value: unknown, document: Json): Json {
  if (!isJson(value)) return {}
  const reference = value['$ref']
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return value
  const found = valueAt(document, stepsOf(reference))
  return isJson(found) ? found : value
}

/** Version 2 writes a parameter's type beside its name. */
function schemaOfParameter({ schema, type, format, items, enum: values }: Json): Json {
  if (isJson(schema)) return schema
  return {
    type: type ?? 'string',
    ...(format !== undefined && { format }),
    ...(items !== undefined && { items }),
    ...(values !== undefined && { enum: values }),
  }
}

function toFunction(
  path: string,
  method: string,
  operation: Json,
  shared: readonly unknown[],
  document: Json,
  leftOut: string[],
): OwnFunction {
  const given = typeof operation['operationId'] === 'string' ? operation['operationId'] : `${method} ${path}`
  const name = nameFrom(given)
  const properties: Json = {}
  const required: string[] = []
  const add = (field: string, schema: Json, isRequired: boolean) => {
    properties[field] = schema
    if (isRequired && !required.includes(field)) required.push(field)
  }
  let body: Json | undefined
  for (const one of [...shared, ...list(operation['parameters'])]) {
    const parameter = resolved(one, document)
    const { name: field, in: where, description } = parameter
    if (where === 'body') body = isJson(parameter['schema']) ? parameter['schema'] : undefined
    else if (typeof field !== 'string') leftOut.push(`${name}: a parameter without a name was left out.`)
    else if (where === 'cookie') leftOut.push(`${name}: the cookie ${field} was left out.`)
    else
      add(
        field,
        { ...schemaOfParameter(parameter), ...(typeof description === 'string' && { description }) },
        parameter['required'] === true,
      )
  }
  const request = resolved(operation['requestBody'], document)
  const content = isJson(request['content']) ? request['content'] : {}
  const [type] = Object.keys(content)
  const json = Object.keys(content).find((one) => /[/+]json\b/.test(one))
  if (json !== undefined && isJson(content[json])) {
    const { schema } = content[json] as Json
    body = isJson(schema) ? schema : undefined
  } else if (type !== undefined) leftOut.push(`${name}: its body is ${type}, which was left out.`)
  if (body) add('body', body, request['required'] === true || operation['requestBody'] === undefined)
  const description = [operation['summary'], operation['description']].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  )
  const described =
    description.length > 0 ? description.join('\n\n') : `${method.toUpperCase()} ${path}`.trim()
  const parameters =
    Object.keys(properties).length > 0
      ? withDefinitions({ type: 'object', properties, ...(required.length > 0 && { required }) }, document)
      : undefined
  return {
    declaration: {
      name,
      description: described,
      ...(parameters && { parametersJsonSchema: parameters }),
    },
  }
}

/**
 * The operations of an OpenAPI document (3.x, or Swagger 2), or of a part of one, a function each: its parameters by
 * name, its JSON body as `body`. @returns null where there is no operation
 */
export function readOpenApi(value: unknown): { functions: OwnFunction[]; leftOut: string[] } | null {
  // A request with a field `options` is no path.
  if (!isJson(value) || Array.isArray(value['tools']) || Array.isArray(value['functions'])) return null
  const operations = operationsOf(value)
  if (operations.length === 0) return null
  const leftOut: string[] = []
  const functions = operations.map(([path, method, operation, shared]) =>
    toFunction(path, method, operation, shared, value, leftOut),
  )
  return { functions, leftOut }
}
