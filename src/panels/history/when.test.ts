import { expect, test } from 'vitest'
import { clockOf, exactly, when } from './when.ts'

const at = (year: number, month: number, day: number, hour = 12, minute = 5) =>
  new Date(year, month - 1, day, hour, minute).getTime()
const now = at(2026, 11, 27)

test.each([
  [at(2026, 11, 27, 0, 1), '00:01'],
  [at(2026, 11, 26, 23, 59), 'Yesterday, 23:59'],
  [at(2026, 11, 26, 0, 0), 'Yesterday, 00:00'],
  [at(2026, 11, 25, 23, 59), '25 Nov, 23:59'],
  [at(2026, 1, 2), '2 Jan, 12:05'],
  [at(2025, 12, 31), '31 Dec 2025'],
])('%s', (then, words) => {
  expect(when(then, now)).toBe(words)
})

test.each([9e15, 1_764_201_600_000_000_000, -9e15, Number.NaN])('%s is no moment, and is said so', (none) => {
  expect([when(none, now), exactly(none), clockOf(none)]).toEqual(Array(3).fill('Time unknown'))
})
