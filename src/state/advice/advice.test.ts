import { describe, expect, test } from 'vitest'
import { failure } from '../../gemini/error.ts'
import type { Failure, FailureKind } from '../../gemini/error.ts'
import type { Ending } from '../../gemini/reply.ts'
import type { GenerateContentResponse } from '../../gemini/types.ts'
import { adviseFailure, adviseRun, failedBeforeAnswer } from '../advice.ts'
import type { Advice, Span } from '../advice.ts'
import { chunk as chunkAt, settled as settledRun } from '../../runs/fixtures/run.ts'
import type { Settings, Threshold } from '../../request/settings/table.ts'
import type { Run } from '../../runs/run.ts'

const words = (spans: Span[]) =>
  spans.map((span) => (typeof span === 'string' ? span : 'mono' in span ? span.mono : span.strong)).join('')
const labels = (advice: Advice | null) => advice?.actions.map(({ label }) => label)

function settled(
  chunks: GenerateContentResponse[],
  ending: Ending = { kind: 'end' },
  settings: Partial<Settings> = {},
): Run {
  return settledRun(
    {
      at: 1_000_000,
      chunks: chunks.map((response, index) => chunkAt(840 + index * 100, response)),
      ending,
      elapsed: 5600,
    },
    { model: 'gemini-x', ...settings },
  )
}
const says = (text: string, finishReason?: string): GenerateContentResponse => ({
  candidates: [{ content: { parts: [{ text }] }, ...(finishReason && { finishReason }) }],
})
const ends = (finishReason: string): GenerateContentResponse => ({
  candidates: [{ content: {}, finishReason }],
})

const blockedPrompt = (probability: string, safety?: Threshold) =>
  settled(
    [
      {
        promptFeedback: {
          blockReason: 'SAFETY',
          safetyRatings: [
            { category: 'HARM_CATEGORY_HATE_SPEECH', probability: 'NEGLIGIBLE' },
            { category: 'HARM_CATEGORY_HARASSMENT', probability },
          ],
        },
      },
    ],
    undefined,
    safety ? { safety: { HARM_CATEGORY_HARASSMENT: safety } } : {},
  )

const quota = (id: string, more: Partial<Failure> = {}) =>
  adviseFailure(
    failure('quota', 'You exceeded', {
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      quotas: [{ id, value: '10' }],
      ...more,
    }),
    {
      model: 'gemini-3.6-flash',
      endedAt: 5000,
    },
  )

describe('a plain, whole answer', () => {
  test('gets no advice, and neither does a run that is still going', () => {
    expect(adviseRun(settled([says('hi', 'STOP')]))).toBeNull()
    expect(adviseRun({ ...settled([says('hi')]), ending: null })).toBeNull()
  })
})

