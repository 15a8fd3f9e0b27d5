import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keysOnDisk, recordsOnDisk } from '../store/fixtures/base.ts'
import { holdElsewhere, page, runOf } from './fixtures/page.ts'
import { settingsFor } from './fixtures/run.ts'
import { docFor } from './fixtures/start.ts'
import type { Page } from './fixtures/page.ts'
import type { Press } from './press.ts'
import type { Origin } from './run.ts'

let now: Page

const chat = (conversation: string): Origin => ({ kind: 'chat', conversation, turn: 't' })
const rows = async (): Promise<readonly Press[]> => (await now.readRows(null, 1000)).records
const ids = async () => (await rows()).map(({ id }) => id)

const search = async (text: string): Promise<string[]> => {
  const found: string[] = []
  await now.searchPresses(text, (some) => found.push(...some), new AbortController().signal)
  return found
}

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  holdElsewhere()
  now = await page()
})
afterEach(() => void vi.unstubAllGlobals())

test('runs of an earlier version get their rows, the newest first, each once', async () => {
  for (const at of [1, 3, 2]) await now.putRun(runOf(`r${at}`, { at }))
  expect(await ids()).toEqual([])
  for (const round of [1, 2]) {
    for (const id of await now.runsWithoutRow()) await now.rowOf(id)
    expect([round, await ids()]).toEqual([round, ['r3', 'r2', 'r1']])
    expect(await now.runsWithoutRow()).toEqual([])
  }
  expect((await rows())[0]).toMatchObject({
    words: 'ask for r3',
    workspace: 'prompt',
    model: 'gemini-test',
    state: 'complete',
    time: 3000,
  })
})

test('pages give every row once, in their order', async () => {
  for (let at = 0; at < 25; at++) {
    await now.putRun(runOf(`r${at}`, { at }))
    await now.rowOf(`r${at}`)
  }
  const found: string[] = []
  for (let after: string | null = null, turns = 0; turns < 4; turns++) {
    const got: Awaited<ReturnType<typeof now.readRows>> = await now.readRows(after, 10)
    found.push(...got.records.map(({ id }) => id))
    after = got.next
    if (after === null) break
  }
  expect(found).toEqual(Array.from({ length: 25 }, (_, at) => `r${24 - at}`))
  expect(await now.countRows()).toBe(25)
})

test('the words of a conversation come from its turn', async () => {
  await now.write([
    {
      store: 'turns',
      key: 'c/u',
      value: {
        id: 'u',
        conversation: 'c',
        parts: [{ media: { id: 'x', name: 'cat.png' } }, { text: 'What is it?' }],
      },
    },
  ])
  const asked = {
    kind: 'turns' as const,
    settings: settingsFor(),
    turns: [{ id: 'u', role: 'user' as const }],
  }
  await now.putRun(runOf('a', { origin: chat('c'), asked }))
  expect(await now.rowOf('a')).toMatchObject({ words: 'What is it?', workspace: 'chat', owner: 'chat/c' })
})

test('a run that goes on in another tab has a row that is not kept; one that was left is interrupted, once', async () => {
  await now.putRun(runOf('a', { ending: null, elapsed: null }))
  holdElsewhere('run/a')
  expect(await now.rowOf('a')).toMatchObject({ state: 'streaming', time: null })
  expect(await ids()).toEqual([])
  holdElsewhere()
  for (const round of [1, 2]) {
    expect([round, await now.rowOf('a')]).toMatchObject([round, { state: 'interrupted' }])
    expect(await ids()).toEqual(['a'])
  }
})

test('a pinned row stands first, and outlives what is kept', async () => {
  for (const at of [1, 2, 3]) {
    await now.putRun(runOf(`r${at}`, { at }))
    await now.rowOf(`r${at}`)
  }
  await now.pinPress((await rows())[2]!, true)
  expect(await ids()).toEqual(['r1', 'r3', 'r2'])
  // Made anew it keeps what the reader has done.
  await now.rowOf('r1')
  expect(await ids()).toEqual(['r1', 'r3', 'r2'])
  await now.retain({ most: 0, bytes: 0 })
  expect(await ids()).toEqual(['r1'])
  expect(await keysOnDisk('runs')).toEqual(['r1'])
  await now.pinPress((await rows())[0]!, false)
  await now.retain({ most: 0, bytes: 0 })
  expect([...(await recordsOnDisk()).keys()].filter((key) => key.includes('r1'))).toEqual([])
})

test('a deleted row can be shown again until its undo has passed, and then nothing of it is left', async () => {
  await now.putRun(runOf('a'))
  const press = (await now.rowOf('a'))!
  await now.hidePresses([press], 1000)
  expect(await ids()).toEqual([])
  await now.purgePresses(999)
  await now.showPresses([press])
  expect(await ids()).toEqual(['a'])
  await now.hidePresses([press], 1000)
  // Made anew meanwhile, it stays deleted.
  await now.rowOf('a')
  expect(await ids()).toEqual([])
  await now.purgePresses(1000)
  expect([...(await recordsOnDisk()).keys()].filter((key) => /(^|\/)a(\/|$)/.test(key))).toEqual([])
})

test('an answer that a conversation shows is held by it, one of a deleted turn or conversation is not', async () => {
  await now.putRun(runOf('a', { origin: chat('c') }))
  const press = (await now.rowOf('a'))!
  await now.write([{ store: 'turns', key: 'c/t', value: { id: 't', conversation: 'c', run: 'a' } }])
  expect(await now.holderOf('a')).toEqual({ kind: 'conversation', id: 'c' })
  expect(await now.withoutHeld([press])).toEqual([])
  await now.write([{ store: 'turns', key: 'c/t/gone', value: { gone: true } }])
  expect(await now.holderOf('a')).toBeNull()
  await now.write([
    { store: 'turns', key: 'c/t/gone', value: undefined },
    { store: 'conversations', key: 'c/gone', value: { gone: true } },
  ])
  expect(await now.withoutHeld([press])).toEqual([press])
  // What a tab shows, or a pin, is no reason to refuse.
  await now.write([{ store: 'drafts', key: 'prompt-run/tab', value: { run: 'a' } }])
  await now.pinPress(press, true)
  expect(await now.holderOf('a')).toBeNull()
})

test('a search folds case, accents and line breaks, and looks into prompt and answer', async () => {
  await now.putRun(runOf('a', { asked: { kind: 'doc', doc: docFor('Où est le\n  café?') } }))
  await now.putRun(runOf('b'))
  for (const id of ['a', 'b']) await now.rowOf(id)
  expect(await search('OU EST LE CAFE')).toEqual(['a'])
  expect(await search('it says')).toEqual(['a', 'b'])
  expect(await search('it says b')).toEqual(['b'])
  expect(await search('nothing')).toEqual([])
})

test('a key that was sent is neither in the row nor in what is searched', async () => {
  const key = 'AQ.kept-nowhere-0123456789'
  await now.write(now.recordsOf(runOf('a', { asked: { kind: 'doc', doc: docFor(`my key is ${key}`) } }), key))
  expect((await now.rowOf('a'))?.words).toBe('my key is [key removed]')
  expect(JSON.stringify([...(await recordsOnDisk())])).not.toContain(key)
})
