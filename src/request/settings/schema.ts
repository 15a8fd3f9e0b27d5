import * as z from 'zod/mini'
import { _default as withDefault } from 'zod/mini'
import { table } from './table.ts'
import type { Editor, Settings as SettingsData, Tabled } from './table.ts'

/** Goes into a URL path: no spaces, no `..`, nothing that could leave the path. */
export const modelId = z
  .string()
  .check(z.minLength(1), z.maxLength(200), z.regex(/^(?!.*\.\.)[A-Za-z0-9][\w.@/-]*$/))

/** Whether an id can be sent and kept. */
export const isModelId = (id: string): boolean => modelId.safeParse(id).success

/** The longest text of any field; a request may hold 20 MB of JSON. */
export const text = z.string().check(z.maxLength(8_000_000))

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
      return z.boolean()
    case 'strings':
      return z
        .array(z.string().check(z.minLength(1), z.maxLength(editor.longest)))
        .check(z.maxLength(editor.most))
    case 'json':
      return z.record(z.string(), z.unknown())
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
type Shape = { [Key in keyof Tabled]-?: z.ZodMiniType<SettingsData[Key]> }

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
      inner instanceof z.ZodMiniType ? z.exactOptional(inner) : withDefault(objectOf(inner), {}),
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
