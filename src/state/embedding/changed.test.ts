import { expect, test } from 'vitest'
import { changedSince } from './changed.ts'
import type { Setup } from './setup.ts'

const made = { settings: { model: 'demo-embedding' }, items: [{ text: 'one' }, { text: 'two' }] }
const present: Setup = { model: 'demo-embedding', lines: 'one\n\n two \n', rows: null }

test.each<[string, Partial<Setup>, ReturnType<typeof changedSince>]>([
  ['nothing, whatever stands around the texts', {}, null],
  ['a line more', { lines: 'zero\none\ntwo' }, 'texts'],
  ['another order', { lines: 'two\none' }, 'texts'],
  ['rows with a label', { rows: [{ text: 'one', label: 'A' }, { text: 'two' }] }, null],
  [
    'a picture',
    { rows: [{ text: 'one', image: { id: 'a', mimeType: 'image/png', name: 'a.png' } }, { text: 'two' }] },
    'texts',
  ],
  ['the model', { model: 'demo-embedding-2' }, 'setup'],
  ['the length', { outputDimensionality: 256 }, 'setup'],
  ['a title that is not sent', { title: 'Of documents' }, null],
])('%s', (_, change, changed) => {
  expect(changedSince(made, { ...present, ...change })).toBe(changed)
})

test('a task that is written into the text changes the vectors too', () => {
  const before = { ...made, settings: { model: 'gemini-embedding-2' } }
  expect(changedSince(before, { ...present, model: 'gemini-embedding-2', taskType: 'CLUSTERING' })).toBe(
    'setup',
  )
})
