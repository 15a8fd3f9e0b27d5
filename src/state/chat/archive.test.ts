import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { read } from '../../runs/read.ts'
import version1 from './fixtures/v1.json'
import type { MediaRef } from '../../request/media.ts'
import type { Turn } from './tree.ts'

const hash = 'a'.repeat(64)
const bytes = new Uint8Array([1, 2, 3])

// The worker needs a browser: here every file is a picture of three bytes.
vi.mock('../images/imageWorker.ts', () => ({
  ImageFailure: class extends Error {},
  importInWorker: vi.fn(({ name }: { name: string }) =>
    Promise.resolve({
      ok: true,
      id: 'a'.repeat(64),
      name,
      mimeType: 'image/png',
      bytes: new Uint8Array([1, 2, 3]),
      width: 1,
      height: 1,
      originalBytes: 3,
    }),
  ),
}))

/** A fresh module is a fresh page; the base stays what it is. */
async function page() {
  vi.resetModules()
  const [archive, records, chat, turns, images, database] = await Promise.all([
    import('./archive.ts'),
    import('./records.ts'),
    import('./chat.ts'),
    import('./turns.ts'),
    import('../images/images.ts'),
    import('../../store/database.ts'),
  ])
  return { ...archive, ...records, ...chat, ...turns, ...images, ...database }
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const another = () => {
  globalThis.indexedDB = new IDBFactory()
  return page()
}

const picture: MediaRef = {
  id: hash,
  name: 'a.png',
  mimeType: 'image/png',
  bytes: 3,
  size: [1, 1],
  from: { at: 'store' },
}

/** Two conversations; the first has a branch and a picture, and lost a turn. */
async function seeded() {
  const own = await page()
  await own.addImage(new File([bytes], 'a.png', { type: 'image/png' }))
  await own.addTurn('user', { parts: [{ media: picture }, { text: 'one' }] })
  await own.addTurn('model', { parts: [{ text: 'two' }] })
  await own.addTurn('user', { parts: [{ text: 'gone' }] })
  const [first, , gone] = own.chat.getState().shown
  await own.deleteTurn(gone!.id)
  await own.editTurn(first!.id, ['uno'])
  const { id } = own.chat.getState().current
  own.newChat()
  await own.addTurn('user', { parts: [{ text: 'another' }] })
  return { own, id }
}

const everything = async ({ readConversations, readTurns }: Awaited<ReturnType<typeof page>>) =>
  Promise.all(
    (await readConversations()).map(async (conversation) => ({
      conversation,
      turns: Object.fromEntries((await readTurns(conversation.id)).turns),
    })),
  )

describe('what is exported', () => {
  test('is there in another browser: conversations, branches, pictures', async () => {
    const { own } = await seeded()
    const { file, missing } = await own.exportAll()
    expect(missing).toEqual([])
    const before = await everything(own)
    expect(before.map(({ turns }) => Object.keys(turns).length).toSorted()).toEqual([1, 3])
    const other = await another()
    expect(await other.importAll(await file.text())).toEqual({ ok: true, words: '4 turns were added.' })
    expect(await everything(other)).toEqual(before)
    expect(await other.loadImageBase64(picture)).toBe('AQID')
  })

  test('names the pictures that are no longer here, and goes without them', async () => {
    const own = await page()
    await own.addTurn('user', {
      parts: [
        { media: picture },
        { media: { ...picture, id: 'b'.repeat(64), name: 'b.png' } },
        { text: 'one' },
      ],
    })
    await own.addImage(new File([bytes], 'a.png', { type: 'image/png' }))
    const { file, missing } = await own.exportAll()
    expect(missing).toEqual(['b.png'])
    expect((JSON.parse(await file.text()) as { images: unknown[] }).images).toEqual([
      { ...picture, data: 'AQID' },
    ])
  })

  test('of an empty browser is a file too', async () => {
    const { exportAll, importAll } = await page()
    const text = await (await exportAll()).file.text()
    expect(JSON.parse(text)).toEqual({ v: 3, conversations: [], images: [], aside: [] })
    expect(await importAll(text)).toEqual({ ok: true, words: '0 turns were added.' })
  })

  test('holds what could not be read, as it was', async () => {
    const own = await page()
    await own.write(
      Object.entries(version1.turns).map(([key, value]) => ({ store: 'turns' as const, key, value })),
    )
    await own.readTurns('c1')
    const { aside } = JSON.parse(await (await own.exportAll()).file.text()) as { aside: unknown[] }
    expect(aside).toEqual([expect.objectContaining({ key: 'c1/t5' })])
  })

  test('is written in pieces: no string is as long as all of it', async () => {
    const own = await page()
    for (const name of ['a', 'b', 'c', 'd'])
      await own.addTurn('user', { parts: [{ text: name.repeat(1_500_000) }] })
    const lengths: number[] = []
    const Real = Blob
    vi.stubGlobal(
      'Blob',
      class extends Real {
        constructor(parts: BlobPart[] = [], options: BlobPropertyBag = {}) {
          super(parts, options)
          lengths.push(parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0))
        }
      },
    )
    const { file } = await own.exportAll()
    expect(file.size).toBeGreaterThan(6_000_000)
    expect(Math.max(...lengths)).toBeLessThan(3_500_000)
    expect(JSON.parse(await file.text())).toMatchObject({ v: 3 })
  })
})

const fileOf = (conversations: unknown[]) => JSON.stringify({ v: 1, conversations, images: [], aside: [] })

