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
  '4': ['gemini-4-neon', 'gemini-4-hydrogen', 'gemini-4-argon', 'demo-pro'],
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
  'demo-slow',
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

const levels: [ids: string[], levels: string, usual: string | undefined][] = [
  [['gemini-3.8-flash', 'gemini-3.7-flash', 'gemini-flash-latest'], 'LOW MEDIUM HIGH', 'MEDIUM'],
  [['gemini-3.6-flash', 'gemini-3.5-flash', 'demo-flash'], 'MINIMAL LOW MEDIUM HIGH', 'MEDIUM'],
  [['gemini-3.5-flash-lite', 'gemini-3.1-flash-lite'], 'MINIMAL LOW MEDIUM HIGH', 'MINIMAL'],
  [['gemini-3.1-flash-lite-image'], 'MINIMAL HIGH', undefined],
  [['gemini-3-flash-preview', 'gemini-robotics-er-2-preview'], 'MINIMAL LOW MEDIUM HIGH', 'HIGH'],
  [['gemini-3.1-pro-preview', 'gemini-pro-latest'], 'LOW MEDIUM HIGH', 'HIGH'],
  [['gemini-4-hydrogen', 'gemini-4-neon', 'demo-pro'], 'LOW MEDIUM HIGH XHIGH', 'HIGH'],
  [['gemini-4-argon'], 'LOW MEDIUM HIGH', 'MEDIUM'],
  [['gemini-4-carbon'], 'LOW MEDIUM HIGH', undefined],
  [['gemma-4-26b-a4b-it', 'gemma-4-31b-it'], 'MINIMAL HIGH', 'HIGH'],
  [['gemini-2.5-pro', 'gemini-2.5-flash', 'gemini-3.5-transcribe', 'gemini-2.0-flash'], '', undefined],
]
test.each(levels)('%s take levels %s', (ids, taken, usual) => {
  for (const id of ids) {
    const { thinking } = factsOf(undefined, id)
    expect(thinking).toMatchObject({ usualLevel: usual, level: taken ? 'yes' : 'refused' })
    expect(thinking.levels.join(' ')).toBe(taken)
  }
})

test.each([
  ['gemini-2.5-pro', { least: 128, most: 32_768, off: false, usualBudget: -1 }],
  ['gemini-2.5-flash', { least: 0, most: 24_576, off: true, usualBudget: -1 }],
  ['gemini-2.5-flash-lite', { least: 512, most: 24_576, off: true, usualBudget: 0 }],
  ['gemini-robotics-er-1.6-preview', { least: 0, most: 24_576, off: true }],
  ['demo-lite', { least: 512, most: 24_576, off: true, usualBudget: 0 }],
])('%s takes a budget', (id, budget) => {
  expect(factsOf(undefined, id).thinking).toMatchObject({ budget: 'yes', level: 'refused', ...budget })
})

test('a budget is refused from Gemini 4 on, and a model that does not think takes neither', () => {
  expect(factsOf(undefined, 'gemini-4-neon').thinking.budget).toBe('refused')
  expect(factsOf(undefined, 'gemini-3.8-flash').thinking.budget).toBe('doubtful')
  const neither = { level: 'refused', budget: 'refused' }
  expect(factsOf(undefined, 'gemini-2.0-flash').thinking).toMatchObject(neither)
  expect(factsOf({ name: 'models/m' }, 'm').thinking).toMatchObject(neither)
  expect(factsOf(undefined, 'm').thinking).toMatchObject({ level: 'unknown', budget: 'unknown' })
})

const output = (id: string) => factsOf(undefined, id).output

test('a model’s output, by its id', () => {
  expect(output('gemini-3.1-flash-image').imageSizes).toEqual(['512', '1K', '2K', '4K'])
  expect(output('gemini-3.1-flash-lite-image').imageSizes).toEqual(['512', '1K'])
  expect(output('gemini-3-pro-image')).toMatchObject({
    imageSizes: ['1K', '2K', '4K'],
    modalities: ['TEXT', 'IMAGE'],
  })
  expect(output('gemini-3-pro-image').aspectRatios).toHaveLength(10)
  expect(output('gemini-3.1-flash-image').aspectRatios).toHaveLength(14)
  expect(output('gemini-2.5-flash-image').imageSizes).toEqual([])
  expect(output('gemini-3.8-flash-tts')).toMatchObject({ modalities: ['AUDIO'], style: 'field' })
  expect(output('gemini-2.5-flash-preview-tts').style).toBe('prompt')
  expect(output('gemini-3.1-flash-tts-preview').style).toBe('prompt')
  expect(output('gemini-3.6-flash')).toMatchObject({ modalities: ['TEXT'], style: null, imageSizes: [] })
  expect(output('my/tuned-model').modalities).toBeUndefined()
})
