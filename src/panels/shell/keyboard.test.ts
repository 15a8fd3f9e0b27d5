import { expect, test } from 'vitest'
import { commandOf } from './keyboard.ts'

const plain = {
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
}
const page = { inField: false, inDialog: false }
const field = { inField: true, inDialog: false }
const dialog = { inField: false, inDialog: true }

test.each(['ctrlKey', 'metaKey'] as const)('%s is the modifier, in fields too', (mod) => {
  const event = { ...plain, [mod]: true }
  expect(commandOf({ ...event, key: 'Enter' }, field)).toBe('run')
  expect(commandOf({ ...event, key: 'k' }, field)).toBe('palette')
  expect(commandOf({ ...event, key: 'K' }, dialog)).toBe('palette')
  expect(commandOf({ ...event, key: '.' }, page)).toBe('inspector')
})

test('nothing runs or stops behind a dialog', () => {
  expect(commandOf({ ...plain, ctrlKey: true, key: 'Enter' }, dialog)).toBeNull()
  expect(commandOf({ ...plain, key: 'Escape' }, dialog)).toBeNull()
  expect(commandOf({ ...plain, key: '?' }, dialog)).toBeNull()
})

test('a character typed into a field is a character', () => {
  expect(commandOf({ ...plain, shiftKey: true, key: '?' }, page)).toBe('shortcuts')
  expect(commandOf({ ...plain, shiftKey: true, key: '?' }, field)).toBeNull()
  expect(commandOf({ ...plain, key: 'k' }, page)).toBeNull()
})

test('what an input method composes is no command', () => {
  expect(commandOf({ ...plain, key: 'Escape', isComposing: true }, field)).toBeNull()
  expect(commandOf({ ...plain, key: 'Escape', keyCode: 229 }, field)).toBeNull()
})

test('other combinations belong to the browser', () => {
  expect(commandOf({ ...plain, ctrlKey: true, shiftKey: true, key: 'K' }, page)).toBeNull()
  expect(commandOf({ ...plain, ctrlKey: true, altKey: true, key: '.' }, page)).toBeNull()
  expect(commandOf({ ...plain, key: 'Enter' }, page)).toBeNull()
})

test('the answers before and after are one key away, from the prompt too', () => {
  const event = { ...plain, altKey: true }
  expect(commandOf({ ...event, key: 'PageUp' }, field)).toBe('earlier')
  expect(commandOf({ ...event, key: 'PageDown' }, page)).toBe('later')
  expect(commandOf({ ...event, key: 'PageUp' }, dialog)).toBeNull()
  expect(commandOf({ ...event, ctrlKey: true, key: 'PageUp' }, page)).toBeNull()
  expect(commandOf({ ...plain, key: 'PageUp' }, page)).toBeNull()
})
