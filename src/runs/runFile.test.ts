import { expect, test } from 'vitest'
import { failure } from '../gemini/error.ts'
import { chunk, says, settled, settingsFor } from './fixtures/run.ts'
import { read } from './read.ts'
import { markOwn } from './registry.ts'
import { forFile } from './journal.ts'
import { runFromFile } from './readRuns.ts'
import { settingsOf } from './run.ts'
import { readRun, toRunFile } from './runFile.ts'
import type { RequestDoc } from '../request/doc.ts'
import type { Run } from './run.ts'

const KEY = 'AQ.held-key-of-this-tab-0123456789'

const doc: RequestDoc = {
  v: 2,
  settings: settingsFor({ model: 'demo-flash', systemInstruction: 'Be brief.' }),
  turns: [{ role: 'user', parts: [{ text: 'hi' }] }],
}
const run = settled({
  id: '11111111-1111-4111-8111-111111111111',
  at: 1000,
  host: 'gateway.example',
  origin: { kind: 'chat', conversation: 'c', turn: 't' },
  asked: { kind: 'doc', doc },
  chunks: [chunk(400, says('Hello ')), chunk(900, says('there.', 'STOP'))],
})
const ID = '22222222-2222-4222-8222-222222222222'
const file = (from: Run = run, key: string | null = null) => toRunFile(from, doc, key)

function opened(text: string): Run {
  const result = readRun(text, ID)
  if (!result.ok) throw new Error(result.problem)
  return result.run
}

test('a run comes back as it was, under an id of its own, and says where it was made', () => {
  const back = opened(file())
  expect(back).toMatchObject({
    id: ID,
    origin: { kind: 'file', workspace: 'chat' },
    host: 'gateway.example',
    at: 1000,
    elapsed: 3000,
    asked: { kind: 'doc', doc },
  })
  expect(back.chunks.map(({ at, bytes, raw }) => ({ at, bytes, raw }))).toEqual(
    run.chunks.map(({ at, bytes, raw }) => ({ at, bytes, raw })),
  )
  expect(read(back).reply).toEqual(read(run).reply)
  expect(read(back).figures).toEqual(read(run).figures)
  // Taken out once more, it is still of Chat.
  expect(opened(toRunFile(back, doc, null)).origin).toEqual({ kind: 'file', workspace: 'chat' })
})

test.each([
  { kind: 'end' } as const,
  { kind: 'stopped' } as const,
  {
    kind: 'failed',
    failure: failure('quota', 'Wait.', { code: 429, status: 'RESOURCE_EXHAUSTED' }),
  } as const,
])('it ends as it had ended: $kind', (ending) => {
  const ended = { ...run, ending }
  expect(read(opened(file(ended))).outcome).toBe(read(ended).outcome)
})

test('the key is in no file, wherever in the run it stands', () => {
  const leaky = {
    ...run,
    sent: {
      method: 'POST' as const,
      url: `https://gateway.example/${KEY}/v1beta`,
      headers: { 'x-note': KEY },
      bodyBytes: 9,
      bodyHash: null,
    },
    // One whole, one over two chunks.
    chunks: [
      chunk(1, says(`a ${KEY} b`)),
      chunk(2, says(KEY.slice(0, 12))),
      chunk(3, says(KEY.slice(12), 'STOP')),
    ],
  }
  const asked = { ...doc, turns: [{ role: 'user' as const, parts: [{ text: `my ${KEY}` }] }] }
  const text = toRunFile(leaky, asked, KEY)
  expect(text).not.toContain(KEY)
  expect(text).not.toContain(KEY.slice(0, 12))
  expect(text).toContain('[key removed]')
  expect(opened(text).keyRemoved).toBe(true)
})

test('a key that is held by now and the one of the run are both kept out, of the requests before it too', () => {
  const made = 'made-with-this-one'
  const held = 'held-by-now-instead'
  const both = `${made} ${held}`
  const settings = settingsFor({ model: 'demo-flash', systemInstruction: both })
  // The one of the run is known for as long as this tab lives.
  markOwn('made', made)
  markOwn('made-before', made)
  const leaky: Run = {
    ...run,
    id: 'made-before',
    host: `${held}.example`,
    asked: { kind: 'doc', doc: { ...doc, settings } },
    chunks: [
      chunk(1, says(both)),
      chunk(2, says(held.slice(0, 9))),
      chunk(3, says(held.slice(9))),
      chunk(4, says(made.slice(0, 9))),
      chunk(5, says(made.slice(9))),
    ],
  }
  const text = file({ ...leaky, id: 'made', before: leaky, parent: leaky.id }, held)
  for (const key of [made, held])
    for (const piece of [key, key.slice(0, 9), key.slice(9)]) expect(text).not.toContain(piece)
})

