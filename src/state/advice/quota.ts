import type { Failure } from '../../gemini/error.ts'
import type { Labelled, Span } from '../advice.ts'
import { figure, seconds } from './figures.ts'
import type { Around, Words } from './failures.ts'

interface Quota {
  what: string
  /** `minute`, `day`; undefined where the id does not say. */
  per?: 'minute' | 'day'
  free: boolean
  value?: string
}

/**
 * What a quota counts, out of its id, e.g. `GenerateRequestsPerDayPerProjectPerModel-FreeTier` or
 * `GenerateContentInputTokensPerModelPerMinute-FreeTier`. Ids are identifiers of the API, not prose.
 */
function understand({ id = '', metric = '', value }: Failure['quotas'][number]): Quota {
  const name = `${id} ${metric}`
  const what = /input_?token/i.test(name) ? 'input tokens' : /token/i.test(name) ? 'tokens' : 'requests'
  const per = /PerMinute/i.test(id) ? 'minute' : /PerDay/i.test(id) ? 'day' : undefined
  return { what, free: /free_?tier/i.test(name), ...(per && { per }), ...(value && { value }) }
}

/** Whole words for the quota that was hit. The longest period wins: waiting out the shorter one would not help. */
export function quotaAdvice(failure: Failure, { model, endedAt = Date.now() }: Around): Words {
  const quotas = failure.quotas.map(understand)
  const quota = quotas.find(({ per }) => per === 'day') ?? quotas[0]
  const delay = failure.retryDelayMs
  const now: Labelled = {
    label: delay === undefined ? 'Run again' : 'Run now',
    action: { kind: 'run-again' },
  }
  const period = quota?.per === 'day' ? ' today' : quota?.per === 'minute' ? ' this minute' : ''
  const body: Span[] = []
  if (quota?.value && quota.per)
    body.push(
      quota.free ? 'The free tier allows ' : 'The quota allows ',
      { strong: figure(quota.value) },
      ` ${quota.what} a ${quota.per}`,
      ...(model ? [' for ', { mono: model }] : []),
      '. ',
    )
  if (quota?.per === 'day') {
    body.push(
      'Daily quotas start anew at midnight Pacific time. Until then use another model, or a project with billing.',
    )
    return { what: `too many ${quota.what} today`, body, actions: [now] }
  }
  if (delay === undefined) {
    body.push(
      'The server does not say how long to wait. Give it a minute, or check the plan of the key’s project.',
    )
    return { what: quota ? `too many ${quota.what}${period}` : 'the quota is used up', body, actions: [now] }
  }
  const until = endedAt + delay
  body.push(`The server asks to wait ${seconds(delay)}.`)
  return {
    what: quota ? `too many ${quota.what}${period}` : 'too many requests',
    body,
    actions: [{ label: 'Run again when the wait ends', action: { kind: 'run-when-over', at: until } }, now],
    until,
  }
}
