/**
 * Reads a JSON body as proto3 JSON does: camelCase and snake_case names alike, enums by word or number, numbers also as
 * strings, one element where a list is meant; unknown names and wrong types are refused with the path in snake_case.
 */
import { invalid } from './errors.ts'
import type { FieldViolation } from './errors.ts'
import { isBase64 } from './base64.ts'

export type Shape =
  | 'string'
  | 'float'
  | 'int32'
  | 'int64'
  | 'bool'
  | 'bytes'
  /** Any JSON value, kept as it is. */
  | 'any'
  /** A JSON object, kept as it is. */
  | 'struct'
  | { enum: string; words: readonly string[]; caseless?: boolean }
  | { list: Shape }
  /** An object of any names with values of one shape. */
  | { map: Shape }
  | Message
  /** For shapes that hold themselves. */
  | (() => Shape)

export interface Message {
  fields: Record<string, Shape>
  /** Names of which at most one may be set, as a protobuf `oneof` called `data`. */
  oneof?: readonly string[]
}

const apiPackage = 'type.googleapis.com/google.ai.generativelanguage.v1beta'
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, char: string) => char.toUpperCase())
const snake = (name: string) => name.replace(/[A-Z]/g, (char) => `_${char.toLowerCase()}`)

class Reader {
  readonly violations: FieldViolation[] = []

  refuse(path: string, description: string): undefined {
    this.violations.push(path ? { field: path, description } : { description })
    return undefined
  }

  wrong(path: string, type: string, value: unknown): undefined {
    return this.refuse(path, `Invalid value at '${path}' (${type}), ${JSON.stringify(value)}`)
  }

  number(value: unknown, type: 'float' | 'int32' | 'int64', path: string): number | string | undefined {
    const parsed = typeof value === 'string' && value.trim() ? Number(value) : value
    const label = `TYPE_${type.toUpperCase()}`
    if (typeof parsed !== 'number' || !Number.isFinite(parsed)) return this.wrong(path, label, value)
    if (type !== 'float' && !Number.isInteger(parsed)) return this.wrong(path, label, value)
    if (type === 'int32' && Math.abs(parsed) > 2147483648) return this.wrong(path, label, value)
    return type === 'int64' ? String(parsed) : parsed
  }

  read(shape: Shape, value: unknown, path: string): unknown {
    if (typeof shape === 'function') return this.read(shape(), value, path)
    if (typeof shape === 'object') {
      if ('list' in shape) return this.list(shape.list, value, path)
      if ('map' in shape) return this.map(shape.map, value, path)
      if ('enum' in shape) return this.word(shape, value, path)
      return this.message(shape, value, path)
    }
    switch (shape) {
      case 'string':
        return typeof value === 'string' ? value : this.wrong(path, 'TYPE_STRING', value)
      case 'bytes':
        return typeof value === 'string' && isBase64(value)
          ? value
          : this.refuse(
              path,
              `Invalid value at '${path}' (TYPE_BYTES), Base64 decoding failed for ${JSON.stringify(value)?.slice(0, 60)}`,
            )
      case 'bool':
        return typeof value === 'boolean' ? value : this.wrong(path, 'TYPE_BOOL', value)
      case 'any':
        return value
      case 'struct':
        return typeof value === 'object' && !Array.isArray(value)
          ? value
          : this.wrong(path, 'type.googleapis.com/google.protobuf.Struct', value)
      default:
        return this.number(value, shape, path)
    }
  }

  list(item: Shape, value: unknown, path: string): unknown[] {
    if (!Array.isArray(value)) return [this.read(item, value, path)]
    return value.map((element, index) => this.read(item, element, `${path}[${index}]`))
  }

  map(item: Shape, value: unknown, path: string): Record<string, unknown> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.wrong(path, 'type.googleapis.com/google.protobuf.Struct', value)
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      this.read(item, inner, `${path}[${key}]`),
    ])
    return Object.fromEntries(entries)
  }

  word(shape: { enum: string; words: readonly string[]; caseless?: boolean }, value: unknown, path: string) {
    if (typeof value === 'number' && shape.words[value] !== undefined) return shape.words[value]
    const word = typeof value === 'string' && shape.caseless ? value.toUpperCase() : value
    if (typeof word === 'string' && word && shape.words.includes(word)) return word
    return this.wrong(path, `${apiPackage}.${shape.enum}`, value)
  }

  message(shape: Message, value: unknown, path: string): Record<string, unknown> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.refuse(
        path,
        `Invalid value at '${path || 'root'}' (type.googleapis.com/google.protobuf.Struct), ${JSON.stringify(value)}`,
      )
    const result: Record<string, unknown> = {}
    for (const [given, field] of Object.entries(value)) {
      const name = Object.hasOwn(shape.fields, given) ? given : camel(given)
      const inner = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined
      if (inner === undefined) {
        const at = path ? ` at '${path}'` : ''
        this.refuse(path, `Invalid JSON payload received. Unknown name "${given}"${at}: Cannot find field.`)
        continue
      }
      // proto3 JSON reads null as "not set".
      if (field === null) continue
      if (shape.oneof?.includes(name) && shape.oneof.some((other) => other in result)) {
        this.refuse(
          path,
          `Invalid value at '${path}' (oneof), oneof field 'data' is already set. Cannot set '${name}'`,
        )
        continue
      }
      result[name] = this.read(inner, field, path ? `${path}.${snake(name)}` : snake(name))
    }
    return result
  }
}

/**
 * The body in camelCase, checked.
 * @throws ApiError 400 with every violation, as a message and as a `BadRequest` detail.
 */
export function readShape<T>(shape: Message, body: unknown): T {
  const reader = new Reader()
  const value = reader.message(shape, body, '')
  if (reader.violations.length > 0)
    throw invalid(reader.violations.map((violation) => violation.description).join('\n'), reader.violations)
  return value as T
}
