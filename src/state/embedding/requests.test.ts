import { taskTypes } from '../../request/schema.ts'
import { expect, test } from 'vitest'
import { querySettings, toEmbedRequest, usesPrefix, withPrefix } from './requests.ts'

test('what is not set is not sent', () => {
  expect(toEmbedRequest({ model: 'gemini-embedding-001' }, { text: 'hello' })).toEqual({
    content: { parts: [{ text: 'hello' }] },
  })
})

test('a title travels with RETRIEVAL_DOCUMENT alone', () => {
  const settings = { model: 'gemini-embedding-001', title: 'Tides', outputDimensionality: 768 }
  expect(toEmbedRequest({ ...settings, taskType: 'RETRIEVAL_DOCUMENT' }, { text: 'x' })).toEqual({
    content: { parts: [{ text: 'x' }] },
    taskType: 'RETRIEVAL_DOCUMENT',
    title: 'Tides',
    outputDimensionality: 768,
  })
  expect(toEmbedRequest({ ...settings, taskType: 'CLUSTERING' }, { text: 'x' })).not.toHaveProperty('title')
})

test('where the field has no effect the documented words go into the text', () => {
  const settings = { model: 'gemini-embedding-2', taskType: 'QUESTION_ANSWERING' } as const
  expect(toEmbedRequest(settings, { text: 'why?' })).toEqual({
    content: { parts: [{ text: 'task: question answering | query: why?' }] },
  })
  expect(toEmbedRequest({ ...settings, asPrefix: false }, { text: 'why?' })).toEqual({
    content: { parts: [{ text: 'why?' }] },
    taskType: 'QUESTION_ANSWERING',
  })
  expect(usesPrefix({ model: 'gemini-embedding-001', taskType: 'CLUSTERING' })).toBe(false)
  expect(withPrefix('t', 'RETRIEVAL_DOCUMENT')).toBe('title: none | text: t')
  expect(withPrefix('t', 'RETRIEVAL_DOCUMENT', 'Tides')).toBe('title: Tides | text: t')
  expect(new Set(taskTypes.map((task) => withPrefix('t', task))).size).toBe(8)
})

test('an image goes beside its text, or alone', () => {
  const image = { id: 'a'.repeat(64), mimeType: 'image/png', name: 'a.png' }
  const settings = { model: 'gemini-embedding-2' }
  expect(toEmbedRequest(settings, { text: '', image }, 'aGk=').content.parts).toEqual([
    { inlineData: { mimeType: 'image/png', data: 'aGk=' } },
  ])
  expect(toEmbedRequest(settings, { text: 'caption', image }, 'aGk=').content.parts).toHaveLength(2)
})

test('documents are searched from the query side, symmetric tasks from their own', () => {
  expect(querySettings({ model: 'm', taskType: 'RETRIEVAL_DOCUMENT', title: 'T' })).toEqual({
    model: 'm',
    taskType: 'RETRIEVAL_QUERY',
  })
  expect(querySettings({ model: 'm', taskType: 'CLUSTERING' }).taskType).toBe('CLUSTERING')
})
