/** Errors in Google's envelope: `{"error": {code, message, status, details?}}` with the HTTP code inside. */

export interface Detail {
  '@type': string
  [key: string]: unknown
}

/** Thrown anywhere below `handle`, answered there as one JSON body. */
export class ApiError extends Error {
  readonly code: number
  readonly status: string
  readonly details: Detail[] | undefined

  constructor(code: number, status: string, message: string, details?: Detail[]) {
    super(message)
    this.code = code
    this.status = status
    this.details = details
  }

  body(): object {
    const { code, message, status, details } = this
    return { error: { code, message, status, ...(details && { details }) } }
  }
}

export interface FieldViolation {
  field?: string
  description: string
}

const type = (name: string) => `type.googleapis.com/google.rpc.${name}`

/** 400 INVALID_ARGUMENT; with violations also a `BadRequest` detail. */
export function invalid(message: string, violations?: FieldViolation[]): ApiError {
  const details = violations && [{ '@type': type('BadRequest'), fieldViolations: violations }]
  return new ApiError(400, 'INVALID_ARGUMENT', message, details)
}

/** A rule of one field, in the words the API uses: `* Message.path: reason`. */
export const broken = (path: string, reason: string) => invalid(`* ${path}: ${reason}\n`)

/**
 * The API says "Call ModelService.ListModels" for generation and "Call ListModels" elsewhere.
 * @param hint a sentence after the API's own, with a space before it
 */
export function unknownModel(id: string, version: string, method: string, hint = ''): ApiError {
  const list = method === 'generateContent' ? 'ModelService.ListModels' : 'ListModels'
  return new ApiError(
    404,
    'NOT_FOUND',
    `models/${id} is not found for API version ${version}, or is not supported for ${method}. ` +
      `Call ${list} to see the list of available models and their supported methods.${hint}`,
  )
}

export function missingKey(): ApiError {
  const message =
    "Method doesn't allow unregistered callers (callers without established identity). " +
    'Please use API Key or other form of API consumer identity to call this API.'
  return new ApiError(403, 'PERMISSION_DENIED', message)
}

/** HTTP 400, not 401: that is what the API answers to a key it does not know. */
export function badKey(): ApiError {
  const message = 'API key not valid. Please pass a valid API key.'
  return new ApiError(400, 'INVALID_ARGUMENT', message, [
    {
      '@type': type('ErrorInfo'),
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
      metadata: { service: 'generativelanguage.googleapis.com' },
    },
    { '@type': type('LocalizedMessage'), locale: 'en-US', message },
  ])
}

/** 429. A minute's quota carries a delay worth waiting for, a day's does not. */
export function quotaExceeded(model: string, per: 'minute' | 'day'): ApiError {
  const minute = per === 'minute'
  const metric = 'generativelanguage.googleapis.com/generate_content_free_tier_requests'
  const limit = minute ? '10' : '250'
  const message =
    'You exceeded your current quota, please check your plan and billing details. For more information on this ' +
    'error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. ' +
    `\n* Quota exceeded for metric: ${metric}, limit: ${limit}, model: ${model}` +
    (minute ? '\nPlease retry in 34.4s.' : '')
  return new ApiError(429, 'RESOURCE_EXHAUSTED', message, [
    {
      '@type': type('Help'),
      links: [
        {
          description: 'Learn more about Gemini API quotas',
          url: 'https://ai.google.dev/gemini-api/docs/rate-limits',
        },
      ],
    },
    {
      '@type': type('QuotaFailure'),
      violations: [
        {
          quotaMetric: metric,
          quotaId: `GenerateRequestsPer${minute ? 'Minute' : 'Day'}PerProjectPerModel-FreeTier`,
          quotaDimensions: { location: 'global', model },
          quotaValue: limit,
        },
      ],
    },
    ...(minute ? [{ '@type': type('RetryInfo'), retryDelay: '34.4s' }] : []),
  ])
}

export const overloaded = () =>
  new ApiError(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.')

export const notFound = () => new ApiError(404, 'NOT_FOUND', 'Requested entity was not found.')

/** Vectors made without them could not be compared with the others. */
export const wordsMissing = () =>
  new ApiError(503, 'UNAVAILABLE', 'The word vectors of the demo could not be loaded. Please try again.')