describe('what is imported', () => {
  const conversation = version1.conversations.c1
  const { 'c1/t1': user, 'c1/t4': model, 'c1/t5': wrong } = version1.turns
  const withRun = (run: unknown) => fileOf([{ conversation, turns: [user, { ...model, run }] }])

  test.each(['', 'no JSON', '{}', '[]', '{"v":4,"conversations":[],"images":[],"aside":[]}'])(
    'is refused as a whole where it is no such file: %s',
    async (text) => {
      const { importAll, readConversations } = await page()
      const { ok, words } = await importAll(text)
      expect(ok).toBe(false)
      expect(words).toContain('Nothing was changed')
      expect(await readConversations()).toEqual([])
    },
  )

  test('adds to what is here and changes none of it', async () => {
    const { own, id } = await seeded()
    const text = await (await own.exportAll()).file.text()
    await own.openConversation(id)
    const [first] = own.chat.getState().shown
    await own.apply({ put: [{ ...first!, parts: [{ text: 'changed here' }] }] })
    await own.addTurn('user', { parts: [{ text: 'only here' }] })
    expect((await own.importAll(text)).words).toBe('0 turns were added.')
    const { turns } = await own.readTurns(id)
    expect(turns.get(first!.id)?.parts).toEqual([{ text: 'changed here' }])
    expect(
      [...turns.values()].some(({ parts }) => 'text' in parts[0]! && parts[0].text === 'only here'),
    ).toBe(true)
  })

  test('leaves a turn deleted that was deleted here, and brings back a deleted conversation', async () => {
    const { own, id } = await seeded()
    const text = await (await own.exportAll()).file.text()
    await own.openConversation(id)
    const [first] = own.chat.getState().shown
    await own.deleteTurn(first!.id)
    const left = (await own.readTurns(id)).turns.size
    await own.deleteConversation(id)
    expect((await own.readConversations()).map((one) => one.id)).not.toContain(id)
    await own.importAll(text)
    expect((await own.readConversations()).map((one) => one.id)).toContain(id)
    expect((await own.readTurns(id)).turns.size).toBe(left)
  })

  test('counts the conversations that cannot be read, and takes the others', async () => {
    const { importAll, readConversations } = await page()
    const result = await importAll(
      fileOf([
        { conversation: { ...conversation, id: 'c9' }, turns: [{ ...wrong, conversation: 'c9' }] },
        { conversation, turns: [user] },
      ]),
    )
    expect(result).toEqual({
      ok: false,
      words: '1 turn was added. 1 conversation could not be read and was left out.',
    })
    expect((await readConversations()).map(({ id }) => id)).toEqual(['c1'])
  })

  test('that stands in another conversation than its own is left out', async () => {
    const { importAll, readTurns } = await page()
    await importAll(fileOf([{ conversation, turns: [user, { ...user, id: 'x', conversation: 'c2' }] }]))
    expect([...(await readTurns('c1')).turns.keys()]).toEqual(['t1'])
    expect((await readTurns('c2')).turns.size).toBe(0)
  })

  test('with a run of the right shape keeps it', async () => {
    const { importAll, readTurns } = await page()
    expect((await importAll(withRun(model.run))).ok).toBe(true)
    const turn = (await readTurns('c1')).turns.get('t4') as Turn
    expect(turn).toMatchObject({ run: 'v1-t4', parts: [] })
    expect(turn.runLost).toBeUndefined()
    const run = (await readTurns('c1')).runs.get('v1-t4')!
    expect(read(run).reply.candidates[0]?.parts).toEqual(model.parts)
  })

  const { reply } = model.run
  const [candidate] = reply.candidates
  test.each([
    ['ratings', { ...candidate, safetyRatings: 'x' }],
    ['a finish reason', { ...candidate, finishReason: 7 }],
    ['a part', { ...candidate, parts: [{ text: [1] }] }],
  ])('with %s of another type in its answer leaves that out', async (_, wrongCandidate) => {
    const { importAll, readTurns } = await page()
    await importAll(withRun({ ...model.run, reply: { ...reply, candidates: [wrongCandidate] } }))
    const run = (await readTurns('c1')).runs.get('v1-t4')!
    const [found] = read(run).reply.candidates
    expect([typeof found?.safetyRatings, typeof found?.finishReason]).not.toContain('number')
    expect(found?.safetyRatings).not.toBe('x')
    expect(found?.parts).toEqual(model.parts)
  })

  test.each([
    ['null', null],
    ['a word', 'run'],
    ['no reply', { ...model.run, reply: undefined }],
    ['a candidate without citations', { ...model.run, reply: { candidates: [{ index: 0, parts: [] }] } }],
    ['an index that is a word', { ...model.run, reply: { candidates: [{ ...candidate, index: 'x' }] } }],
    ['an ending that is a word', { ...model.run, ending: 'end' }],
    ['no model', { ...model.run, model: undefined }],
    ['chunks without times', { ...model.run, chunks: [{}] }],
  ])('with a run of the wrong shape (%s) keeps its words, and says what it lacks', async (_, run) => {
    const { importAll, readTurns } = await page()
    expect((await importAll(withRun(run))).words).toBe(
      '2 turns were added. How 1 answer came could not be read; the words are there.',
    )
    const turn = (await readTurns('c1')).turns.get('t4') as Turn
    expect(turn.run).toBeUndefined()
    expect(turn.runLost).toBe(true)
    expect(turn.parts).toEqual(model.parts)
  })

  test('loses a part of the wrong type, not the turn', async () => {
    const { importAll, readTurns } = await page()
    await importAll(
      fileOf([{ conversation, turns: [{ ...user, parts: [{ text: [1] }, { text: 'kept' }] }] }]),
    )
    expect((await readTurns('c1')).turns.get('t1')?.parts.slice(1)).toEqual([{}, { text: 'kept' }])
  })
})
