import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { formatOf, setMimeType, setSchema, turnOff } from './format.ts'
import { createSettings } from './settings.ts'
import type { Json } from '../../request/json.ts'
import type { Config } from '../../request/settings/table.ts'

const word = (first: string) => ({ type: 'string', enum: [first, 'no'] })
const sent = (doc: ReturnType<typeof createSettings>) => doc.store.getState().generationConfig

function withConfig(name: string, config: Config) {
  const doc = createSettings(name)
  for (const key of ['responseMimeType', 'responseJsonSchema', 'responseSchema'] as const)
    doc.set(`generationConfig.${key}`, config[key])
  return doc
}

test('the schema of JSON comes back from text/x.enum as it was, whether it could go with it or not', () => {
  const schemas: Json[] = [
    word('yes'),
    { type: 'object', properties: { a: { type: 'string' } } },
    { ...word('sure'), title: 'Kept' },
  ]
  for (const schema of schemas) {
    const doc = withConfig('back', { responseMimeType: 'application/json', responseJsonSchema: schema })
    setMimeType(doc, 'text/x.enum')
    expect(sent(doc).responseJsonSchema).toBeUndefined()
    setMimeType(doc, 'application/json')
    expect(sent(doc)).toEqual({ responseMimeType: 'application/json', responseJsonSchema: schema })
  }
})

const older = {
  type: 'OBJECT',
  properties: { note: { type: 'STRING', nullable: true } },
  required: ['note'],
}
const lifted = {
  type: 'object',
  properties: { note: { type: ['string', 'null'] } },
  required: ['note'],
}
const asJson = { responseMimeType: 'application/json', responseJsonSchema: lifted }

test('a schema in the older spelling is lifted once it goes as JSON: by its MIME type, by Apply, by Off and On', () => {
  const chosen = withConfig('chosen', { responseSchema: older })
  setMimeType(chosen, 'application/json')
  expect(sent(chosen)).toEqual(asJson)

  const applied = withConfig('applied', { responseMimeType: 'application/json', responseSchema: older })
  setSchema(applied, formatOf(applied.store.getState()).schema)
  expect(sent(applied)).toEqual(asJson)

  const off = withConfig('off', { responseMimeType: 'application/json', responseSchema: older })
  turnOff(off)
  expect(sent(off)).toEqual({})
  setMimeType(off, 'text/x.enum')
  expect(sent(off).responseSchema).not.toEqual(older)
  setMimeType(off, 'application/json')
  expect(sent(off)).toEqual(asJson)
})
