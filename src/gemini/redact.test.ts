import { expect, test } from 'vitest'
import { redact, redactDeep, redactHeldKey } from './redact.ts'

test('ordinary text is left as it is', () => {
  for (const text of ['AIza', 'AQ. and A', 'FAQ.html', 'see AQ.com', `dGVzdAIza${'x'.repeat(30)}`, '']) {
    expect(redact(text, 'abcdefgh')).toBe(text)
  }
})

test('a held key that is hardly a word does not eat the text', () => {
  expect(redactHeldKey('a key is a key', 'key')).toBe('a key is a key')
})

test('every occurrence goes, in names and values alike', () => {
  expect(redactDeep({ 'k-secret': ['k-secret k-secret', 1, null, true] }, 'k-secret')).toEqual({
    '••••••••': ['•••••••• ••••••••', 1, null, true],
  })
})
