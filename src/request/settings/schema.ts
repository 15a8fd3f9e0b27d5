import * as z from 'zod/mini'
import { _default as withDefault } from 'zod/mini'
import { FUNCTION_NAME, callFaults, handlerKinds } from '../functions/declaration.ts'
import { isJson } from '../json.ts'
import { isDay } from '../tools.ts'
import { setAt } from './path.ts'
import { table } from './table.ts'
import type { OwnFunction as OwnFunctionData } from '../functions/declaration.ts'
import type { Editor } from './editors.ts'
import type { Settings as SettingsData, Tabled } from './table.ts'

/** Goes into a URL path: no spaces, no `..`, nothing that could leave the path. */
export const modelId = z
  .string()
  .check(z.minLength(1), z.maxLength(200), z.regex(/^(?!.*\.\.)[A-Za-z0-9][\w.@/-]*$/))

/** Whether an id can be sent and kept. */
export const isModelId = (id: string): boolean => modelId.safeParse(id).success

/** The longest text of any field; a request may hold 20 MB of JSON. */
export const text = z.string().check(z.maxLength(8_000_000))

/** What is being written may be empty still. */
const Speaker = z.object({
  speaker: z.string().check(z.maxLength(200)),
  voice: z.string().check(z.maxLength(200)),
  style: z.exactOptional(z.string().check(z.maxLength(2000))),
})

const object = z.record(z.string(), z.unknown())

const OwnFunction = z.object({
  declaration: z.object({
    name: z.string().check(z.regex(FUNCTION_NAME)),
    description: z.exactOptional(z.string().check(z.maxLength(100_000))),
    parametersJsonSchema: z.exactOptional(object),
    responseJsonSchema: z.exactOptional(object),
  }),
  handler: z.exactOptional(z.enum(handlerKinds)),
  handlers: z.exactOptional(
    z.object({
      fixed: z.exactOptional(text),
      table: z.exactOptional(text),
      javascript: z.exactOptional(text),
    }),
  ),
  acts: z.exactOptional(z.literal(true)),
  fault: z.exactOptional(z.enum(callFaults)),
  unread: z.exactOptional(z.literal(true)),
}) satisfies z.ZodMiniType<OwnFunctionData>

/** Of a value as JSON. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

function valueOf(editor: Editor): z.ZodMiniType {
  switch (editor.kind) {
    case 'slider':
    case 'number': {
      const number = editor.integer ? z.int() : z.number()
      return number.check(z.minimum(editor.min), z.maximum(editor.max))
    }
    case 'choice':
      return z.enum(editor.options.map(({ value }) => value))
    case 'switch':
      return editor.onOnly ? z.literal(true) : z.boolean()
    case 'yes or no':
      return z.boolean()
    case 'day':
      return z.string().check(z.refine(isDay))
    case 'set':
      return z.array(z.enum(editor.options.map(({ value }) => value))).check(z.minLength(1), z.maxLength(9))
    case 'text':
      return z.string().check(z.minLength(1), z.maxLength(editor.longest))
    case 'speakers':
      return z.array(Speaker).check(z.minLength(1), z.maxLength(editor.most))
    case 'functions':
      return z.array(OwnFunction).check(z.minLength(1), z.maxLength(editor.most))
    case 'strings':
      return z
        .array(z.string().check(z.minLength(1), z.maxLength(editor.longest)))
        .check(z.maxLength(editor.most))
    case 'json': {
      const { most } = editor
      return most === undefined ? object : object.check(z.refine((value) => bytesOf(value) <= most))
    }
    case 'own':
      return valueOf(editor.value)
  }
}

interface Tree {
  [key: string]: z.ZodMiniType | Tree
}

function objectOf(tree: Tree): z.ZodMiniType {
  return z.object(
    Object.fromEntries(
      Object.entries(tree).map(([key, inner]) => [
        key,
        z.exactOptional(inner instanceof z.ZodMiniType ? inner : objectOf(inner)),
      ]),
    ),
  )
}

/** What zod can tell of a schema made from data is less than what the table's type says. */
type Shape = {
  [Key in keyof Tabled]-?: undefined extends SettingsData[Key]
    ? z.ZodMiniExactOptional<z.ZodMiniType<NonNullable<Tabled[Key]>>>
    : z.ZodMiniType<SettingsData[Key]>
}

/** There, empty or not. */
const always = new Set(['generationConfig', 'safety'])

/** Validators by the path's first key, in the table's order: every key is optional, unknown ones are dropped. */
function tabled(): Shape {
  const root: Tree = {}
  for (const { path, editor } of table) {
    const keys = path.split('.')
    const last = keys.pop() ?? path
    let at = root
    for (const key of keys) at = (at[key] ??= {}) as Tree
    at[last] = valueOf(editor)
  }
  return Object.fromEntries(
    Object.entries(root).map(([key, inner]) => [
      key,
      inner instanceof z.ZodMiniType
        ? z.exactOptional(inner)
        : always.has(key)
          ? withDefault(objectOf(inner), {})
          : z.exactOptional(objectOf(inner)),
    ]),
  ) as unknown as Shape
}

/** The keys of `Settings`, for a format that holds more beside them. */
export const settingsShape = {
  model: modelId,
  systemInstruction: withDefault(text, ''),
  ...tabled(),
  stream: withDefault(z.boolean(), true),
}

export const Settings = z.object(settingsShape)

/** The row that a place of settings is in, or the key at their root. */
const rowAt = (place: string): { path: string; title: string } =>
  table.find(({ path }) => place === path || place.startsWith(`${path}.`)) ?? { path: place, title: place }

/**
 * Settings as they were kept. A row that cannot be read takes none of the others with it.
 * @param model in the place of one that cannot be read
 * @param unread is told the title of each row that is left out
 * @throws ZodError where the value holds no settings
 */
export function keptSettings(value: unknown, model: string, unread: (title: string) => void): SettingsData {
  const whole = Settings.safeParse(value)
  if (whole.success) return whole.data
  if (!isJson(value)) throw whole.error
  const rows = whole.error.issues.map(({ path }) => rowAt(path.join('.')))
  const bad = new Map(rows.map(({ path, title }) => [path, title]))
  const rest = [...bad.keys()].reduce((sofar, path) => setAt(sofar, path, undefined), value)
  const settings = Settings.parse(bad.has('model') ? { ...rest, model } : rest)
  for (const title of bad.values()) unread(title)
  return settings
}
