import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tokenise } from '../../emulator/tokens.ts'
import { estimateTokens, fingerprint, inputLimitOf, longTexts, worthCounting } from './limits.ts'

const record = (id: string, inputTokenLimit?: number) => ({
  name: `models/${id}`,
  ...(inputTokenLimit !== undefined && { inputTokenLimit }),
})

describe('the limit of a model', () => {
  test('is that of its record; else what is documented for its name; else unknown', () => {
    const listed = [record('gemini-embedding-001', 999), record('gemini-embedding-2')]
    expect(inputLimitOf('gemini-embedding-001', listed)).toEqual({ tokens: 999, from: 'record' })
    expect(inputLimitOf('gemini-embedding-2', listed)).toEqual({ tokens: 8192, from: 'name' })
    for (const id of ['gemini-embedding-001', 'demo-embedding', 'text-embedding-004'])
      expect(inputLimitOf(id, [])).toEqual({ tokens: 2048, from: 'name' })
    for (const id of ['gemini-embedding-2-preview', 'gemini-embedding-3', 'demo-embedding-2'])
      expect(inputLimitOf(id, [])).toEqual({ tokens: 8192, from: 'name' })
    expect(inputLimitOf('somebody-elses', listed)).toBeNull()
  })
})

const limit = { tokens: 100, from: 'record' } as const
const settings = { model: 'gemini-embedding-001' }

describe('texts that may be too long', () => {
  test('none is missed whose estimate is over the limit, and none is named that has fewer bytes than the limit', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 600 })
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
        const items = texts.map((one) => ({ text: one }))
        const found = longTexts(settings, items, limit)
        expect(found.map(({ index }) => index)).toEqual(
          texts.flatMap((one, at) => {
            const bytes = new TextEncoder().encode(one).length
            return bytes > limit.tokens && estimateTokens(one) >= limit.tokens / 2 ? [at] : []
          }),
        )
        for (const { index, item } of found) expect(item).toBe(items[index])
      }),
    )
  })

  test('the words of the task count, as they are sent', () => {
    const item = { text: 'word '.repeat(76) }
    const second = { model: 'gemini-embedding-2', taskType: 'CLUSTERING' as const }
    expect(longTexts(settings, [item], limit)[0]?.sent).toBe(item.text)
    expect(longTexts(second, [item], limit)[0]?.sent).toBe(`task: clustering | query: ${item.text}`)
  })

  test('the estimate of prose, of code and of Chinese comes near a count of pieces', () => {
    const samples = [
      'The departure of the train was delayed by ten minutes because of a signal failure near the station. ',
      'const total = items.reduce((sum, { price }) => sum + price, 0)\n',
      '火车因信号故障晚点十分钟，乘客们在站台上等候。',
    ]
    for (const sample of samples) {
      const text = sample.repeat(100)
      const ratio = estimateTokens(text) / tokenise(text).length
      expect(ratio).toBeGreaterThan(0.6)
      expect(ratio).toBeLessThan(1.7)
    }
    expect(estimateTokens('')).toBe(0)
  })

  test('those next to the limit are counted first, and not more than a few', () => {
    const items = Array.from({ length: 20 }, (_, at) => ({ text: 'four'.repeat(60 + at * 20) }))
    const chosen = worthCounting(longTexts(settings, items, limit), limit)
    expect(chosen).toHaveLength(8)
    expect(chosen[0]?.tokens).toBe(100)
    expect(Math.max(...chosen.map(({ tokens }) => tokens))).toBeLessThan(300)
  })

  test('texts are told apart without being held', () => {
    const texts = ['a', 'b', 'ab', 'ba', 'a'.repeat(1000), 'a'.repeat(1001)]
    expect(new Set(texts.map(fingerprint)).size).toBe(texts.length)
  })
})