describe('finish reasons', () => {
  test.each([
    ['SAFETY', 'Blocked'],
    ['RECITATION', 'Blocked'],
    ['LANGUAGE', 'Blocked'],
    ['BLOCKLIST', 'Blocked'],
    ['PROHIBITED_CONTENT', 'Blocked'],
    ['SPII', 'Blocked'],
    ['IMAGE_SAFETY', 'Blocked'],
    ['IMAGE_OTHER', 'Blocked'],
    ['MALFORMED_FUNCTION_CALL', 'Failed'],
    ['UNEXPECTED_TOOL_CALL', 'Failed'],
    ['TOO_MANY_TOOL_CALLS', 'Failed'],
    ['NO_IMAGE', 'Failed'],
    ['OTHER', 'Failed'],
    ['SOMETHING_NEW', 'Failed'],
  ])('%s starts with %s, with and without text, and shows the word', (reason, first) => {
    for (const run of [settled([ends(reason)]), settled([says('some text'), ends(reason)])]) {
      const advice = adviseRun(run)!
      expect(advice.title.startsWith(`${first}: `)).toBe(true)
      expect(advice.words[0]).toBe(`finishReason ${reason}`)
      expect(words(advice.body).length).toBeGreaterThan(20)
    }
  })

  test('MAX_TOKENS with text is cut off, and the limit can be raised', () => {
    const advice = adviseRun(
      settled(
        [{ ...says('half a sent', 'MAX_TOKENS'), usageMetadata: { candidatesTokenCount: 100 } }],
        undefined,
        {
          generationConfig: { maxOutputTokens: 100 },
        },
      ),
    )!
    expect(advice).toMatchObject({ state: 'cut off', title: 'Cut off: the output limit was reached' })
    expect(advice.actions[0]).toEqual({
      label: 'Set Max output tokens to 256',
      action: { kind: 'raise-limit', to: 256 },
    })
  })

  test('MAX_TOKENS eaten by thoughts says how many of how many', () => {
    const usageMetadata = { promptTokenCount: 388, thoughtsTokenCount: 2999 }
    const advice = adviseRun(
      settled([{ ...ends('MAX_TOKENS'), usageMetadata }], undefined, {
        generationConfig: { maxOutputTokens: 3000 },
      }),
    )!
    expect(advice.title).toBe('No answer: thinking used the whole output limit')
    expect(words(advice.body)).toContain('2,999 of 3,000 output tokens went to thinking')
    expect(advice.spent).toEqual({ thoughts: 2999, limit: 3000 })
    expect(labels(advice)?.[0]).toBe('Set Max output tokens to 8,192')
  })

  test.each([
    ['demo-pro', {}, 'Set Thinking level to MEDIUM'],
    ['gemini-3.8-flash', { thinkingLevel: 'HIGH' }, 'Set Thinking level to MEDIUM'],
    ['gemini-3.8-flash', { thinkingLevel: 'LOW' }, undefined],
    ['gemini-2.5-flash', {}, 'Turn thinking off'],
    ['gemini-2.5-pro', { thinkingBudget: 8192 }, 'Set Thinking budget to 128'],
    ['gemini-2.5-pro', { thinkingBudget: 128 }, undefined],
    ['my/tuned-model', {}, undefined],
  ])('%s that thinks %j can think less', (model, thinkingConfig, way) => {
    const usageMetadata = { thoughtsTokenCount: 299 }
    const run = settled([{ ...ends('MAX_TOKENS'), usageMetadata }], undefined, {
      model,
      generationConfig: { maxOutputTokens: 300, thinkingConfig },
    } as never)
    const found = labels(adviseRun(run))?.filter(
      (label) => label.startsWith('Set Thinking') || label.startsWith('Turn'),
    )
    expect(found).toEqual(way ? [way] : [])
  })

  test('the model’s own limit is not exceeded', () => {
    const run = settled([says('x', 'MAX_TOKENS')], undefined, { generationConfig: { maxOutputTokens: 6000 } })
    expect(labels(adviseRun(run, 0, { outputTokenLimit: 8192 }))?.[0]).toBe('Set Max output tokens to 8,192')
    const usageMetadata = { candidatesTokenCount: 8192 }
    const full = adviseRun(settled([{ ...says('x', 'MAX_TOKENS'), usageMetadata }]), 0, {
      outputTokenLimit: 8192,
    })!
    expect(labels(full)).toEqual(['Show the setting'])
    expect(words(full.body)).toContain('this model’s own')
  })

  test('a default below the model’s own limit can be raised to it, and one unknown to something', () => {
    const run = settled([{ ...says('x', 'MAX_TOKENS'), usageMetadata: { candidatesTokenCount: 115 } }])
    expect(labels(adviseRun(run, 0, { outputTokenLimit: 65_536 }))?.[0]).toBe(
      'Set Max output tokens to 65,536',
    )
    expect(labels(adviseRun(run))?.[0]).toBe('Set Max output tokens to 8,192')
  })

  test('STOP without output is no answer', () => {
    expect(adviseRun(settled([ends('STOP')]))).toMatchObject({
      state: 'no answer',
      words: ['finishReason STOP'],
    })
  })
})

describe('blocked', () => {
  test.each([
    ['LOW', 'Block some', 'BLOCK_MEDIUM_AND_ABOVE'],
    ['MEDIUM', 'Block few', 'BLOCK_ONLY_HIGH'],
    ['HIGH', 'Block none', 'BLOCK_NONE'],
  ])('a prompt rated %s would pass at %s', (probability, word, threshold) => {
    const advice = adviseRun(blockedPrompt(probability, 'BLOCK_LOW_AND_ABOVE'))!
    expect(advice.title).toBe(`Blocked: the prompt was rated ${probability} for harassment`)
    expect(words(advice.body)).toContain('BLOCK_LOW_AND_ABOVE')
    expect(advice.actions[0]).toEqual({
      label: `Set Harassment to ${word}`,
      action: { kind: 'set-safety', category: 'HARM_CATEGORY_HARASSMENT', threshold },
    })
    expect(advice.words).toEqual(['promptFeedback.blockReason SAFETY'])
  })

  test('no looser threshold is offered where that one was sent already', () => {
    const advice = adviseRun(blockedPrompt('HIGH', 'BLOCK_NONE'))!
    expect(labels(advice)).toEqual(['Show the setting'])
  })

  test('of an answer’s ratings the one marked blocked counts', () => {
    const run = settled([
      {
        candidates: [
          {
            content: {},
            finishReason: 'SAFETY',
            safetyRatings: [
              { category: 'HARM_CATEGORY_HARASSMENT', probability: 'MEDIUM' },
              { category: 'HARM_CATEGORY_HATE_SPEECH', probability: 'LOW', blocked: true },
            ],
          },
        ],
      },
    ])
    expect(adviseRun(run)!.title).toBe('Blocked: the answer was rated LOW for hate speech')
  })
})

