import type { FieldViolation, Link, Quota } from './error.ts'

/** What `google.rpc` details say, of all details taken together. */
export interface Details {
  reason?: string
  fieldViolations: FieldViolation[]
  quotas: Quota[]
  retryDelayMs?: number
  links: Link[]
  localizedMessage?: string
  /** The details without `DebugInfo`, which may echo the key. */
  kept: unknown[]
}

type Fields = Record<string, unknown>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const objects = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Only the entries that are there: `exactOptionalPropertyTypes` wants no `undefined`. */
export function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}

/** `google.protobuf.Duration` as JSON, e.g. `"34.4s"`, in milliseconds. */
export function durationMs(value: unknown): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(String(value))?.[1]
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1000)
}

/** The named fields as texts, under our own names; what is absent or empty stays absent. */
function words(fields: Fields, names: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([ours, theirs]) => {
      const value = fields[theirs]
      const isWord = typeof value === 'number' || (typeof value === 'string' && value !== '')
      return isWord ? [[ours, String(value)]] : []
    }),
  )
}

/** Every field under its own name. */
const namesIn = (fields: Fields) => Object.fromEntries(Object.keys(fields).map((name) => [name, name]))

/** Reads `error.details`, whatever it is. Types are told by the end of `@type`; unknown ones are kept. */
export function readDetails(details: unknown): Details {
  const found: Details = { fieldViolations: [], quotas: [], links: [], kept: [] }
  const inMetadata: Quota[] = []
  for (const detail of objects(details)) {
    const type = String(detail['@type'] ?? '')
      .split(/[./]/)
      .at(-1)
    const { metadata, reason, message, retryDelay } = detail
    if (type === 'DebugInfo') continue
    found.kept.push(detail)
    if (type === 'ErrorInfo') {
      if (text(reason)) found.reason ??= String(reason)
      if (isFields(metadata) && metadata['quota_metric']) {
        // Older 429s name their quota here only.
        inMetadata.push(
          words(metadata, { metric: 'quota_metric', id: 'quota_limit', value: 'quota_limit_value' }),
        )
      }
    } else if (type === 'BadRequest') {
      for (const one of objects(detail['fieldViolations'])) {
        found.fieldViolations.push({
          description: '',
          ...words(one, { field: 'field', description: 'description' }),
        })
      }
    } else if (type === 'QuotaFailure') {
      for (const one of objects(detail['violations'])) {
        found.quotas.push({
          ...words(one, { metric: 'quotaMetric', id: 'quotaId', value: 'quotaValue' }),
          ...(isFields(one['quotaDimensions']) && {
            dimensions: words(one['quotaDimensions'], namesIn(one['quotaDimensions'])),
          }),
        })
      }
    } else if (type === 'RetryInfo') {
      const delay = durationMs(retryDelay)
      if (delay !== undefined) found.retryDelayMs = delay
    } else if (type === 'Help') {
      for (const one of objects(detail['links'])) {
        const url = String(one['url'])
        // They become links of the page: only web addresses are kept.
        if (/^https?:/i.test(url)) found.links.push({ url, ...words(one, { description: 'description' }) })
      }
    } else if (type === 'LocalizedMessage' && text(message)) found.localizedMessage = String(message)
  }
  if (found.quotas.length === 0) found.quotas = inMetadata
  return found
}
