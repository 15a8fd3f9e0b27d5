import { expect, test } from 'vitest'
import { differences } from './differences.ts'
import type { Settings } from '../../request/settings/table.ts'

const untouched: Settings = {
  model: 'gemini-x',
  systemInstruction: '',
  generationConfig: {},
  safety: {},
  stream: true,
}
const words = (settings: Partial<Settings>) =>
  differences({ ...untouched, ...settings }).map(({ name, value }) => `${name} ${value}`)

test('what nobody touched is not there', () => {
  expect(words({})).toEqual([])
})

test('says each difference in the form’s order and words', () => {
  expect(
    words({
      generationConfig: { stopSequences: ['END', '###'], temperature: 0.4, responseLogprobs: true },
      safety: { HARM_CATEGORY_HARASSMENT: 'BLOCK_LOW_AND_ABOVE' },
      stream: false,
    }),
  ).toEqual([
    'temperature 0.4',
    'stop sequences END, ###',
    'log probabilities on',
    'harassment: block most',
    'stream off',
  ])
})
