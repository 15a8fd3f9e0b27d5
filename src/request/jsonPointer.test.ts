import { expect, test } from 'vitest'
import { pointerTo, stepsOf } from './jsonPointer.ts'

test('a pointer leads back to the keys it was made of', () => {
  const at = ['properties', 'a/b', '~c', 'd e']
  expect(pointerTo(at)).toBe('#/properties/a~1b/~0c/d e')
  expect(stepsOf(pointerTo(at))).toEqual(at)
})

test('a pointer is read with the escapes of an address, and as it stands where those are none', () => {
  expect(stepsOf('#/properties/d%20e/100%')).toEqual(['properties', 'd e', '100%'])
  expect(stepsOf('#')).toEqual([])
})
