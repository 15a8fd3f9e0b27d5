import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyReply, fold, textOf, thoughtsOf } from '../gemini/reply.ts'
import { chunkOf, responseOf } from './exchange.ts'
import { hasKeyShape } from '../gemini/redact.ts'
import { watchForKey, watchForShapes, withoutSplitKeys } from './keyInChunks.ts'
import type { Part } from '../gemini/types.ts'
import type { Chunk } from './exchange.ts'

const key = 'AQ.CANARY-7f3b9d21c8e64a50b1'

function chunk(...parts: Part[]): Chunk {
  const response = { candidates: [{ content: { role: 'model' as const, parts } }] }
  return chunkOf({ at: 0, bytes: 1, raw: JSON.stringify(response) }, response)
}
const first = (chunks: readonly Chunk[]) =>
  chunks.reduce((all, one) => fold(all, responseOf(one)), emptyReply).candidates[0]!
const seen = (chunks: readonly Chunk[]) => {
  const watch = watchForKey(key)
  return chunks.map((one) => watch(responseOf(one))).includes(true)
}

/** A text cut at any places. */
const cut = (text: string, places: readonly number[]): string[] => {
  const at = [...new Set([0, ...places.map((place) => place % text.length), text.length])].toSorted(
    (a, b) => a - b,
  )
  return at.slice(1).map((end, index) => text.slice(at[index], end))
}

test('wherever the key is cut, it is seen with the chunk that ends it, and the joined text lacks it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 9 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(400), { maxLength: 40 }),
      fc.boolean(),
      (words, places, thought) => {
        const text = `${words.join(key)}${key}.`
        const chunks = cut(text, places).map((piece) =>
          chunk(thought ? { text: piece, thought } : { text: piece }),
        )
        expect(seen(chunks)).toBe(true)
        const after = withoutSplitKeys(chunks, key)
        const joined = thought ? thoughtsOf(first(after)) : textOf(first(after))
        expect(joined).toBe(text.replaceAll(key, '••••••••'))
        expect(after.map(({ raw }) => JSON.parse(raw))).toEqual(after.map(responseOf))
      },
    ),
  )
})

test('without the key nothing is seen, and the chunks are the same', () => {
  const chunks = cut(`${key.slice(0, -1)} and ${key.slice(1)}`, [5, 9, 30, 31]).map((text) => chunk({ text }))
  expect(seen(chunks)).toBe(false)
  expect(withoutSplitKeys(chunks, key)).toBe(chunks)
})

test('thoughts and answer are texts apart; what else a part holds stays', () => {
  const half = [key.slice(0, 9), key.slice(9)] as const
  expect(seen([chunk({ text: half[0], thought: true }), chunk({ text: half[1] })])).toBe(false)
  const signed = [chunk({ text: half[0], thoughtSignature: 'c2ln' }), chunk({ text: half[1] }, { text: '!' })]
  expect(seen(signed)).toBe(true)
  expect(withoutSplitKeys(signed, key).map((one) => responseOf(one).candidates?.[0]?.content?.parts)).toEqual(
    [[{ text: '••••••••', thoughtSignature: 'c2ln' }], [{ text: '' }, { text: '!' }]],
  )
})

test('no key, or one that is a word, is not looked for', () => {
  const response = responseOf(chunk({ text: 'key key' }))
  expect([watchForKey(null)(response), watchForKey('key')(response)]).toEqual([false, false])
})

const grow = (stringValue: string) =>
  chunk({ functionCall: { name: 'f', partialArgs: [{ jsonPath: '$.note', stringValue }] } })

test('a key that comes in pieces of an argument is seen and masked too', () => {
  const chunks = [grow(`it is ${key.slice(0, 7)}`), grow(`${key.slice(7)}, so.`)]
  expect(seen(chunks)).toBe(true)
  const after = withoutSplitKeys(chunks, key).map(({ raw }) => raw)
  expect(after.join(' ')).not.toContain(key.slice(0, 7))
  expect(after[0]).toContain('it is ••••••••')
  expect(after[1]).toContain(', so.')
})

test('what is shaped like a key is found across chunks, whoever holds it', () => {
  const shaped = `AIza${'Sy'.repeat(17)}x`
  const chunks = cut(`take ${shaped} and go`, [3, 12, 20]).map((text) => chunk({ text }))
  expect(textOf(first(withoutSplitKeys(chunks, null, '[key removed]')))).toBe('take [key removed] and go')
})

/** What the beginning of a key may come in, and what looks like it. */
const scraps = ['A', 'I', 'za', 'AI', 'AIz', 'Iza', 'a', 'AQ', 'Q.', '.', 'AIza', 'FAQ.', 'A"', '\\', 'x']
const piece = fc.record({
  text: fc.array(fc.constantFrom(...scraps), { maxLength: 2 }).map((all) => all.join('')),
  thought: fc.boolean(),
  spelled: fc.boolean(),
})

test('a beginning of a key is seen in whatever pieces it comes, and nothing else is', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const watch = watchForShapes()
      const texts = { true: '', false: '' }
      let found = false
      for (const { text, thought, spelled } of pieces) {
        const one = chunk({ text, thought })
        const raw = spelled ? one.raw.replaceAll('A', String.raw`\u0041`) : one.raw
        found ||= watch({ ...one, raw })
        texts[`${thought}`] += text
        expect(found).toBe(hasKeyShape(texts.true) || hasKeyShape(texts.false))
      }
    }),
    { numRuns: 2000 },
  )
})
