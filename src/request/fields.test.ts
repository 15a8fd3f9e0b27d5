import { expect, test } from 'vitest'
import { fieldsFor, refusal } from './fields.ts'
import type { Model } from '../gemini/types.ts'
import type { Field } from './fields.ts'
import type { ConfigName } from './schema.ts'

const model: Model = {
  name: 'models/m',
  temperature: 0.9,
  maxTemperature: 1,
  topP: 0.9,
  topK: 120,
  outputTokenLimit: 8192,
}

function field(name: ConfigName, from?: Model): Field {
  const found = fieldsFor(from).find((one) => one.name === name)
  if (!found) throw new Error(name)
  return found
}

test('limits and defaults come from the model’s record', () => {
  expect(field('temperature', model)).toMatchObject({ maximum: 1, default: 0.9, limited: true })
  expect(field('maxOutputTokens', model)).toMatchObject({ maximum: 8192, default: 8192, limited: true })
  expect(field('topP', model)).toMatchObject({ maximum: 1, default: 0.9, limited: false })
})

test('without a record the API’s own bounds hold', () => {
  expect(field('temperature')).toMatchObject({
    minimum: 0,
    maximum: 2,
    default: undefined,
    limited: false,
    taken: true,
  })
  expect(field('seed')).toMatchObject({ minimum: -2_147_483_648, maximum: 2_147_483_647, integer: true })
})

test('Top K slides to 100 unless the model’s own default is higher, and is gone where the model has none', () => {
  expect(field('topK', { ...model, topK: 64 }).sliderMaximum).toBe(100)
  expect(field('topK', model).sliderMaximum).toBe(120)
  expect(field('topK', { name: 'models/m' }).taken).toBe(false)
})

test('a number that cannot be sent is refused in a sentence', () => {
  expect(refusal(field('temperature', model), 1)).toBeUndefined()
  expect(refusal(field('temperature', model), 1.5)).toBe('Temperature goes from 0 to 1 for this model.')
  expect(refusal(field('temperature'), -1)).toBe('Temperature goes from 0 to 2.')
  expect(refusal(field('topK'), 1.5)).toBe('Top K takes whole numbers only.')
})
