import { describe, expect, test } from 'vitest'
import { embeddingFactsOf, factsOf } from './capabilities.ts'

const generations = {
  '1': ['gemini-1.5-pro-002', 'gemini-pro', 'gemini-pro-vision', 'gemini-1.0-pro'],
  '2.0': ['gemini-2.0-flash', 'gemini-2.0-flash-lite-001'],
  '2.5': ['gemini-2.5-pro', 'gemini-2.5-flash-lite', 'gemini-2.5-flash-image', 'models/gemini-2.5-flash'],
  '3': [
    'gemini-3-pro-preview',
    'gemini-3-flash-preview',
    'gemini-3.1-pro-preview',
    'gemini-3.1-flash-lite',
    'gemini-3.5-flash',
  ],
  '3.6': [
    'gemini-3.5-flash-lite',
    'gemini-3.6-flash',
    'gemini-3.7-flash',
    'gemini-3.8-flash',
    'gemini-3.8-flash-tts',
  ],
  '4': ['gemini-4-neon', 'gemini-4-hydrogen', 'gemini-4-argon'],
  newest: [
    'gemini-5-xenon',
    'gemini-3.9-flash',
    'gemini-4.5-neon',
    'gemini-flash-latest',
    'gemini-pro-latest',
    'gemini-10-pro',
  ],
}

describe.each(Object.entries(generations))('generation %s', (generation, ids) => {
  test.each(ids)('%s', (id) => {
    expect(factsOf(undefined, id)).toMatchObject({
      generation,
      certain: generation !== 'newest',
      id: id.replace('models/', ''),
    })
  })
})

test.each([
  'gemma-4-31b-it',
  'demo-flash',
  'learnlm-2.0',
  'my/tuned-model',
  'gemini-embedding-2',
  'lyria-3.5',
])('of %s nothing is guessed', (id) => {
  expect(factsOf(undefined, id)).toMatchObject({
    generation: null,
    certain: false,
    sampling: 'unknown',
    penalties: 'unknown',
    logprobs: 'unknown',
    candidates: 'unknown',
    lastTurnByModel: 'unknown',
  })
})

test('an id that nobody knows follows the newest generation', () => {
  expect(factsOf(undefined, 'gemini-5-xenon')).toMatchObject({
    sampling: 'ignored',
    lastTurnByModel: 'refused',
    standIns: true,
  })
})

test('the record comes first', () => {
  const facts = factsOf({ name: 'models/m', topP: 0.9, maxTemperature: 1, inputTokenLimit: 10 }, 'm')
  expect(facts).toMatchObject({ topK: 'refused', maxTemperature: 1, inputTokenLimit: 10 })
  expect(facts.usual).toEqual({ temperature: undefined, topP: 0.9, topK: undefined })
  expect(factsOf(undefined, 'm').topK).toBe('unknown')
})

const takes = (id: string) => {
  const { images, media, tools } = factsOf(undefined, id)
  return [images, media, tools]
}

test('pictures, recordings and tools by family; a model that nobody knows gets everything', () => {
  expect(takes('gemini-3.8-flash-tts')).toEqual([false, false, false])
  expect(takes('gemini-3-pro-image')).toEqual([true, false, false])
  expect(takes('gemini-nano-banana-2.1')).toEqual([true, false, false])
  expect(takes('gemini-3.6-flash')).toEqual([true, true, true])
  expect(takes('unheard-of')).toEqual([true, true, true])
})

const inText = (id: string) => embeddingFactsOf(id).taskInText

test('embedding models: the task goes into the text from the second generation on', () => {
  expect(
    ['gemini-embedding-001', 'text-embedding-004', 'some-model', 'gemini-embedding'].map(inText),
  ).toEqual([false, false, false, false])
  expect(['gemini-embedding-2-preview', 'demo-embedding-2', 'gemini-embedding-3'].map(inText)).toEqual([
    true,
    true,
    true,
  ])
  expect(embeddingFactsOf('gemini-embedding-2')).toMatchObject({
    lengths: { minimum: 128, maximum: 3072 },
    images: true,
    inputTokenLimit: 8192,
  })
  expect(embeddingFactsOf('gemini-embedding-001').inputTokenLimit).toBe(2048)
  expect(embeddingFactsOf('text-embedding-004')).toMatchObject({ lengths: null, inputTokenLimit: 2048 })
  expect(embeddingFactsOf('somebody-elses')).toMatchObject({ lengths: null, inputTokenLimit: undefined })
})
