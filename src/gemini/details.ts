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

/** Links of the server end up in the page: only web addresses are kept. */
function link(fields: Fields): Link[] {
  const url = text(fields['url'])
  if (!url || !/^https?:\/\//i.test(url)) return []
  return [present<Link>({ url, description: text(fields['description']) })]
}

const word = (value: unknown) => (value === undefined ? undefined : String(value))

function quota(metric: unknown, id: unknown, value: unknown, dimensions?: unknown): Quota {
  return present<Quota>({
    metric: word(metric),
    id: word(id),
    value: word(value),
    dimensions: isFields(dimensions)
      ? Object.fromEntries(Object.entries(dimensions).map(([name, item]) => [name, String(item)]))
      : undefined,
  })
}

/** Reads `error.details`, whatever it is. Types are told by the end of `@type`; unknown ones are kept. */
export function readDetails(details: unknown): Details {
  const found: Details = { fieldViolations: [], quotas: [], links: [], kept: [] }
  let inMetadata: Quota[] = []
  for (const detail of objects(details)) {
    const type = String(detail['@type'] ?? '')
      .split(/[./]/)
      .at(-1)
    if (type === 'DebugInfo') continue
    found.kept.push(detail)
    if (type === 'ErrorInfo') {
      const reason = text(detail['reason'])
      if (reason) found.reason ??= reason
      const { metadata } = detail
      if (isFields(metadata) && metadata['quota_metric']) {
        // Older 429s name their quota here only.
        inMetadata = [quota(metadata['quota_metric'], metadata['quota_limit'], metadata['quota_limit_value'])]
      }
    } else if (type === 'BadRequest') {
      for (const violation of objects(detail['fieldViolations'])) {
        const field = text(violation['field'])
        found.fieldViolations.push({
          ...(field && { field }),
          description: text(violation['description']) ?? '',
        })
      }
    } else if (type === 'QuotaFailure') {
      found.quotas.push(
        ...objects(detail['violations']).map((one) =>
          quota(one['quotaMetric'], one['quotaId'], one['quotaValue'], one['quotaDimensions']),
        ),
      )
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
  if (found.quotas.length === 0) found.quotas = inMetadata
  return found
}
