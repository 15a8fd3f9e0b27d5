import { expect, test } from 'vitest'
import { getAt, setAt, settingsAfter } from './path.ts'
import { Settings } from './schema.ts'

test('a value is set and read at any depth, and nothing that was there changes', () => {
  const before = { a: 1, deep: { x: 1 } }
  const after = setAt(before, 'deep.inner.y', 2)
  expect(after).toEqual({ a: 1, deep: { x: 1, inner: { y: 2 } } })
  expect(before).toEqual({ a: 1, deep: { x: 1 } })
  expect(getAt(after, 'deep.inner.y')).toBe(2)
  expect(getAt(after, 'deep.nowhere.y')).toBeUndefined()
  expect(getAt(after, 'a.b')).toBeUndefined()
})

test('what is not set is not there, and neither is the group around it', () => {
  const set = { keep: 1, thinkingConfig: { thinkingLevel: 'LOW' } }
  expect(Object.keys(setAt(set, 'thinkingConfig.thinkingLevel', undefined))).toEqual(['keep'])
  expect(setAt({ a: { b: 1, c: 2 } }, 'a.b', undefined)).toEqual({ a: { c: 2 } })
  expect(setAt({ a: 1 }, 'never.was', undefined)).toEqual({ a: 1 })
})

test('a value in the way of a group gives way', () => {
  expect(setAt({ a: 5 }, 'a.b', 1)).toEqual({ a: { b: 1 } })
})

test('what says anything of the table says all of it, and a readable link leaves the rest alone', () => {
  const mine = Settings.parse({
    model: 'm',
    serviceTier: 'flex',
    voice: 'Kore',
    extra: { labels: { a: 'b' } },
  })
  expect(settingsAfter(mine, { model: 'other' })).toEqual({ ...mine, model: 'other' })
  expect(settingsAfter(mine, { model: 'other', generationConfig: { seed: 7 } })).toEqual(
    Settings.parse({ model: 'other', generationConfig: { seed: 7 } }),
  )
})
