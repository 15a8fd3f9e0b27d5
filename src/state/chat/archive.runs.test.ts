import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test } from 'vitest'
import { calls, forgetCalls } from '../../runs/fixtures/server.ts'
import { textOnDisk } from '../../store/fixtures/base.ts'
import { holdPictures, page, say, texts } from './fixtures/page.ts'
import version1 from './fixtures/v1.json'
import type { Page } from './fixtures/page.ts'

const withArchive = async () => ({ ...(await page()), ...(await import('./archive.ts')) })
type WithArchive = Awaited<ReturnType<typeof withArchive>>
let own: WithArchive

interface Entry {
  conversation: unknown
  turns: { id: string; run?: string }[]
  runs: { id: string; host: string; chunks: { raw: string }[]; asked: unknown }[]
}
interface File {
  v: number
  conversations: Entry[]
  images: unknown[]
  aside: unknown[]
}
const exported = async (): Promise<File> => JSON.parse(await (await own.exportAll()).file.text()) as File
const taken = (file: unknown) => own.importAll(JSON.stringify(file))
/** Another browser. */
async function elsewhere(): Promise<void> {
  globalThis.indexedDB = new IDBFactory()
  own = await withArchive()
}
async function openFirst(one: Page): Promise<string[]> {
  const [conversation] = await one.readConversations()
  await one.loadChat()
  await one.openConversation(conversation!.id)
  return texts(one)
}

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  holdPictures()()
  own = await withArchive()
})

describe('what was exported', () => {
  test('comes back in another browser, with the runs of its answers and their requests', async () => {
    await say(own, 'one', 'uno')
    await say(own, 'two', 'dos')
    const before = own.chat.getState().shown.map(({ run }) => (run === undefined ? null : own.peekRun(run)))
    const file = await exported()
    expect([file.v, file.conversations[0]!.runs.length]).toEqual([3, 2])
    await elsewhere()
    expect(await taken(file)).toEqual({ ok: true, words: '4 turns were added.' })
    expect(await openFirst(own)).toEqual(['one', 'uno', 'two', 'dos'])
    const after = own.chat.getState().shown.map(({ run }) => (run === undefined ? null : own.peekRun(run)))
    expect(after).toEqual(before)
    const rebuilt = await own.rebuild(after[3]!)
    expect(rebuilt).toMatchObject({ differs: null, body: JSON.stringify(calls[1]!.body) })
  })

  test('adds nothing where it is here already, and changes nothing', async () => {
    await say(own, 'one', 'uno')
    const file = await exported()
    const before = await textOnDisk()
    expect(await taken(file)).toEqual({ ok: true, words: '0 turns were added.' })
    expect(await textOnDisk()).toBe(before)
  })

  test('brings back a conversation that was deleted here', async () => {
    await say(own, 'one', 'uno')
    const file = await exported()
    await own.deleteAllConversations()
    own = await withArchive()
    expect(await taken(file)).toEqual({ ok: true, words: '2 turns were added.' })
    expect(await openFirst(own)).toEqual(['one', 'uno'])
  })

  test('by version 1 comes with its answers as runs', async () => {
    const { c1 } = version1.conversations
    const turns = Object.values(version1.turns)
    const file = { v: 1, conversations: [{ conversation: c1, turns }], images: [], aside: [] }
    // One of its turns is of no shape that there ever was.
    expect((await taken(file)).ok).toBe(false)
    const readable = turns.filter(({ id }) => id !== 't5')
    const words = await taken({ ...file, conversations: [{ conversation: c1, turns: readable }] })
    expect(words).toEqual({ ok: true, words: '4 turns were added.' })
    expect(await own.loadRun('v1-t4')).toMatchObject({ asked: { kind: 'unknown' } })
  })
})

/** A file with a message and its answer, in another browser. */
async function twoTurns(): Promise<File> {
  await say(own, 'one', 'uno')
  const file = await exported()
  await elsewhere()
  return file
}

