import { expect, test } from 'vitest'
import { highlight } from './highlight.ts'

test('keywords and comments are told from the rest, and nothing is lost', () => {
  const code = 'export function f() {\n  return 1 // why\n}\n'
  const runs = highlight(code, 'ts') ?? []
  expect(runs.map(({ text }) => text).join('')).toBe(code)
  expect(runs.filter(({ kind }) => kind === 'keyword').map(({ text }) => text)).toEqual([
    'export',
    'function',
    'return',
  ])
  expect(runs.find(({ kind }) => kind === 'comment')?.text).toBe('// why')
})

test('an unknown language is left alone', () => {
  expect(highlight('x', 'no-such-language')).toBeUndefined()
})
