import { settingsNamedIn } from '../../request/settings/named.ts'
import type { Failure } from '../../gemini/error.ts'
import type { Advice, Labelled, Span } from '../advice.ts'
import { networkAdvice } from './network.ts'
import { quotaAdvice } from './quota.ts'

/** What the words need to know of the run that failed. */
export interface Around {
  model?: string
  /** Epoch milliseconds of the failure: the server's wait counts from here; from now where it is not said. */
  endedAt?: number
  /** What was asked for; an answer where it is not said. */
  purpose?: 'embed' | 'list'
}

/** That nothing the reader wrote is lost, after another sentence; '' where nothing was written. */
export const written = ({ purpose }: Around, how: 'kept' | 'untouched'): string =>
  purpose === 'list' ? '' : ` ${purpose === 'embed' ? 'Your texts are' : 'Your prompt is'} ${how}.`

/** The part of an advice that differs from kind to kind. */
export interface Words {
  /** Follows `Failed: `. */
  what: string
  body: Span[]
  actions: Labelled[]
  until?: number
}

export const runAgain: Labelled = { label: 'Run again', action: { kind: 'run-again' } }
export const openConnection: Labelled = { label: 'Open Connection', action: { kind: 'open-connection' } }
const useDemo: Labelled = { label: 'Use the demo', action: { kind: 'use-demo' } }
const showModels: Labelled = { label: 'Show models', action: { kind: 'show-models' } }
const showModel: Labelled = {
  label: 'Choose another model',
  action: { kind: 'show-setting', name: 'Model' },
}

/** The rows of Run settings that the server names, by field or in its words. */
function namedSettings({ message, fieldViolations }: Failure): Labelled[] {
  const texts = [
    message,
    ...fieldViolations.map(({ field, description }) => `'${field ?? ''}' ${description}`),
  ]
  return settingsNamedIn(texts.join('\n')).map(({ title }) => ({
    label: `Show ${title}`,
    action: { kind: 'show-setting', name: title },
  }))
}

const resetConfig: Labelled = {
  label: 'Reset generation config',
  action: { kind: 'show-setting', name: 'Reset generation config' },
}

/** `503 UNAVAILABLE`, or as much of it as there is. */
function codeLine({ code, status }: Failure): string[] {
  const line = [code, status].filter((word) => word !== undefined && word !== '').join(' ')
  return line ? [line] : []
}

/** The server's `ErrorInfo` alone: other details repeat the message, and `DebugInfo` may hold secrets. */
function errorInfo({ details }: Failure): unknown {
  if (!Array.isArray(details)) return undefined
  return (details as unknown[]).find((entry) => {
    const type = (entry as { '@type'?: unknown } | null)?.['@type']
    return typeof type === 'string' && type.endsWith('google.rpc.ErrorInfo')
  })
}

function httpsOnly(links: Failure['links']): Advice['links'] {
  return links
    .filter(({ url }) => URL.canParse(url) && new URL(url).protocol === 'https:')
    .map(({ url, description }) => ({ url, description: description ?? '' }))
}

function permission(failure: Failure, around: Around): Words {
  if (failure.reason === 'SERVICE_DISABLED')
    return {
      what: 'the Gemini API is switched off in this key’s project',
      body: ['Enable it in the Google Cloud console, wait a few minutes, then run again.'],
      actions: [runAgain, openConnection],
    }
  if (failure.reason?.startsWith('API_KEY_') && failure.reason.endsWith('_BLOCKED'))
    return {
      what: 'this key is restricted',
      body: [
        'Its restrictions (sites, addresses or APIs) do not allow this call from ',
        { mono: globalThis.location?.origin ?? 'here' },
        '. Change them where the key was made, or use another key.',
      ],
      actions: [openConnection, useDemo],
    }
  return {
    what: 'the key may not do this',
    body: [
      'The server knows the key but refuses it here. A key that was reported as leaked is shut off for good: make a new one. ',
      `Otherwise check that its project may use this model.${written(around, 'untouched')}`,
    ],
    actions: [openConnection, useDemo],
  }
}

function invalid(failure: Failure, { model, purpose }: Around): Words {
  const fields = failure.fieldViolations.flatMap(({ field, description }): Span[] =>
    field ? [' ', { mono: field }, `: ${description}`] : [` ${description}`],
  )
  const named = namedSettings(failure)
  return {
    what: 'the request was not accepted',
    body: [
      'A field or value is wrong, or ',
      model ? { mono: model } : 'this model',
      ' does not take it. Change what is named below, then run again. The Inspector shows the request as sent.',
      ...fields,
    ],
    actions:
      purpose === 'embed'
        ? [runAgain, showModel]
        : named.length > 0
          ? [...named, runAgain]
          : [runAgain, resetConfig],
  }
}

