import { isJson } from '../json.ts'
import { camel } from '../spelling.ts'
import type { SafetySetting } from '../../gemini/types.ts'
import type { At, HarmCategory, SettingPath, Settings, Threshold } from './table.ts'

/** The value at a dotted path of plain data; undefined where nothing is set. */
export function getAt(data: object, path: string): unknown {
  let value: unknown = data
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

function withAt(data: Record<string, unknown>, keys: readonly string[], value: unknown): typeof data {
  const [key = '', ...deeper] = keys
  const { [key]: before, ...others } = data
  if (deeper.length === 0) return value === undefined ? others : { ...data, [key]: value }
  const inner = withAt(typeof before === 'object' && before !== null ? { ...before } : {}, deeper, value)
  return Object.keys(inner).length === 0 ? others : { ...data, [key]: inner }
}

/**
 * The same data with another value at a dotted path. What is not set is not there: `undefined` takes the key away, and
 * the groups around it that are empty then.
 */
export const setAt = <T extends object>(data: T, path: string, value: unknown): T =>
  withAt({ ...data } as Record<string, unknown>, path.split('.'), value) as T

/** Settings with another value in one row of the table. Both groups stay, empty or not. */
export const withSetting = <P extends SettingPath>(
  settings: Settings,
  path: P,
  value: At<P> | undefined,
): Settings => Object.assign({ generationConfig: {}, safety: {} }, setAt(settings, path, value))

/** Where a field of the request stands among Extra fields, in whichever spelling; null where it does not. */
export function extraPath(settings: Settings, path: string): string | null {
  let value: unknown = settings.extra
  const keys = ['extra']
  for (const step of path.split('.')) {
    if (!isJson(value)) return null
    const own = Object.hasOwn(value, step)
    const key = own ? step : Object.keys(value).find((name) => camel(name) === camel(step))
    if (key === undefined) return null
    keys.push(key)
    value = value[key]
  }
  return keys.join('.')
}

/** Whether the person has laid a field over the request, among Extra fields. */
export const standsInExtra = (settings: Settings, path: string): boolean => extraPath(settings, path) !== null

/** Where a field of the request is decided: in its row, or among Extra fields, where it has the same type. */
export const placeOf = <P extends SettingPath>(settings: Settings, path: P): P =>
  (extraPath(settings, path) ?? path) as P

/** What is sent in a field: of whatever shape where Extra fields decide. */
export const inForce = (settings: Settings, path: SettingPath): unknown =>
  getAt(settings, placeOf(settings, path))

/** The list of thresholds among Extra fields, in the place of every row; null where the rows decide. */
function extraThresholds(settings: Settings): { path: SettingPath; list: SafetySetting[] } | null {
  const path = extraPath(settings, 'safetySettings') as SettingPath | null
  const list: unknown = path && getAt(settings, path)
  return (
    path && { path, list: Array.isArray(list) ? (list.filter(isJson) as unknown as SafetySetting[]) : [] }
  )
}

/** What is sent for a category, of whatever spelling where Extra fields decide. */
export function thresholdInForce(settings: Settings, category: HarmCategory): string | undefined {
  const extra = extraThresholds(settings)
  if (!extra) return settings.safety[category]
  return extra.list.find((one) => one.category === category)?.threshold
}

/** The row or the list among Extra fields that decides on a category, and its value with another threshold. */
export function thresholdChange(settings: Settings, category: HarmCategory, threshold: Threshold) {
  const extra = extraThresholds(settings)
  if (!extra) return { path: `safety.${category}` as const, value: threshold }
  const others = extra.list.filter((one) => one.category !== category)
  return { path: extra.path, value: [...others, { category, threshold }] as unknown as At<SettingPath> }
}

/** The limit of output that a request is sent with; undefined where the model's own holds. */
export function outputLimit(settings: Settings | null): number | undefined {
  const limit = settings && inForce(settings, 'generationConfig.maxOutputTokens')
  return typeof limit === 'number' ? limit : undefined
}

/**
 * Settings after something was opened. A link or a file that says anything of the table says all of it: what it leaves out
 * is left to the API. A readable link says less, and the rest stays.
 */
export function settingsAfter<T extends Partial<Settings>>(present: Settings, incoming: T): Settings & T {
  const { model, systemInstruction, stream } = present
  return incoming.generationConfig === undefined
    ? { ...present, ...incoming }
    : {
        model,
        systemInstruction,
        stream,
        safety: {},
        ...incoming,
        generationConfig: incoming.generationConfig,
      }
}
