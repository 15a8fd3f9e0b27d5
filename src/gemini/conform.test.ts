import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conformModel, conformResponse } from './conform.ts'
import { chunk } from './fixtures/server.ts'
import type { GenerateContentResponse } from './types.ts'

const conform = (value: unknown) => conformResponse(value as GenerateContentResponse)

describe('a response', () => {
  test('that is as promised is the same object, unknown fields and all', () => {
    const good = { ...chunk('hi', 'STOP'), tomorrow: [{ a: null }] }
    expect(conform(good)).toBe(good)
  })

  test('loses known fields of another type, and nothing else', () => {
    const parts = [null, 'x', { text: 'kept', thought: 'yes', hologram: 7 }, { functionCall: null }]
    expect(
      conform({
        candidates: [null, { content: { parts }, safetyRatings: 'x', finishReason: { a: 1 }, unknown: 'x' }],
        promptFeedback: 'fine',
        usageMetadata: { promptTokenCount: {}, totalTokenCount: 5 },
      }),
    ).toEqual({
      candidates: [{ content: { parts: [{ text: 'kept', hologram: 7 }, {}] }, unknown: 'x' }],
      usageMetadata: { totalTokenCount: 5 },
    })
  })

  test('log probabilities are lists of tokens', () => {
    const good = { chosenCandidates: [{ token: 'a', logProbability: '-Infinity' }] }
    const odd = { chosenCandidates: 'x', topCandidates: [{ candidates: [{ token: 7 }, 'x'] }] }
    expect(conform({ candidates: [{ logprobsResult: good }, { logprobsResult: odd }] })).toEqual({
      candidates: [
        { logprobsResult: good },
        { logprobsResult: { topCandidates: [{ candidates: [{ token: '7' }] }] } },
      ],
    })
  })

  test('numbers as text and texts as numbers are taken', () => {
    expect(conform({ usageMetadata: { totalTokenCount: '12' }, responseId: 7 })).toEqual({
      usageMetadata: { totalTokenCount: 12 },
      responseId: '7',
    })
  })

  test('whatever it is: no throw, no change of what was given, and a second look finds nothing more', () => {
    const names = ['candidates', 'content', 'parts', 'text', 'functionCall', 'args', 'index', '__proto__']
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, 'x', 7, true),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie('json')),
      ),
    }))
    fc.assert(
      fc.property(json, (value) => {
        const before = JSON.stringify(value)
        const once = conform(value)
        expect(JSON.stringify(value)).toBe(before)
        expect(conform(once)).toBe(once)
      }),
    )
  })
})

test('a model keeps its name and loses what is not what it should be', () => {
  const odd = { name: 'models/m', supportedGenerationMethods: 'all', topK: {}, description: 7 }
  expect(conformModel(odd as never)).toEqual({ name: 'models/m', description: '7' })
})