function unavailable(failure: Failure, around: Around): Words {
  const timedOut = failure.code === 504 || failure.status === 'DEADLINE_EXCEEDED'
  const embeds = around.purpose === 'embed'
  const until =
    failure.retryDelayMs === undefined ? {} : { until: (around.endedAt ?? Date.now()) + failure.retryDelayMs }
  if (timedOut)
    return {
      what: 'the server took too long',
      body: [
        `${embeds ? 'The texts' : 'The prompt'} may be too large for the time it allows. Shorten ${embeds ? 'them' : 'it'}, or run again.`,
      ],
      actions: [runAgain],
      ...until,
    }
  if (failure.code === 500)
    return {
      what: 'the server had an internal error',
      body: [
        `This is often over in a moment. A context that is too long shows the same way: if it stays, shorten ${embeds ? 'the longest texts' : 'the prompt'}.`,
      ],
      actions: [runAgain],
      ...until,
    }
  return {
    what: 'the model is not available right now',
    body: [
      around.model ? { mono: around.model } : 'The model',
      ' is overloaded or down. Run again in a while, or choose another model.',
    ],
    actions: [runAgain, showModel],
    ...until,
  }
}

function words(failure: Failure, around: Around): Words {
  const model: Span = around.model ? { mono: around.model } : 'the model'
  switch (failure.kind) {
    case 'key':
      return {
        what: 'the API does not accept this key',
        body: [
          `Check that it was pasted whole, or make a new one in Google AI Studio.${written(around, 'untouched')}`,
        ],
        actions: [openConnection, useDemo],
      }
    case 'permission':
      return permission(failure, around)
    case 'region':
      return {
        what: 'the API is not offered here on these terms',
        body: [
          'The free tier is not available in every country. Turn on billing for the key’s project, or use the demo.',
        ],
        actions: [useDemo, openConnection],
      }
    case 'quota':
      return quotaAdvice(failure, around)
    case 'invalid':
      return invalid(failure, around)
    case 'missing':
      return {
        what: 'there is no such model or method',
        body: [
          model,
          ` does not exist for this key, was retired, or cannot ${around.purpose === 'embed' ? 'embed' : 'generate content'}. Choose another one.`,
        ],
        actions: [showModel, showModels],
      }
    case 'too-large':
      return {
        what: 'the request is too large',
        body: ['A request may hold 20 MB of JSON. Remove or shrink an image, or shorten the text.'],
        actions: [runAgain],
      }
    case 'unavailable':
      return unavailable(failure, around)
    case 'network':
      return networkAdvice(failure, around)
    case 'malformed':
      return {
        what: 'the reply could not be read',
        body: [
          'What came back is not what the Gemini API sends. If a base URL is set, check that it leads to the API.',
        ],
        actions: [runAgain, openConnection],
      }
    case 'cancelled':
      return { what: 'the server cancelled the request', body: ['Run it again.'], actions: [runAgain] }
    case 'interrupted':
      return { what: 'the connection closed early', body: ['Run it again.'], actions: [runAgain] }
    default:
      return serverSpoke(failure)
        ? { what: 'the server reported an error', body: ['Its own words are below.'], actions: [runAgain] }
        : { what: 'something went wrong in this page', body: [], actions: [runAgain] }
  }
}

/** Whether the message is the server's. What the client found out by itself is no word of the server. */
const serverSpoke = ({ code, status, inStream, kind }: Failure): boolean =>
  code !== undefined || status !== undefined || (inStream === true && kind === 'unknown')

/**
 * What to tell about a failure that stands where an answer would have stood.
 * @param failure as the client threw it
 * @returns the title starts with `Failed`; `words` holds code, status and the server's message
 */
export function adviseFailure(failure: Failure, around: Around = {}): Advice {
  const { what, body, ...rest } = words(failure, around)
  const spoke = serverSpoke(failure)
  const quotaIds = failure.quotas.flatMap(({ id, metric }) => id ?? metric ?? [])
  const info = errorInfo(failure)
  return {
    state: 'failed',
    tone: 'fail',
    title: `Failed: ${what}`,
    ...rest,
    // What the client found out by itself is in the body already.
    body: spoke || failure.diagnosis || !failure.message ? body : [...body, ` ${failure.message}`],
    words: [...codeLine(failure), ...(spoke && failure.message ? [failure.message] : []), ...quotaIds],
    links: httpsOnly(failure.links),
    ...(info !== undefined && { details: info }),
  }
}
