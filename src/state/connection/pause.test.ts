import { beforeEach, expect, test, vi } from 'vitest'
import { docFor } from '../../runs/fixtures/start.ts'
import { settingsFor } from '../../runs/fixtures/run.ts'
import type { Part } from '../../request/doc.ts'

const may = vi.hoisted(() => ({ count: true }))
vi.mock('./queries.ts', () => ({ mayCount: () => may.count }))
const { pauseOf } = await import('./pause.ts')
const { session } = await import('./session.ts')

const key = `AIza${'Sy0'.repeat(12)}`
const written = { isEmpty: false, untouched: false, ...docFor('Hi') }
const withKey = { ...written, ...docFor(key) }
beforeEach(() => {
  may.count = true
  session.setState({ apiKey: null })
})

test('what is said first of why nothing is counted', () => {
  expect(pauseOf(written)).toBeNull()
  may.count = false
  expect(pauseOf(written)).toBe('connection')
  expect(pauseOf(withKey)).toBe('key')
  expect(pauseOf({ ...withKey, untouched: true })).toBe('link')
  expect(pauseOf({ ...withKey, untouched: true, isEmpty: true })).toBe('empty')
})

test.each<[string, Partial<typeof written>]>([
  ['the system instruction', { settings: settingsFor({ systemInstruction: key }) }],
  ['Extra fields', { settings: settingsFor({ extra: { labels: { a: key } } }) }],
  [
    'a function',
    { settings: settingsFor({ functions: [{ declaration: { name: 'f', description: key } }] }) },
  ],
  ...(
    [
      ['a result', { functionResponse: { name: 'f', response: { output: key } } }],
      ['arguments', { functionCall: { name: 'f', args: { [key]: 1 } } }],
    ] as [string, Part][]
  ).map(([name, part]): [string, Partial<typeof written>] => [
    name,
    { turns: [{ role: 'user', parts: [part] }, ...written.turns] },
  ]),
])('a key in %s is not sent to be counted', (_, more) => {
  expect(pauseOf({ ...written, ...more })).toBe('key')
})

test('what was searched is searched anew for another key, and not while somebody types', () => {
  const names = vi.fn(() => ['text'])
  const watched = new Proxy({ text: 'held-key-4711' }, { ownKeys: names })
  const turns = [{ role: 'user' as const, parts: [watched] }]
  expect(pauseOf({ ...written, turns })).toBeNull()
  const once = names.mock.calls.length
  expect(pauseOf({ ...written, turns: [...turns, ...docFor('Hi!').turns] })).toBeNull()
  expect(names.mock.calls.length).toBe(once)
  session.setState({ apiKey: 'held-key-4711' })
  expect(pauseOf({ ...written, turns })).toBe('key')
})
