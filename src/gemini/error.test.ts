import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failureOfError, failureOfResponse } from './error.ts'

const rpc = (type: string, fields: object) => ({
  '@type': `type.googleapis.com/google.rpc.${type}`,
  ...fields,
})
const body = (code: number, status: string | undefined, message: string, ...details: object[]) =>
  JSON.stringify({ error: { code, status, message, details } })

describe('kinds', () => {
  test.each([
    [
      'key',
      400,
      body(400, 'INVALID_ARGUMENT', 'API key not valid.', rpc('ErrorInfo', { reason: 'API_KEY_INVALID' })),
    ],
    ['key', 401, body(401, 'UNAUTHENTICATED', 'no')],
    ['permission', 403, body(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked.')],
    [
      'permission',
      403,
      body(403, 'PERMISSION_DENIED', 'x', rpc('ErrorInfo', { reason: 'SERVICE_DISABLED' })),
    ],
    [
      'permission',
      403,
      body(403, 'PERMISSION_DENIED', 'x', rpc('ErrorInfo', { reason: 'API_KEY_HTTP_REFERRER_BLOCKED' })),
    ],
    ['region', 400, body(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.')],
    [
      'region',
      400,
      body(
        400,
        'FAILED_PRECONDITION',
        '$grpcMessage',
        rpc('DebugInfo', { detail: 'User location is not supported' }),
      ),
    ],
    ['invalid', 400, body(400, 'FAILED_PRECONDITION', 'The File abc is not in an ACTIVE state.')],
    ['invalid', 400, body(400, 'INVALID_ARGUMENT', 'Unknown name "foo"')],
    ['missing', 404, body(404, 'NOT_FOUND', 'models/nope is not found')],
    ['too-large', 413, '<html><title>413 Request Entity Too Large</title>'],
    ['quota', 429, body(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).')],
    ['cancelled', 499, body(499, 'CANCELLED', 'The operation was cancelled.')],
    ['unavailable', 500, body(500, 'INTERNAL', 'x')],
    ['unavailable', 503, body(503, 'UNAVAILABLE', 'The model is overloaded.')],
    ['unavailable', 504, body(504, 'DEADLINE_EXCEEDED', 'x')],
    ['unavailable', 502, ''],
    ['invalid', 418, 'short and stout'],
  ] as const)('%s: %d %s', (kind, status, text) => {
    expect(failureOfResponse(status, text)).toMatchObject({ kind, code: status })
  })

  test('a code and a status that are missing come from HTTP', () => {
    expect(failureOfResponse(429, '{"error":{"message":"slow"}}')).toMatchObject({
      kind: 'quota',
      code: 429,
      message: 'slow',
    })
    expect(failureOfError({ message: 'odd' })).toEqual({
      kind: 'unknown',
      message: 'odd',
      fieldViolations: [],
      quotas: [],
      links: [],
    })
  })
})

describe('bodies', () => {
  const error = { error: { code: 400, message: 'Bad.', status: 'INVALID_ARGUMENT' } }
  test.each([
    ['an object', JSON.stringify(error, null, 2), 'Bad.'],
    ['an array', JSON.stringify([error]), 'Bad.'],
    ['an event stream', `data: ${JSON.stringify(error)}\r\n\r\n`, 'Bad.'],
    ['a gateway', '{"detail":"No such route"}', 'No such route'],
    ['OAuth', '{"error":"invalid_grant","error_description":"Expired."}', 'Expired.'],
    ['text', 'Bad gateway', 'Bad gateway'],
    ['nothing', ' \n', 'HTTP 400 with an empty body.'],
    [
      'a page',
      '<!DOCTYPE html><title>Error 404 (Not Found)</title><script>x</script>',
      'HTTP 400 with an HTML page (Error 404 (Not Found)).',
    ],
    ['null', 'null', 'null'],
    ['another API', '{"error":{"message":"No","code":"bad_key","type":"x"}}', 'No'],
  ])('%s', (_, text, message) => {
    expect(failureOfResponse(400, text)).toMatchObject({ kind: 'invalid', code: 400, message })
  })

  test('any body becomes a failure, quickly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 599 }),
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify({ error: value })),
        ),
        (status, text) => {
          const { message, kind } = failureOfResponse(status, text)
          expect(message).not.toBe('')
          expect(kind).toBeTruthy()
        },
      ),
      { numRuns: 300 },
    )
  }, 60_000)
})

