import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setup } from './setup.ts'
import { presentCount, sampleOf } from './tokens.ts'

const settings = { model: 'gemini-embedding-001' }
const textsOf = ({ contents }: ReturnType<typeof sampleOf>) =>
  contents.flatMap(({ parts = [] }) => parts.map(({ text = '' }) => text))

test('few texts are all counted, as they are sent', () => {
  const prefixed = { model: 'gemini-embedding-2', taskType: 'CLUSTERING' as const }
  const sample = sampleOf(prefixed, [{ text: 'a' }, { text: '' }, { text: 'b' }])
  expect(sample.scale).toBe(1)
  expect(textsOf(sample)).toEqual(['task: clustering | query: a', 'task: clustering | query: b'])
})

test('of many, or of very long ones, a part that stands for all by its length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 501, max: 3000 }), fc.integer({ min: 1, max: 4000 }), (count, length) => {
      const items = Array.from({ length: count }, () => ({ text: 'x'.repeat(length) }))
      const sample = sampleOf(settings, items)
      const characters = textsOf(sample).join('').length
      expect(sample.contents.length).toBeLessThanOrEqual(100)
      expect(characters).toBeLessThanOrEqual(200_000)
      expect(characters * sample.scale).toBeCloseTo(count * length, 3)
    }),
    { numRuns: 20 },
  )
})

function pauseOf(lines: string) {
  setup.setState({ lines })
  return presentCount().pause
}

test('a text that looks like a key is not sent to be counted, nor is nothing', () => {
  expect(pauseOf('two\nAIzaSyA1234567890abcdefghijklmnopqrstuvw')).toBe('key')
  expect(pauseOf(' \n')).toBe('empty')
  expect(pauseOf('two')).toBeNull()
})
