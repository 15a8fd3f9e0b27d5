import { expect, test } from 'vitest'
import { wholeFunctions } from './functions/inWords.ts'
import { broughtBy, settingsSummary } from './summary.ts'
import { Settings } from './settings/schema.ts'

const mine = {
  ...Settings.parse({ model: 'a', systemInstruction: 'Old.', generationConfig: { topK: 3 } }),
  text: 'Mine.',
}

test('the summary names what is set, in words', () => {
  const settings = Settings.parse({
    model: 'a',
    stream: false,
    generationConfig: { stopSequences: ['A', 'B'], temperature: 0.4, responseLogprobs: true },
    safety: { HARM_CATEGORY_HATE_SPEECH: 'OFF' },
  })
  expect(settingsSummary(settings)).toEqual([
    { name: 'Temperature', value: '0.4' },
    { name: 'Stop sequences', value: 'A, B' },
    { name: 'Log probabilities', value: 'on' },
    { name: 'Hate speech', value: 'off' },
    { name: 'Stream', value: 'off' },
  ])
  expect(settingsSummary(Settings.parse({ model: 'a' }))).toEqual([])
})

test('a review names every difference, what is taken away included', () => {
  const incoming = {
    workspace: 'prompt' as const,
    ...Settings.parse({ model: 'b', safety: { HARM_CATEGORY_HARASSMENT: 'BLOCK_NONE' } }),
    parts: [{ text: 'Theirs.' }],
  }
  const items = broughtBy(mine, incoming)
  expect(items.filter(({ same }) => !same)).toEqual([
    { name: 'Model', value: 'b', now: 'a', same: false, kind: 'word' },
    { name: 'System instruction', value: 'none', now: 'Old.', same: false, kind: 'text' },
    { name: 'Top K', value: 'default', now: '3', same: false, kind: 'word' },
    { name: 'Harassment', value: 'block none', now: 'default', same: false, kind: 'word' },
    { name: 'Prompt', value: 'Theirs.', now: 'Mine.', same: false, kind: 'text' },
  ])
})

test('what a readable link does not name is neither changed nor shown', () => {
  expect(broughtBy(mine, { workspace: 'prompt', parts: [{ text: 'Mine.' }] })).toEqual([
    { name: 'Prompt', value: 'Mine.', same: true, kind: 'text' },
  ])
})

test.each([
  [1, '1 turn, beside your own'],
  [2, '2 turns, beside your own'],
])('a conversation says how many turns it has: %i', (length, says) => {
  const turns = Array.from({ length }, () => ({ role: 'user' as const, parts: [{ text: 'x' }] }))
  const items = broughtBy(mine, { workspace: 'chat', turns })
  expect(items.find(({ name }) => name === 'Conversation')?.value).toBe(says)
})

test('texts to embed leave the run settings alone', () => {
  const embed = { texts: ['x', 'y'], labels: ['', 'b'], outputDimensionality: 256, asPrefix: false }
  expect(
    broughtBy(mine, { workspace: 'embeddings', model: 'other', embed }).map(({ name, value }) => [
      name,
      value,
    ]),
  ).toEqual([
    ['Texts', 'x\ny'],
    ['Labels', '\nb'],
    ['outputDimensionality', '256'],
    ['Task', 'as the API’s field'],
  ])
})

const declared = (name: string, description: string) => ({
  functions: [{ declaration: { name, description, parametersJsonSchema: { type: 'object' } } }],
})

test('functions are shown whole, and two of one name are not taken for the same', () => {
  const present = { ...mine, ...declared('get_weather', 'Of a city') }
  const incoming = { ...Settings.parse({ model: 'a' }), ...declared('get_weather', 'Deletes everything') }
  const item = (next: object) =>
    broughtBy(present, { workspace: 'prompt', ...incoming, ...next }).find(({ name }) => name === 'Functions')
  expect(item({})).toEqual({
    name: 'Functions',
    value: wholeFunctions(incoming.functions),
    now: wholeFunctions(present.functions),
    same: false,
    kind: 'text',
  })
  const [one] = present.functions
  const answered = { functions: [{ ...one, handler: 'fixed', handlers: { fixed: '{"a": 1}' } }] }
  expect(item(answered)).toMatchObject({ value: expect.stringContaining('{"a": 1}'), same: false })
  expect(item(declared('get_weather', 'Of a city'))).toMatchObject({ same: true })
})

const stops = (...stopSequences: string[]) => ({
  ...Settings.parse({ model: 'a', generationConfig: { stopSequences } }),
  text: '',
})

test('values are compared, not the words for them', () => {
  expect(broughtBy(stops('A', 'B'), { workspace: 'prompt', ...stops('A, B') })).toContainEqual({
    name: 'Stop sequences',
    value: '["A, B"]',
    now: '["A","B"]',
    same: false,
    kind: 'word',
  })
})
