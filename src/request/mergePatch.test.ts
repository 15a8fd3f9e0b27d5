import { expect, test } from 'vitest'
import { laidOver, mergePatch } from './mergePatch.ts'

// The examples of RFC 7396, appendix A.
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j with %j gives %j', (target, patch, result) => {
  const before = structuredClone(target)
  expect(mergePatch(target, patch)).toEqual(result)
  expect(target).toEqual(before)
})

test('a key that is a word of the language stays data', () => {
  const patch = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"a":1}}') as object
  mergePatch({}, patch)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('every place that a patch names is told, with what stood there', () => {
  const target = { generationConfig: { temperature: 1, seed: 7 }, tools: [1] }
  const patch = {
    generationConfig: { temperature: 0.5, seed: null, topK: null, topP: 0.9 },
    tools: [1],
    labels: { team: 'docs' },
  }
  expect(laidOver(target, patch)).toEqual([
    { path: 'generationConfig.temperature', kind: 'changed', before: 1, after: 0.5 },
    { path: 'generationConfig.seed', kind: 'removed', before: 7 },
    { path: 'generationConfig.topK', kind: 'no change' },
    { path: 'generationConfig.topP', kind: 'added', after: 0.9 },
    { path: 'tools', kind: 'no change', before: [1], after: [1] },
    { path: 'labels.team', kind: 'added', after: 'docs' },
  ])
})

test('an empty object in a patch takes nothing away, and makes an object of what was none', () => {
  expect(laidOver({ a: { b: 1 } }, { a: {} })).toEqual([
    { path: 'a', kind: 'no change', before: { b: 1 }, after: { b: 1 } },
  ])
  expect(laidOver({ a: 5 }, { a: {} })).toEqual([{ path: 'a', kind: 'changed', before: 5, after: {} }])
  expect(laidOver({ a: 5 }, { a: { b: 1 } })).toEqual([
    { path: 'a', kind: 'changed', before: 5, after: { b: 1 } },
  ])
  expect(laidOver({}, { a: {}, b: { c: null } })).toEqual([
    { path: 'a', kind: 'added', after: {} },
    { path: 'b', kind: 'added', after: {} },
  ])
})