const damaged = (change: (value: Record<string, never>) => void): string => {
  const value = JSON.parse(file()) as Record<string, never>
  change(value)
  return JSON.stringify(value)
}
const set = (path: string, value: unknown) =>
  damaged((root) => {
    const keys = path.split('.')
    const last = keys.pop()!
    let at = root as Record<string, unknown>
    for (const key of keys) at = at[key] as Record<string, unknown>
    at[last] = value
  })

test.each([
  [file().slice(0, 200), /damaged or incomplete/],
  ['{"v":2,"model":"m"}', /does not hold a run/],
  [set('v', 2), /newer version of this page \(format 2/],
  [set('doc', null), /doc is null/],
  [set('doc.settings.model', '../evil'), /doc\.settings\.model is "\.\.\/evil"/],
  [set('exchange.chunks', 'all'), /exchange\.chunks is "all"/],
  [set('exchange.chunks.1.raw', 7), /exchange\.chunks\.1\.raw is 7/],
  // The later one came first.
  [set('exchange.chunks.0.at', 5000), /exchange\.chunks is/],
  [set('exchange.ending', { kind: 'won' }), /exchange\.ending/],
  ['['.repeat(100_000), /nested too deeply/],
])('a damaged file is refused in words: %#', (text, words) => {
  const result = readRun(text, ID)
  expect(!result.ok && result.problem).toMatch(words)
})

test('a chunk that is no JSON is kept as it came, and a run without an end counts as cut', () => {
  expect(read(opened(set('exchange.chunks.1.raw', 'no JSON'))).reply.candidates).toHaveLength(1)
  expect(read(opened(set('exchange.ending', null))).outcome).toBe('interrupted')
})

const limited = (maxOutputTokens: number): RequestDoc => ({
  ...doc,
  settings: { ...doc.settings, generationConfig: { maxOutputTokens } },
})

test('an answer in several requests travels whole, each with its own limit and token, under ids that stay the same', () => {
  const one = { ...run, id: 'a', asked: { kind: 'doc', doc: limited(64) } } as const
  const hop = { continuationToken: 'dG9rZW4=' }
  const two: Run = {
    ...run,
    id: 'b',
    asked: { kind: 'doc', doc: limited(128) },
    chunks: [chunk(300, says(' How are', 'MAX_TOKENS'))],
    parent: 'a',
    before: one,
    hop,
  }
  const three: Run = {
    ...two,
    id: 'c',
    chunks: [chunk(200, says(' you?', 'STOP'))],
    parent: 'b',
    before: two,
  }
  const text = toRunFile(three, limited(128), KEY)
  const back = opened(text)
  expect(back.id).toBe(ID)
  expect(read(back).reply).toEqual(read(three).reply)
  expect(read(back).reply.candidates[0]?.parts).toEqual([{ text: 'Hello there. How are you?' }])
  expect(back).toMatchObject({
    hop,
    parent: back.before?.id,
    before: { hop, parent: back.before?.before?.id },
  })
  expect(back.before?.before).toMatchObject({ asked: { kind: 'doc', doc: limited(64) } })
  expect(back.before?.before).not.toHaveProperty('hop')
  const ids = [back.id, back.before?.id, back.before?.before?.id]
  expect(new Set(ids).size).toBe(3)
  expect(ids).toEqual(ids.map(() => expect.stringMatching(/^[0-9a-f-]{36}$/)))
  expect(opened(text).before?.id).toBe(back.before?.id)
})

test.each([9e15, 1_764_201_600_000_000_000])('a time that is none, %s, is refused', (none) => {
  const odd: Run[] = [
    { ...run, at: none },
    { ...run, attempts: [{ failure: failure('network', ''), nextAt: none }] },
  ]
  for (const one of odd) expect(readRun(file(one), ID).ok).toBe(false)
})

test('JavaScript of a function comes switched off', () => {
  const functions = [
    {
      declaration: { name: 'f' },
      handler: 'javascript' as const,
      handlers: { javascript: 'return 1' },
    },
  ]
  const asked: RequestDoc = { ...doc, settings: { ...doc.settings, functions } }
  const back = readRun(toRunFile(run, asked, null), ID)
  expect(back.ok && back.doc.settings.functions).toEqual([{ ...functions[0], unread: true }])
  expect(back.ok && back.run.asked).toEqual({ kind: 'doc', doc: back.ok && back.doc })
})

test('a run in a file of conversations has its JavaScript off, however it says what was asked', async () => {
  const functions = [
    { declaration: { name: 'f' }, handler: 'javascript' as const, handlers: { javascript: 'return 1' } },
  ]
  const settings = settingsFor({ functions })
  for (const asked of [
    { kind: 'turns', settings, turns: [] },
    { kind: 'doc', doc: { v: 2, settings, turns: [] } },
  ] as const) {
    const brought = await runFromFile(JSON.parse(JSON.stringify(forFile(settled({ asked })))))
    expect(settingsOf(brought!)?.functions).toEqual([{ ...functions[0], unread: true }])
  }
})