describe('ends that are none', () => {
  test('Stop says after how much, and is no failure', () => {
    const run = settled([{ ...says('abc'), usageMetadata: { candidatesTokenCount: 96 } }], {
      kind: 'stopped',
    })
    expect(adviseRun(run)).toMatchObject({ title: 'Stopped by you after 96 tokens', tone: 'plain' })
    expect(adviseRun(settled([], { kind: 'stopped' }))!.title).toMatch(/^Stopped by you before/)
    expect(labels(adviseRun(run))).toEqual(['Run again'])
    expect(labels(adviseRun(run, 0, { continues: true }))).toEqual(['Run again', 'Ask for the rest'])
    expect(labels(adviseRun(settled([], { kind: 'stopped' }), 0, { continues: true }))).toEqual(['Run again'])
  })

  test('an interrupted stream says how long it was silent and what is kept', () => {
    const run = settled([{ ...says('abc'), usageMetadata: { candidatesTokenCount: 212 } }])
    const advice = adviseRun({
      ...run,
      chunks: run.chunks.map((chunk) => Object.assign(chunk, { at: 2900 })),
    })!
    expect(advice.title).toMatch(/^Interrupted: /)
    expect(words(advice.body)).toMatch(/Silent for 2.7 s.*212 tokens that arrived are kept/)
    expect(labels(advice)).toContain('Run again')
  })

  test('a failure before anything came stands alone; one after text keeps it', () => {
    const refused = {
      kind: 'failed',
      failure: failure('quota', 'no', { code: 429, status: 'RESOURCE_EXHAUSTED' }),
    } as const
    expect(failedBeforeAnswer(settled([], refused))).toBe(true)
    expect(failedBeforeAnswer(settled([says('a')], refused))).toBe(false)
    expect(words(adviseRun(settled([says('a')], refused))!.body)).toContain('What arrived is kept.')
    const silent = { kind: 'failed', failure: failure('interrupted', 'It fell silent.') } as const
    expect(failedBeforeAnswer(settled([], silent))).toBe(false)
    const advice = adviseRun(settled([], silent))!
    expect(advice.title).toMatch(/^Interrupted: /)
    expect([words(advice.body).endsWith(' It fell silent.'), advice.words]).toEqual([true, []])
  })
})

