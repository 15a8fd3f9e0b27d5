import { expect, test } from 'vitest'
import { factsOf } from '../capabilities.ts'
import { fieldsFor, usualOf } from './fields.ts'
import type { Model } from '../../gemini/types.ts'
import type { SettingPath, Settings } from './table.ts'

const model: Model = {
  name: 'models/m',
  temperature: 0.9,
  maxTemperature: 1,
  topP: 0.9,
  topK: 120,
  outputTokenLimit: 8192,
}

function field(path: SettingPath, record?: Model, id = 'm') {
  const found = fieldsFor(factsOf(record, id)).find((one) => one.path === path)
  if (!found) throw new Error(path)
  return found
}

test('limits and defaults come from the model’s record', () => {
  expect(field('generationConfig.temperature', model)).toMatchObject({
    editor: { max: 1 },
    usual: 0.9,
    modelMax: 1,
  })
  expect(field('generationConfig.maxOutputTokens', model)).toMatchObject({
    editor: { max: 8192 },
    usual: 8192,
    modelMax: 8192,
  })
  expect(field('generationConfig.topP', model)).toMatchObject({ editor: { max: 1 }, usual: 0.9 })
})

test('without a record the API’s own bounds hold', () => {
  expect(field('generationConfig.temperature')).toMatchObject({
    editor: { min: 0, max: 2 },
    usual: undefined,
    modelMax: undefined,
    taken: 'unknown',
  })
  expect(field('generationConfig.seed')).toMatchObject({
    editor: { min: -2_147_483_648, max: 2_147_483_647, integer: true },
    taken: 'yes',
  })
})

test('Top K slides to 100 unless the model’s own default is higher, and waits where the model has none', () => {
  expect(field('generationConfig.topK', { ...model, topK: 64 })).toMatchObject({ editor: { sliderMax: 100 } })
  expect(field('generationConfig.topK', model)).toMatchObject({ editor: { sliderMax: 120 }, locked: false })
  expect(field('generationConfig.topK', { name: 'models/m' })).toMatchObject({
    taken: 'refused',
    locked: true,
  })
})

test('a model’s rules say what it makes of a setting', () => {
  expect(field('generationConfig.temperature', undefined, 'gemini-3.6-flash').taken).toBe('ignored')
  expect(field('generationConfig.temperature', undefined, 'gemini-2.5-flash').taken).toBe('yes')
  expect(field('generationConfig.presencePenalty', undefined, 'gemini-4-neon')).toMatchObject({
    taken: 'refused',
    locked: false,
  })
})

test.each([
  ['nothing', undefined, undefined, 'AUTO'],
  ['its row', true, undefined, 'VALIDATED'],
  ['Extra fields', undefined, { tool_config: { include_server_side_tool_invocations: true } }, 'VALIDATED'],
  ['Extra fields over its row', true, { toolConfig: { includeServerSideToolInvocations: false } }, 'AUTO'],
])('with server-side tool calls set by %s the mode of calling is %s', (_, row, extra, mode) => {
  const settings: Settings = {
    model: 'm',
    systemInstruction: '',
    stream: true,
    generationConfig: {},
    safety: {},
    ...(row && { toolConfig: { includeServerSideToolInvocations: row } }),
    ...(extra && { extra }),
  }
  expect(usualOf(field('toolConfig.functionCallingConfig.mode'), settings)).toBe(mode)
})