describe('details', () => {
  const details = [
    rpc('ErrorInfo', {
      reason: 'RATE_LIMIT_EXCEEDED',
      metadata: { quota_metric: 'm', quota_limit: 'l', quota_limit_value: '60' },
    }),
    rpc('BadRequest', {
      fieldViolations: [
        { field: 'generation_config.top_k', description: 'Too big.' },
        { description: 'Odd.' },
      ],
    }),
    rpc('QuotaFailure', {
      violations: [
        {
          quotaMetric: 'requests',
          quotaId: 'PerDay-FreeTier',
          quotaValue: 50,
          quotaDimensions: { model: 'x' },
        },
      ],
    }),
    rpc('RetryInfo', { retryDelay: '34.4s' }),
    rpc('Help', {
      links: [{ description: 'Docs', url: 'https://ai.google.dev' }, { url: 'javascript:alert(1)' }],
    }),
    rpc('DebugInfo', { detail: 'secret' }),
    { '@type': 'example.com/new', x: 1 },
  ]

  test('all that a reader can use is read', () => {
    const found = failureOfResponse(429, body(429, 'RESOURCE_EXHAUSTED', 'x', ...details))
    expect(found).toMatchObject({
      kind: 'quota',
      reason: 'RATE_LIMIT_EXCEEDED',
      retryDelayMs: 34_400,
      fieldViolations: [
        { field: 'generation_config.top_k', description: 'Too big.' },
        { description: 'Odd.' },
      ],
      quotas: [{ metric: 'requests', id: 'PerDay-FreeTier', value: '50', dimensions: { model: 'x' } }],
      links: [{ description: 'Docs', url: 'https://ai.google.dev' }],
    })
    expect(found.links).toHaveLength(1)
  })

  test('DebugInfo is never kept, unknown details are', () => {
    const text = JSON.stringify(failureOfResponse(429, body(429, 'RESOURCE_EXHAUSTED', 'x', ...details)))
    expect(text).not.toContain('secret')
    expect(text).toContain('example.com/new')
  })

  test('what is no word is left out, never printed as an object', () => {
    const odd = failureOfResponse(
      400,
      body(
        400,
        'INVALID_ARGUMENT',
        'Odd.',
        rpc('BadRequest', { fieldViolations: [{ field: {}, description: [] }] }),
        rpc('QuotaFailure', {
          violations: [{ quotaMetric: {}, quotaDimensions: { model: {}, tier: 'free' } }],
        }),
      ),
    )
    expect(odd.fieldViolations).toEqual([{ description: '' }])
    expect(odd.quotas).toEqual([{ dimensions: { tier: 'free' } }])
  })

  test.each(['{"error":null}', '[{}]', '{"ok":false}'])(
    'JSON without a message is said to be that: %s',
    (json) => {
      expect(failureOfResponse(400, json).message).toBe('HTTP 400 with JSON that holds no message.')
    },
  )

  test('an older 429 names its quota in the metadata', () => {
    const [first] = details
    const found = failureOfResponse(429, body(429, 'RESOURCE_EXHAUSTED', 'x', ...(first ? [first] : [])))
    expect(found.quotas).toEqual([{ metric: 'm', id: 'l', value: '60' }])
  })

  test('Retry-After counts where the body names no delay', () => {
    expect(failureOfResponse(503, '', undefined, '7').retryDelayMs).toBe(7000)
    expect(
      failureOfResponse(503, '', undefined, 'Wed, 21 Oct 2026 07:28:00 GMT').retryDelayMs,
    ).toBeUndefined()
    expect(
      failureOfResponse(
        429,
        body(429, 'RESOURCE_EXHAUSTED', 'x', rpc('RetryInfo', { retryDelay: '2s' })),
        undefined,
        '7',
      ).retryDelayMs,
    ).toBe(2000)
  })
})

test('a key is masked wherever the server repeats it', () => {
  const held = 'my-own-gateway-key'
  const standard = `AIza${'x'.repeat(35)}`
  const newer = 'AQ.CANARY-0123456789abcdef'
  const all = `${held} ${standard} ${newer}`
  const found = failureOfResponse(
    400,
    JSON.stringify({
      error: {
        code: 400,
        status: 'INVALID_ARGUMENT',
        message: all,
        details: [
          rpc('ErrorInfo', { reason: 'X', metadata: { [held]: all } }),
          rpc('BadRequest', { fieldViolations: [{ field: all, description: all }] }),
          rpc('Help', { links: [{ url: `https://x.test/?key=${held}`, description: all }] }),
          rpc('DebugInfo', { detail: `Invalid API key: ${held}` }),
        ],
      },
    }),
    held,
  )
  const text = JSON.stringify(found)
  for (const key of [held, standard, newer]) expect(text).not.toContain(key)
  expect(found.message).toBe('•••••••• •••••••• ••••••••')
})
