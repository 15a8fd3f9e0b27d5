/** Answers that are errors from their first byte. */
import { errorBody, http, retryInfo } from './wire.ts'
import { testKey } from '../fixtures.ts'
import type { Case } from './judge.ts'

const info = (reason: string) => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason })
const quota = (id: string, more: unknown[] = []) =>
  errorBody(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', [
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ quotaId: id, quotaValue: '10' }],
    },
    ...more,
  ])
const soon = errorBody(503, 'UNAVAILABLE', 'Overloaded.', [retryInfo('0.2s')])
const minute = 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier'

const failed = (id: string, status: number, body: unknown, ...says: (string | RegExp)[]): Case => ({
  id,
  fault: http(status, body),
  state: 'Failed',
  says,
})

export const httpErrors: readonly Case[] = [
  failed(
    'G09 429 with RetryInfo',
    429,
    quota(minute, [retryInfo('34.4s')]),
    '429 RESOURCE_EXHAUSTED',
    /0:3[345]/,
  ),
  failed('429 without RetryInfo', 429, quota(minute), '429 RESOURCE_EXHAUSTED', 'minute'),
  failed('429 daily', 429, quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier'), 'today'),
  failed('429 with an odd delay', 429, quota(minute, [retryInfo('-5s'), retryInfo('soon')]), '429'),
  failed('429 empty', 429, '', '429'),
  {
    id: 'G10 503 twice, then an answer',
    fault: http(503, soon),
    times: 2,
    requests: 3,
    state: 'complete',
    text: 'OK',
  },
  {
    id: '503 for ever',
    fault: http(503, soon),
    times: 9,
    requests: 3,
    state: 'Failed',
    says: ['503 UNAVAILABLE'],
  },
  {
    id: '503 in HTML, then an answer',
    fault: http(503, errorBody(503, 'UNAVAILABLE', 'x', [retryInfo('0.1s')])),
    requests: 2,
    state: 'complete',
    text: 'OK',
  },
  failed('500', 500, errorBody(500, 'INTERNAL', 'An internal error has occurred.'), '500 INTERNAL'),
  failed('504', 504, errorBody(504, 'DEADLINE_EXCEEDED', 'Deadline expired.'), '504 DEADLINE_EXCEEDED'),
  failed('502 in HTML', 502, '<html><head><title>502 Bad Gateway</title></head><body><h1>x</h1>', '502'),
  failed(
    '400 key',
    400,
    errorBody(400, 'INVALID_ARGUMENT', 'API key not valid.', [info('API_KEY_INVALID')]),
    /key/,
  ),
  failed('401', 401, errorBody(401, 'UNAUTHENTICATED', 'Request had invalid credentials.'), '401'),
  failed(
    '403 leaked',
    403,
    errorBody(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked.'),
    'leaked',
  ),
  failed(
    '403 site',
    403,
    errorBody(403, 'PERMISSION_DENIED', 'Requests from referer are blocked.', [
      info('API_KEY_HTTP_REFERRER_BLOCKED'),
    ]),
    'restrict',
  ),
  failed(
    '403 API off',
    403,
    errorBody(403, 'PERMISSION_DENIED', 'Not used.', [info('SERVICE_DISABLED')]),
    'switched off',
  ),
  failed(
    '400 region',
    400,
    errorBody(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
    /location|region|country/,
  ),
  failed('404', 404, errorBody(404, 'NOT_FOUND', 'models/x is not found'), '404 NOT_FOUND'),
  failed('413 in HTML', 413, '<html><title>413</title>', '413'),
  failed('418 in words', 418, 'I am a teapot', 'I am a teapot'),
  failed('error in a list', 400, [errorBody(400, 'INVALID_ARGUMENT', 'Bad.')], '400 INVALID_ARGUMENT'),
  failed('error a word', 400, { error: 'bad model' }, 'bad model'),
  failed('error null', 400, { error: null }, '400'),
  failed(
    'message an object',
    400,
    { error: { code: {}, message: [1], status: {}, details: { a: 1 } } },
    '400',
  ),
  failed(
    'details odd',
    400,
    errorBody(400, 'INVALID_ARGUMENT', 'Odd.', [
      null,
      7,
      'x',
      [],
      { '@type': 7 },
      { '@type': 'x.Help', links: [null, { url: 'javascript:alert(1)', description: '<b>' }, { url: 7 }] },
      { '@type': 'x.BadRequest', fieldViolations: [null, { field: {}, description: [] }] },
      { '@type': 'x.QuotaFailure', violations: [7, { quotaMetric: {}, quotaDimensions: 'x' }] },
      { '@type': 'x.ErrorInfo', reason: 7, metadata: { quota_metric: {} } },
    ]),
    '400 INVALID_ARGUMENT',
  ),
  failed(
    'markup in the message',
    400,
    errorBody(
      400,
      'INVALID_ARGUMENT',
      '<img src=x onerror=alert(1)> ![x](http://127.0.0.1:1/a.png) <script>alert(1)</script>',
    ),
    '<img src=x',
  ),
  failed('a long message', 400, errorBody(400, 'INVALID_ARGUMENT', 'long '.repeat(100_000)), 'long long'),
  failed(
    'G28 key echoed',
    400,
    errorBody(400, `INVALID_ARGUMENT ${testKey}`, `Invalid API key: ${testKey}`, [
      { '@type': 'type.googleapis.com/google.rpc.DebugInfo', detail: `key ${testKey}` },
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: `R_${testKey}`,
        metadata: { key: testKey, [testKey]: 'x' },
      },
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [{ field: testKey, description: testKey }],
      },
      {
        '@type': 'type.googleapis.com/google.rpc.Help',
        links: [{ url: `https://example.com/?key=${testKey}`, description: testKey }],
      },
      { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', message: testKey },
    ]),
    'Invalid API key',
  ),
  failed('G28 key echoed in words', 400, `Bad key ${testKey}`, 'Bad key'),
  failed('G28 key echoed in a page', 502, `<title>${testKey}</title>`, '502'),
]
