import { expect, test } from 'vitest'
import { received } from '../runs/fixtures/run.ts'
import { ratingsOf } from './ratings.ts'

const rating = (category: string, probability: string) => ({
  category: `HARM_CATEGORY_${category}`,
  probability,
})

test('known categories get a word, unknown ones and unknown steps keep the API’s', () => {
  const safetyRatings = [rating('HATE_SPEECH', 'LOW'), rating('JAILBREAK', 'IMMENSE')]
  const run = received([{ candidates: [{ index: 1, safetyRatings }] }])
  expect(ratingsOf(run, 1)).toEqual([
    { category: 'Hate speech', probability: 'LOW', step: 2, blocked: false },
    { category: 'HARM_CATEGORY_JAILBREAK', probability: 'IMMENSE', step: 0, blocked: false },
  ])
  expect(ratingsOf(run, 0)).toEqual([])
})

test('a blocked prompt shows its own ratings; unmarked, the highest is taken to have blocked', () => {
  const safetyRatings = [rating('HARASSMENT', 'MEDIUM'), rating('HATE_SPEECH', 'NEGLIGIBLE')]
  const run = received([{ promptFeedback: { blockReason: 'SAFETY', safetyRatings } }])
  expect(ratingsOf(run, 0).map(({ blocked }) => blocked)).toEqual([true, false])
})

test('a mark of the API wins over the guess', () => {
  const safetyRatings = [rating('HARASSMENT', 'HIGH'), { ...rating('HATE_SPEECH', 'LOW'), blocked: true }]
  const candidate = { index: 0, safetyRatings, finishReason: 'SAFETY' }
  expect(ratingsOf(received([{ candidates: [candidate] }]), 0).map(({ blocked }) => blocked)).toEqual([
    false,
    true,
  ])
})

test('ratings stand in the order of the settings, unknown ones after them', () => {
  const names = ['JAILBREAK', 'DANGEROUS_CONTENT', 'HATE_SPEECH', 'SEXUALLY_EXPLICIT', 'HARASSMENT']
  const safetyRatings = names.map((name) => rating(name, 'LOW'))
  expect(
    ratingsOf(received([{ candidates: [{ index: 0, safetyRatings }] }]), 0).map((one) => one.category),
  ).toEqual([
    'Harassment',
    'Hate speech',
    'Sexually explicit',
    'Dangerous content',
    'HARM_CATEGORY_JAILBREAK',
  ])
})