describe('a file', () => {
  test('writes over no run that is here, whosever it is', async () => {
    await say(own, 'one', 'uno')
    const file = await exported()
    const entry = file.conversations[0]!
    const before = await own.loadRun(entry.runs[0]!.id)
    // The same id, in another conversation.
    const conversation = { ...(entry.conversation as object), id: 'foreign' }
    const runs = entry.runs.map((run) => Object.assign(structuredClone(run), { host: 'evil.example' }))
    const turns = entry.turns.map((turn) => Object.assign(structuredClone(turn), { conversation: 'foreign' }))
    await taken({ ...file, conversations: [{ conversation, turns, runs }] })
    expect(await own.loadRun(entry.runs[0]!.id)).toEqual(before)
    expect(await textOnDisk()).not.toContain('evil.example')
  })

  test('with a run of another shape brings the rest, and can be drawn', async () => {
    const file = await twoTurns()
    const [run] = file.conversations[0]!.runs
    Object.assign(run!, { ending: { kind: 'failed', failure: { kind: 'quota' } } })
    expect((await taken(file)).words).toContain('How 1 answer came could not be read')
    expect(await openFirst(own)).toEqual(['one', 'uno'])
    expect(own.chat.getState().shown[1]).toMatchObject({ runLost: true })
  })

  test.each([
    ['chunks', null],
    ['chunks', [7, { raw: 7 }, { raw: '{' }]],
    ['asked', { kind: 'else' }],
    ['sent', 'x'],
    ['attempts', [{}]],
  ])('with a run whose %s is wrong opens without it, and says so', async (field, value) => {
    const file = await twoTurns()
    Object.assign(file.conversations[0]!.runs[0]!, { [field]: value })
    expect((await taken(file)).words).toContain('How 1 answer came could not be read')
    expect((await openFirst(own))[0]).toBe('one')
    expect(own.chat.getState().shown[1]).toMatchObject({ runLost: true })
  })

  test('with any run that is taken has words for it, whatever stands in it', async () => {
    const file = await twoTurns()
    const run = file.conversations[0]!.runs[0]!
    const odd = [null, 7, 'x', [], {}]
    const keys = Object.keys(run) as (keyof typeof run)[]
    for (const key of keys) {
      for (const value of odd) {
        const read = await own.runFromFile({ ...run, [key]: value })
        if (read) expect(() => own.adviseRun(read)).not.toThrow()
      }
    }
  })

  test.each([
    ['itself', { a: 'a' }],
    ['one that goes on from it', { a: 'b', b: 'a' }],
  ])('with a run that goes on from %s opens, and all of them are listed', async (_, parents) => {
    const file = await twoTurns()
    const [entry] = file.conversations
    const [run] = entry!.runs
    const hop = { continuationToken: 'token' }
    entry!.runs = Object.entries(parents).map(([id, parent]) => Object.assign({}, run, { id, hop, parent }))
    for (const turn of entry!.turns) if (turn.run !== undefined) turn.run = 'a'
    expect(await taken(file)).toMatchObject({ ok: true })
    expect((await openFirst(own))[0]).toBe('one')
    const history = await import('../../runs/history.ts')
    for (const id of await history.runsWithoutRow()) await history.rowOf(id)
    const { records } = await history.readRows(null, 9)
    const listed = records.flatMap(({ id, earlier = [] }) => earlier.concat(id))
    expect(listed.toSorted()).toEqual(Object.keys(parents))
  })

  test('with a run whose turns begin with its own opens, and says what is not known of its request', async () => {
    const file = await twoTurns()
    const [run] = file.conversations[0]!.runs
    run!.asked = { ...(run!.asked as object), after: { run: run!.id, count: 1 } }
    expect(await taken(file)).toMatchObject({ ok: true })
    expect(await openFirst(own)).toEqual(['one', 'uno'])
    const read = (await own.loadRun(run!.id))!
    const { findSentTurns, sentTurns } = await import('./sentTurns.ts')
    expect([sentTurns(read), await findSentTurns(read)]).toEqual([null, null])
  })

  test('with a key in a run keeps it off the disk, the held one and any other', async () => {
    const file = await twoTurns()
    const held = 'token-4711-of-a-gateway'
    const shaped = `AIza${'Sy0'.repeat(12)}`
    own.session.setState({ apiKey: held })
    const [run] = file.conversations[0]!.runs
    run!.chunks[0]!.raw = JSON.stringify({
      candidates: [{ content: { parts: [{ text: `${held} and ${shaped}` }] }, finishReason: 'STOP' }],
    })
    await taken(file)
    expect(await textOnDisk()).not.toMatch(new RegExp(`${held}|${shaped}`))
    expect(await own.loadRun(run!.id)).toMatchObject({ keyRemoved: true })
    own.session.setState({ apiKey: null })
  })

  test.each(['', '{', '[]', '{"v":3}', 'null'])('that is none changes nothing: %j', async (text) => {
    const before = await textOnDisk()
    expect((await own.importAll(text)).ok).toBe(false)
    expect(await textOnDisk()).toBe(before)
  })
})
