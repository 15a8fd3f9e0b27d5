import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNumber, refusal, shownNumber, stepped } from './number.ts'

const decimal = (text: string) => readNumber(text, {}, 'Temperature')
const whole = (text: string) => readNumber(text, { integer: true }, 'Seed')

test.each([
  ['0.4', 0.4],
  ['0,4', 0.4],
  ['.5', 0.5],
  ['1.', 1],
  ['-1,25', -1.25],
  ['\u22121.25', -1.25],
  [' 1e-3 ', 0.001],
  ['+2', 2],
])('a decimal field reads %j as %d', (text, value) => {
  expect(decimal(text)).toEqual({ ok: true, value })
})

test.each(['-', '1e', '0,4,1', '1.2.3', '1,2.3', 'abc', '0x10', 'Infinity', 'NaN', '1 000', '.', ','])(
  'a decimal field takes %j for no number',
  (text) => {
    expect(decimal(text)).toEqual({ ok: false, why: `“${text}” is not a number.` })
  },
)

test.each([
  ['2048', 2048],
  ['2,048', 2048],
  ['2.048', 2048],
  ['65 536', 65_536],
  ['65\u202f536', 65_536],
  ['1’048’576', 1_048_576],
  ['-1,234,567', -1_234_567],
  ['5.0', 5],
  ['2e3', 2000],
])('an integer field reads %j as %d', (text, value) => {
  expect(whole(text)).toEqual({ ok: true, value })
})

test.each(['1,23', '1,2345', '1,234.567', '12,34,567', '1,234 567', '-', 'ten'])(
  'an integer field takes %j for no number',
  (text) => {
    expect(whole(text).ok).toBe(false)
  },
)

test('a fraction is no whole number, and nothing at all is empty', () => {
  expect(whole('1.5')).toEqual({ ok: false, why: 'Seed takes whole numbers only.' })
  expect([whole(' '), decimal('')]).toEqual([
    { ok: true, value: undefined },
    { ok: true, value: undefined },
  ])
})

test('whatever a field shows is read back as the same number', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (value) => {
      expect(whole(shownNumber(value, { integer: true }))).toEqual({ ok: true, value })
    }),
  )
  fc.assert(
    fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (value) => {
      expect(decimal(shownNumber(value, {}))).toEqual({ ok: true, value: value + 0 })
    }),
  )
})

test('a number outside is refused in a sentence', () => {
  const bounds = { min: 0, max: 2, step: 0.05 }
  expect(refusal(bounds, 1.5, 'Temperature')).toBeUndefined()
  expect(refusal(bounds, -1, 'Temperature', ' for this model')).toBe('Temperature goes from 0 to 2.')
  expect(refusal(bounds, 3, 'Temperature', ' for this model')).toBe(
    'Temperature goes from 0 to 2 for this model.',
  )
  expect(refusal({ min: 1, max: 5, step: 1, integer: true }, 1.5, 'Top K')).toBe(
    'Top K takes whole numbers only.',
  )
})

test('steps add up without binary dust and stop at the bounds', () => {
  const bounds = { min: 0, max: 2, step: 0.1 }
  expect(stepped(bounds, 0.1, 2)).toBe(0.3)
  expect(stepped(bounds, 0.35, 1)).toBe(0.45)
  expect([stepped(bounds, 1.95, 10), stepped(bounds, 0.05, -10)]).toEqual([2, 0])
})
