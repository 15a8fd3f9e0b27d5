import { expect, test } from 'vitest'
import { countMethods, filterModels, idOf } from './filter.ts'
import type { Model } from '../../gemini/types.ts'

const models: Model[] = [
  {
    name: 'models/gemini-a',
    displayName: 'Gemini Alpha',
    version: '001',
    supportedGenerationMethods: ['generateContent', 'countTokens'],
  },
  { name: 'models/gemini-b', description: 'An image model', supportedGenerationMethods: ['generateContent'] },
  { name: 'models/embed-c', supportedGenerationMethods: ['embedContent', 'countTokens'] },
  { name: 'tunedModels/bare' },
]
const found = (typed: string, ...ticked: ('generateContent' | 'embedContent' | 'countTokens')[]) =>
  filterModels(models, typed, ticked).map(idOf)

test('without words and ticks every model is there', () => {
  expect(found('  ')).toEqual(['gemini-a', 'gemini-b', 'embed-c', 'tunedModels/bare'])
})

test('every word has to be in id, name, version or description, in any order and case', () => {
  expect(found('ALPHA gemini')).toEqual(['gemini-a'])
  expect(found('image')).toEqual(['gemini-b'])
  expect(found('001')).toEqual(['gemini-a'])
  expect(found('gemini embed')).toEqual([])
})

test('ticked methods are all required', () => {
  expect(found('', 'generateContent')).toEqual(['gemini-a', 'gemini-b'])
  expect(found('', 'generateContent', 'countTokens')).toEqual(['gemini-a'])
  expect(found('', 'generateContent', 'embedContent')).toEqual([])
})

test('counts are of the whole list', () => {
  expect(countMethods(models)).toEqual({ generateContent: 2, embedContent: 1, countTokens: 2 })
})
