import { beforeEach, expect, test, vi } from 'vitest'

const may = vi.hoisted(() => ({ count: true }))
vi.mock('./queries.ts', () => ({ mayCount: () => may.count }))
const { pauseOf } = await import('./pause.ts')

const key = `AIza${'Sy0'.repeat(12)}`
const written = { isEmpty: false, untouched: false, texts: ['Hi'] }
beforeEach(() => {
  may.count = true
})

test('what is said first of why nothing is counted', () => {
  expect(pauseOf(written)).toBeNull()
  may.count = false
  expect(pauseOf(written)).toBe('connection')
  expect(pauseOf({ ...written, texts: ['Hi', key] })).toBe('key')
  expect(pauseOf({ ...written, restHoldsKey: () => true })).toBe('key')
  expect(pauseOf({ ...written, untouched: true, texts: [key] })).toBe('link')
  expect(pauseOf({ ...written, untouched: true, isEmpty: true })).toBe('empty')
})