describe('failures', () => {
  const kinds: FailureKind[] = [
    'key',
    'permission',
    'region',
    'quota',
    'invalid',
    'missing',
    'too-large',
    'unavailable',
    'network',
    'malformed',
    'interrupted',
    'cancelled',
    'unknown',
  ]

  test.each(kinds)('%s: a sentence of its own, a way out, the server’s words last', (kind) => {
    const advice = adviseFailure(failure(kind, 'server words', { code: 418, status: 'TEAPOT' }))
    expect(advice.title).toMatch(/^Failed: \w/)
    expect(words(advice.body)).toMatch(/[.]$/)
    expect(advice.actions.length).toBeGreaterThan(0)
    expect(advice.words).toEqual(['418 TEAPOT', 'server words'])
  })

  test('what no server said does not stand among the server’s words, and is not lost', () => {
    const own = adviseFailure(failure('unknown', 'This browser does not have chart.png.'))
    expect(own.words).toEqual([])
    expect(own.title).not.toContain('server')
    expect(words(own.body)).toContain('This browser does not have chart.png.')
    expect(adviseFailure(failure('interrupted', 'Silent for 90 s.'))).toMatchObject({ words: [] })
    const inStream = failure('unknown', 'Said in the stream.', { inStream: true })
    expect(adviseFailure(inStream).words).toEqual(['Said in the stream.'])
  })

  test('are told apart without reading the message', () => {
    const titles = kinds.map((kind) => adviseFailure(failure(kind, 'same')).title)
    expect(new Set(titles).size).toBe(kinds.length)
    for (const kind of kinds)
      expect(adviseFailure(failure(kind, 'leaked offline quota key')).title).toBe(
        adviseFailure(failure(kind, '')).title,
      )
  })

  test('a quota a minute counts down from the server’s own delay', () => {
    const advice = quota('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', { retryDelayMs: 47_000 })
    expect(advice.title).toBe('Failed: too many requests this minute')
    expect(words(advice.body)).toBe(
      'The free tier allows 10 requests a minute for gemini-3.6-flash. The server asks to wait 47 s.',
    )
    expect(advice.until).toBe(52_000)
    expect(advice.actions.map(({ action }) => action.kind)).toEqual(['run-when-over', 'run-again'])
    expect(advice.words.at(-1)).toBe('GenerateRequestsPerMinutePerProjectPerModel-FreeTier')
  })

  test('input tokens are called that; a day’s quota has no countdown, though a delay is given', () => {
    expect(quota('GenerateContentInputTokensPerModelPerMinute-FreeTier').title).toBe(
      'Failed: too many input tokens this minute',
    )
    const day = quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier', { retryDelayMs: 47_000 })
    expect(day.title).toBe('Failed: too many requests today')
    expect(day.until).toBeUndefined()
  })

  test('a blocked key, a disabled API and a plain refusal are three things', () => {
    const reasons = ['API_KEY_HTTP_REFERRER_BLOCKED', 'SERVICE_DISABLED', undefined]
    const titles = reasons.map(
      (reason) => adviseFailure(failure('permission', '', reason ? { reason } : {})).title,
    )
    expect(new Set(titles).size).toBe(3)
  })

  test.each(['offline', 'cors-or-gateway', 'unreachable', 'redirect', undefined] as const)(
    'a network failure diagnosed as %s has its own title',
    (diagnosis) => {
      const all = [undefined, 'offline', 'cors-or-gateway', 'unreachable', 'redirect'] as const
      const title = (one: (typeof all)[number]) =>
        adviseFailure(failure('network', '', { host: 'gate.example', ...(one && { diagnosis: one }) })).title
      expect(all.filter((other) => title(other) === title(diagnosis))).toEqual([diagnosis])
    },
  )

  test('what the client found out is said once, and of a list nothing was written that could be lost', () => {
    const lost = failure('network', 'Could not reach gate.example. You may be offline.', {
      host: 'gate.example',
      diagnosis: 'unreachable',
    })
    const said = (purpose?: 'list') => adviseFailure(lost, { ...(purpose && { purpose }) }).body.join('')
    expect(said().match(/You may be offline/g)).toHaveLength(1)
    expect(said()).toContain('Your prompt is kept.')
    expect(said('list')).not.toContain('Your prompt')
  })

  test('links other than https, and details that may hold a secret, are left out', () => {
    const advice = adviseFailure(
      failure('key', '', {
        links: [{ url: 'javascript:alert(1)' }, { url: 'https://ai.google.dev/x', description: 'Help' }],
        details: [{ '@type': 'type.googleapis.com/google.rpc.DebugInfo', detail: 'key1234' }],
      }),
    )
    expect(advice.links).toEqual([{ url: 'https://ai.google.dev/x', description: 'Help' }])
    expect(advice.details).toBeUndefined()
  })
})

test.each([
  'missing',
  'invalid',
  'network',
  'key',
  'permission',
  'too-large',
  'unavailable',
  'quota',
] as const)('a %s failure of embedding speaks of texts, and of no prompt or generation', (kind) => {
  const { body, actions } = adviseFailure(failure(kind, 'words', { code: 500 }), {
    model: 'm',
    endedAt: 0,
    purpose: 'embed',
  })
  expect(words(body)).not.toMatch(/prompt|generat/i)
  expect(actions.map(({ label }) => label)).not.toContain('Reset generation config')
})

const refused = (message: string, field?: string) =>
  labels(
    adviseFailure(
      failure('invalid', message, {
        code: 400,
        ...(field && { fieldViolations: [{ field, description: 'out of range' }] }),
      }),
    ),
  )

test('a refusal that names a setting leads to its row, in the message or among the violations', () => {
  expect(refused('Penalty is not enabled for models/gemini-2.5-pro')).toEqual([
    'Show Presence penalty',
    'Run again',
  ])
  expect(refused('Invalid argument.', 'generation_config.top_k')).toEqual(['Show Top K', 'Run again'])
  expect(refused('Request contains an invalid argument.')).toEqual(['Run again', 'Reset generation config'])
})
