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

/** `google.protobuf.Duration` in milliseconds: `"34.4s"`, or `{seconds, nanos}` as some gateways write it. */
export function durationMs(value: unknown): number | undefined {
  if (isFields(value)) {
    const ms = Number(value['seconds'] ?? 0) * 1000 + Number(value['nanos'] ?? 0) / 1e6
    return Number.isFinite(ms) && ms >= 0 ? ms : undefined
  }
  const seconds = typeof value === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(value)?.[1] : undefined
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1000)
}

/** Links of the server end up in the page: only web addresses are kept. */
function link(fields: Fields): Link[] {
  const url = text(fields['url'])
  if (!url || !/^https?:\/\//i.test(url)) return []
  return [present<Link>({ url, description: text(fields['description']) })]
}

function quota(fields: Fields): Quota {
  const dimensions = isFields(fields['quotaDimensions'])
    ? Object.fromEntries(
        Object.entries(fields['quotaDimensions']).map(([name, value]) => [name, String(value)]),
      )
    : undefined
  return present<Quota>({
    metric: text(fields['quotaMetric']),
    id: text(fields['quotaId']),
    value: fields['quotaValue'] === undefined ? undefined : String(fields['quotaValue']),
    dimensions,
  })
}

/** Older 429s name their quota in `ErrorInfo.metadata` only. */
function quotaOfMetadata(metadata: unknown): Quota[] {
  if (!isFields(metadata) || !text(metadata['quota_metric'])) return []
  return [
    present<Quota>({
      metric: text(metadata['quota_metric']),
      id: text(metadata['quota_limit']),
      value: text(metadata['quota_limit_value']),
      dimensions: undefined,
    }),
  ]
}

/** Reads `error.details`, whatever it is. Types are told by the end of `@type`; unknown ones are kept. */
export function readDetails(details: unknown): Details {
  const found: Details = { fieldViolations: [], quotas: [], links: [], kept: [] }
  let metadataQuotas: Quota[] = []
  for (const detail of objects(details)) {
    const type = String(detail['@type'] ?? '')
      .split(/[./]/)
      .at(-1)
    if (type === 'DebugInfo') continue
    found.kept.push(detail)
    if (type === 'ErrorInfo') {
      const reason = text(detail['reason'])
      if (reason) found.reason ??= reason
      metadataQuotas = quotaOfMetadata(detail['metadata'])
    } else if (type === 'BadRequest') {
      for (const violation of objects(detail['fieldViolations'])) {
        const field = text(violation['field'])
        found.fieldViolations.push({
          ...(field && { field }),
          description: text(violation['description']) ?? '',
        })
      }
    } else if (type === 'QuotaFailure') {
      found.quotas.push(...objects(detail['violations']).map(quota))
    } else if (type === 'RetryInfo') {
      const delay = durationMs(detail['retryDelay'])
      if (delay !== undefined) found.retryDelayMs = delay
    } else if (type === 'Help') {
      found.links.push(...objects(detail['links']).flatMap(link))
    } else if (type === 'LocalizedMessage') {
      const message = text(detail['message'])
      if (message) found.localizedMessage = message
    }
  }
  if (found.quotas.length === 0) found.quotas = metadataQuotas
  return found
}
