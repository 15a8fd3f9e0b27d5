import { expect, test } from 'vitest'
import { isComposing } from './isComposing.ts'

test('a key of an input method is told by the event, in Safari by its code', () => {
  const enter = { isComposing: false, keyCode: 13 }
  expect(isComposing(enter)).toBe(false)
  expect(isComposing({ nativeEvent: enter })).toBe(false)
  expect(isComposing({ ...enter, isComposing: true })).toBe(true)
  expect(isComposing({ ...enter, keyCode: 229 })).toBe(true)
  expect(isComposing({ nativeEvent: { ...enter, keyCode: 229 } })).toBe(true)
})

const files = import.meta.glob<string>('/src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Every place that asks for Enter or Escape, with the handler from its head to there. */
const places = Object.entries(files)
  .filter(([path]) => !/\.test\.tsx?$/.test(path))
  .flatMap(([path, code]) =>
    [...code.matchAll(/key\s*[!=]==\s*['"](?:Enter|Escape)['"]|\b(?:Enter|Escape): /g)].map(({ index }) => {
      const head = [...code.slice(0, index).matchAll(/\(\s*event\s*(?::|\)\s*=>)/g)].at(-1)?.index ?? 0
      const line = code.slice(0, index).split('\n').length
      return { place: `${path}:${line}`, handler: code.slice(head, index) }
    }),
  )

test('the search sees the handlers', () => expect(places.length).toBeGreaterThan(12))

test.each(places)('$place leaves the keys of an input method alone', ({ handler }) => {
  expect(handler).toContain('isComposing(')
})
