/** The arguments of a call, held against the declaration that it was asked with. */
import { isJson, jsonOf, placeText } from '../../request/json.ts'
import { toGenerateRequest } from '../../request/request.ts'
import { asJsonSchema } from '../../request/schema/spellings.ts'
import { placesOf } from '../structured/check.ts'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Json } from '../../request/json.ts'
import type { Settings } from '../../request/settings/table.ts'
import type { Place } from '../structured/check.ts'

/** An argument that does not fit: where it is, what came, and what was declared. */
export interface Misfit {
  path: string
  is: string
  declared: string
}

export type ArgumentCheck =
  /** @property all arguments that came or had to come; `wrong` are those of them that do not fit */
  | { kind: 'misfits'; all: number; wrong: number; misfits: readonly Misfit[] }
  /** No function of this name was declared, though others may have been. */
  | { kind: 'not declared' }
  /** @property why in the validator's words */
  | { kind: 'unusable'; why: string }

/** What was asked with, by Run settings and Extra fields; null where calls may come of functions that stand elsewhere. */
function declarationsIn(settings: Settings): Json[] | null {
  const { tools, cachedContent } = jsonOf(toGenerateRequest(settings, []))
  const list = Array.isArray(tools) ? tools.filter(isJson) : []
  const elsewhere = list.some((tool) => 'computerUse' in tool || 'mcpServers' in tool)
  if (elsewhere || cachedContent !== undefined) return null
  return list.flatMap(({ functionDeclarations }) =>
    Array.isArray(functionDeclarations) ? functionDeclarations.filter(isJson) : [],
  )
}

function misfitsOf({ path, is, asked, missing }: Place): Misfit[] {
  if (missing)
    return missing.map((name) => ({
      path: placeText([...path, name]),
      is: 'is missing',
      declared: 'required',
    }))
  return [{ path: path.length > 0 ? placeText(path) : 'the call', is, declared: asked }]
}

/**
 * Whether a call's arguments are what its function's declaration asks for.
 * @param settings that the call was asked with
 * @returns null where they are, and where nothing is known to hold them against
 */
export function checkArguments({ name, args = {} }: FunctionCall, settings: Settings): ArgumentCheck | null {
  const declarations = declarationsIn(settings)
  if (!declarations) return null
  const declaration = declarations.find((one) => one['name'] === name)
  if (!declaration) return { kind: 'not declared' }
  const schema = declaration['parametersJsonSchema'] ?? declaration['parameters']
  if (!isJson(schema)) return null
  try {
    const places = placesOf(args, asJsonSchema(schema))
    if (places.length === 0) return null
    const wrong = new Set(
      places.flatMap(({ path, missing = [] }) => (path.length > 0 ? String(path[0]) : missing)),
    )
    return {
      kind: 'misfits',
      all: new Set([...Object.keys(args), ...wrong]).size,
      wrong: wrong.size,
      misfits: places.flatMap(misfitsOf),
    }
  } catch (error) {
    return { kind: 'unusable', why: error instanceof Error ? error.message : String(error) }
  }
}
