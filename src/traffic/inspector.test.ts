import { describe, expect, test } from 'vitest'
import { toResponse } from '../gemini/reply.ts'
import { chunk, settled } from '../runs/fixtures/run.ts'
import { added } from './added.ts'
import { asReceived } from './merged.ts'
import { ROW, scrollTo, visibleRows } from './rows.ts'

describe('added', () => {
  test('shows text as JSON writes it, on one line', () => {
    expect(added({ candidates: [{ content: { parts: [{ text: '### A\n"b"\t' }] } }] })).toBe(
      '### A\\n\\"b\\"\\t',
    )
  })
  test('names other parts, the finish reason and the candidate where there are several', () => {
    const calls = {
      candidates: [
        {
          content: { parts: [{ functionCall: { name: 'add' } }, { thoughtSignature: 's', text: '' }] },
          finishReason: 'STOP',
        },
      ],
    }
    expect(added(calls)).toBe('functionCall add STOP')
    expect(
      added({
        candidates: [{ index: 1, content: { parts: [{ inlineData: { mimeType: 'image/png', data: '' } }] } }],
      }),
    ).toBe('[1] inlineData image/png')
  })
  test('a chunk without candidates says what it held', () => {
    expect(added({ promptFeedback: { blockReason: 'SAFETY' } })).toBe('blockReason SAFETY')
    expect(added({ usageMetadata: {}, modelVersion: 'm' })).toBe('usageMetadata, modelVersion')
  })
})

describe('the response', () => {
  test('merged has the API’s own shape, unknown fields included', () => {
    const citations = [{ uri: 'https://a.example/' }]
    const reply = {
      candidates: [
        { index: 0, parts: [{ text: 'Hello' }], role: 'model', citations, finishReason: 'STOP', novel: 1 },
      ],
      modelVersion: 'm',
    }
    expect(toResponse(reply)).toEqual({
      candidates: [
        {
          content: { parts: [{ text: 'Hello' }], role: 'model' },
          finishReason: 'STOP',
          novel: 1,
          citationMetadata: { citationSources: citations },
          index: 0,
        },
      ],
      modelVersion: 'm',
    })
    expect(toResponse({ candidates: [], modelVersion: 'm' })).toEqual({ modelVersion: 'm' })
  })
  test('as received is every chunk’s own text', () => {
    const raw = '{"candidates": [{"index": 0}]}'
    const run = settled({
      chunks: [
        { ...chunk(1), raw: `${raw}\n` },
        { ...chunk(2), raw },
      ],
    })
    expect(asReceived(run)).toBe(`${raw}\n\n${raw}`)
  })
  test('an error after chunks stands after them', () => {
    const failure = {
      kind: 'unavailable',
      code: 503,
      status: 'UNAVAILABLE',
      message: 'Overloaded.',
      fieldViolations: [],
      quotas: [],
      links: [],
    } as const
    const run = settled({
      chunks: [chunk(1)],
      ending: { kind: 'failed', failure: { ...failure, fieldViolations: [], quotas: [], links: [] } },
    })
    expect(JSON.parse(asReceived(run).split('\n\n')[1] ?? '')).toEqual({
      error: { code: 503, message: 'Overloaded.', status: 'UNAVAILABLE' },
    })
  })
})

describe('rows', () => {
  test('up to 500 all are drawn; above, those in sight and some around', () => {
    expect(visibleRows(500, 0, 240)).toEqual({ from: 0, to: 500 })
    expect(visibleRows(10_000, 1000 * ROW, 240)).toEqual({ from: 980, to: 1030 })
    expect(visibleRows(501, 0, 240)).toEqual({ from: 0, to: 30 })
    expect(visibleRows(501, 600 * ROW, 240)).toEqual({ from: 481, to: 501 })
  })
  test('scrolls no further than it takes to see the row', () => {
    expect(scrollTo(5, 0, 240)).toBeNull()
    expect(scrollTo(12, 0, 240)).toBe(72)
    expect(scrollTo(3, 240, 240)).toBe(72)
  })
})
