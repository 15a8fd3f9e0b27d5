import { expect, test } from 'vitest'
import { wrongReferences } from './references.ts'

test('references that name what goes with a result once are right', () => {
  expect(
    wrongReferences({ a: { $ref: 'i.png' }, b: [{ c: { $ref: 'j.png' } }] }, ['i.png', 'j.png', 'k.png']),
  ).toEqual([])
  expect(wrongReferences({ $ref: 1, a: '$ref' }, [])).toEqual([])
})

test('one that names nothing, or twice, and the $ref of a plain result are said', () => {
  const twice = { a: { $ref: 'i.png' }, b: [{ $ref: 'i.png' }], c: { $ref: 'x' } }
  expect(wrongReferences(twice, ['i.png'])).toEqual([
    '"$ref": "x" names no file of this result.',
    '"$ref": "i.png" stands here twice; each file may be named once.',
  ])
  expect(wrongReferences({ schema: { $ref: '#/$defs/A' } }, [])).toEqual([
    '"$ref": "#/$defs/A" is read as a reference to a file, and no file goes with this result.',
  ])
})
