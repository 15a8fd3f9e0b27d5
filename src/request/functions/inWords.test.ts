import { expect, test } from 'vitest'
import { answeredBy, wholeFunctions } from './inWords.ts'
import type { OwnFunction } from './declaration.ts'

const declaration = { name: 'f', description: 'What it does' }

test.each<[string, Omit<OwnFunction, 'declaration'>]>([
  ['Ask me', { handlers: { fixed: '1' } }],
  ['Fixed result', { handler: 'fixed' }],
  ['Table, 1 row', { handler: 'table', handlers: { table: '[{"args":{},"result":1}]' } }],
  ['Table, 0 rows', { handler: 'table', handlers: { table: '[]' } }],
  ['Table', { handler: 'table', handlers: { table: '[{' } }],
  ['JavaScript', { handler: 'javascript' }],
  ['JavaScript, not allowed yet', { handler: 'javascript', unread: true }],
])('%s', (said, fn) => {
  expect(answeredBy({ declaration, ...fn })).toBe(said)
})

test('before they are opened functions are shown whole, what is not in force included', () => {
  const text = wholeFunctions([
    {
      declaration,
      handler: 'fixed',
      handlers: { fixed: '{"a":1}', javascript: 'return 5' },
      acts: true,
      fault: 'slow',
      unread: true,
    },
    { declaration: { name: 'g' } },
  ])
  expect(text.split('\n')).toEqual([
    'f (Fixed result; acts; fault: slow)',
    '{ "description": "What it does" }',
    'Fixed result:',
    '{"a":1}',
    'JavaScript:',
    'return 5',
    '',
    'g (Ask me)',
  ])
})
