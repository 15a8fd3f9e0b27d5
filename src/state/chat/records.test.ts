import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { received, says } from '../../runs/fixtures/run.ts'
import { read } from '../../runs/read.ts'
import version1 from './fixtures/v1.json'

/** A fresh module is a fresh page; the base stays what it is. */
async function page() {
  vi.resetModules()
  const [database, sure, records, tree, chat, turns, session, journal] = await Promise.all([
    import('../../store/database.ts'),
    import('../../store/sure.ts'),
    import('./records.ts'),
    import('./tree.ts'),
    import('./chat.ts'),
    import('./turns.ts'),
    import('../connection/session.ts'),
    import('../../runs/journal.ts'),
  ])
  return {
    ...(await import('../../runs/readRuns.ts')),
    ...database,
    ...sure,
    ...records,
    ...tree,
    ...chat,
    ...turns,
    ...session,
    ...journal,
  }
}
type Page = Awaited<ReturnType<typeof page>>

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const say = ({ addTurn }: Page, text: string) => addTurn('user', { parts: [{ text: text }] })
const texts = ({ chat }: Page) =>
  chat.getState().shown.map(({ parts }) => (parts[0] as { text?: string } | undefined)?.text)

test('what version 1 of this page wrote is still read, and what cannot be is set aside', async () => {
  const { write, readAll, readConversations, readTurns, path, loadRun } = await page()
  await write(
    (['conversations', 'turns'] as const).flatMap((store) =>
      Object.entries(version1[store]).map(([key, value]) => ({ store, key, value })),
    ),
  )
  const [conversation, ...others] = await readConversations()
  expect(others).toEqual([])
  expect(conversation).toEqual(version1.conversations.c1)
  const { turns, gone, runs } = await readTurns('c1')
  expect([...turns.keys()]).toEqual(['t1', 't2', 't4'])
  expect([...gone.keys()]).toEqual(['t3'])
  const { run: old, parts, images: _, ...place } = version1.turns['c1/t4']
  expect(turns.get('t4')).toEqual({ ...place, parts: [], run: 'v1-t4' })
  // The run that stood inside the turn is a run of its own, with the same answer.
  const lifted = runs.get('v1-t4')!
  expect(lifted).toMatchObject({ asked: { kind: 'unknown', model: old.model }, v1: { beats: old.chunks } })
  const { candidates, ...rest } = read(lifted).reply
  expect({ ...rest, candidates: [{ ...candidates[0], parts: old.reply.candidates[0]?.parts }] }).toEqual(
    old.reply,
  )
  expect(read(lifted).reply.candidates[0]?.parts).toEqual(parts)
  await vi.waitFor(async () => expect(await loadRun('v1-t4')).toEqual(lifted))
  const shown = path({ turns, gone, chosen: conversation?.chosen ?? {} })
  expect(shown.map(({ id }) => id)).toEqual(['t1', 't4'])
  const aside = await readAll('aside', (value) => value)
  expect(aside.map(([, record]) => (record as { key: string }).key)).toEqual(['c1/t5'])
})

describe('a conversation', () => {
  test('is there after a reload, with its title, its branches and the one on show', async () => {
    const before = await page()
    await say(before, 'one')
    const [first] = before.chat.getState().shown
    await say(before, 'two')
    await before.editTurn(first?.id ?? '', ['uno'])
    expect(texts(before)).toEqual(['uno'])
    const after = await page()
    // The page's drafts are written a moment later; opening by id does not need them.
    await after.loadChat()
    await after.openConversation(before.chat.getState().current.id)
    expect(texts(after)).toEqual(['uno'])
    expect(after.chat.getState().conversations.map(({ title }) => title)).toEqual(['uno'])
    const shown = after.chat.getState().shown[0]!
    const other = after.versions(after.chat.getState().turns, shown)[0]!
    await after.showVersion(other)
    expect(texts(after)).toEqual(['one', 'two'])
  })

  test('that is temporary is written nowhere, also when another one is on the screen', async () => {
    const own = await page()
    own.newChat(true)
    await say(own, 'secret')
    const [turn] = own.chat.getState().shown
    own.newChat()
    await own.apply({ put: [{ ...turn!, parts: [{ text: 'late' }] }] })
    expect(await own.readConversations()).toEqual([])
    expect((await own.readTurns(turn!.conversation)).turns.size).toBe(0)
  })

  test('keeps no key on disk, though it stays on the screen', async () => {
    const own = await page()
    const key = `AIza${'Sy0'.repeat(12)}`
    await say(own, `my key is ${key}.`)
    expect(texts(own)).toEqual([`my key is ${key}.`])
    const { turns } = await own.readTurns(own.chat.getState().current.id)
    expect(JSON.stringify([...turns.values(), ...(await own.readConversations())])).not.toContain(key)
  })

  test('deleted and brought back is what it was', async () => {
    const own = await page()
    await say(own, 'one')
    const { id } = own.chat.getState().current
    await own.deleteConversation(id)
    expect(await own.readConversations()).toEqual([])
    expect(texts(own)).toEqual([])
    await own.chat.getState().undo?.bringBack()
    expect(texts(own)).toEqual(['one'])
  })

  test('purged leaves no turn behind, and a late write does not bring it back', async () => {
    const own = await page()
    await say(own, 'one')
    const { current, shown } = own.chat.getState()
    const drafts = [
      `chat/draft/${current.id}/tab`,
      `chat/edit/${current.id}/tab`,
      `chat/results/${current.id}/${shown[0]!.id}/tab`,
      'chat/draft/other/tab',
    ]
    await own.write(drafts.map((key) => ({ store: 'drafts', key, value: {} })))
    await own.deleteConversation(current.id)
    await own.purge(Date.now() + 1)
    expect((await own.readTurns(current.id)).turns.size).toBe(0)
    const left = await own.keysOf('drafts')
    expect(drafts.filter((key) => left.includes(key))).toEqual(['chat/draft/other/tab'])
    await own.writeEdit({ conversation: current, put: shown })
    expect(await own.readConversations()).toEqual([])
  })

  test('purged gives a prompt that went on in it its row back, and keeps what storage does not show', async () => {
    const own = await page()
    const { readRows, rowOf } = await import('../../runs/history.ts')
    await say(own, 'one')
    const { id } = own.chat.getState().current
    const origin = { kind: 'chat', conversation: id, turn: 't' } as const
    const runs = [received([says('calls')], undefined, { id: 'asks' })]
    runs.push(received([says('ends')], undefined, { id: 'answers', parent: 'asks', origin }))
    await own.write(runs.flatMap((run) => own.recordsOf(run, null)))
    const rows = async () => (await readRows(null, 9)).records.map((row) => row.id)
    await rowOf('answers')
    expect(await rows()).toEqual(['answers'])
    await own.deleteConversation(id)
    const reading = vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('gone', 'InvalidStateError')
    })
    await own.purge(Date.now() + 1)
    reading.mockRestore()
    expect(await rows()).toEqual(['answers'])
    await own.purge(Date.now() + 1)
    expect(await rows()).toEqual(['asks'])
  })
})

describe('turns', () => {
  test('deleted in one tab stay deleted when another tab writes them later', async () => {
    const one = await page()
    await say(one, 'one')
    const [turn] = one.chat.getState().shown
    const other = await page()
    await other.loadChat()
    await other.openConversation(turn!.conversation)
    await other.deleteTurn(turn!.id)
    await one.writeEdit({ put: [turn!] })
    expect((await other.readTurns(turn!.conversation)).turns.size).toBe(0)
    await other.chat.getState().undo?.bringBack()
    expect(texts(other)).toEqual(['one'])
  })

  test('of two tabs that write at once are all there in both', async () => {
    const one = await page()
    await say(one, 'start')
    const { id } = one.chat.getState().current
    const other = await page()
    await other.loadChat()
    await other.openConversation(id)
    await Promise.all([say(one, 'from one'), say(other, 'from other'), one.refresh(id), other.refresh(id)])
    await Promise.all([one.refresh(id), other.refresh(id)])
    expect(texts(one).toSorted()).toEqual(['from one', 'from other', 'start'])
    expect(texts(other)).toEqual(texts(one))
  })

  test('written while another tab is being read are not forgotten', async () => {
    const own = await page()
    await say(own, 'start')
    const { id } = own.chat.getState().current
    const reading = own.refresh(id)
    const writing = say(own, 'meanwhile')
    await Promise.all([reading, writing])
    expect(texts(own)).toEqual(['start', 'meanwhile'])
  })
})

async function three() {
  const own = await page()
  for (const text of ['a', 'b', 'c']) await say(own, text)
  const idOf = (text: string) =>
    own.chat.getState().shown.find(({ parts }) => (parts[0] as { text?: string } | undefined)?.text === text)
      ?.id ?? ''
  return { own, idOf }
}

describe('an order changed by hand', () => {
  test('moves up and down, and holds after a reload', async () => {
    const { own, idOf } = await three()
    await own.moveUp(idOf('c'))
    expect(texts(own)).toEqual(['a', 'c', 'b'])
    await own.moveDown(idOf('a'))
    expect(texts(own)).toEqual(['c', 'a', 'b'])
    const { turns, gone } = await own.readTurns(own.chat.getState().current.id)
    expect(
      own
        .path({ turns, gone, chosen: {} })
        .map(({ parts }) => (parts[0] as { text?: string } | undefined)?.text),
    ).toEqual(['c', 'a', 'b'])
  })

  test('takes the other versions of a turn along', async () => {
    const { own, idOf } = await three()
    const version = await own.editTurn(idOf('c'), ['C'])
    await own.moveUp(version!.id)
    expect(texts(own)).toEqual(['a', 'C', 'b'])
    expect(own.versions(own.chat.getState().turns, own.chat.getState().shown[1]!)).toHaveLength(2)
  })

  test('takes in a turn between two, which follow it in every version', async () => {
    const { own, idOf } = await three()
    await own.deleteTurn(idOf('b'))
    const made = own.insertAfter(idOf('a'))!
    await made.written
    await own.editTurn(made.turn.id, ['new'])
    expect(texts(own)).toEqual(['a', 'new', 'c'])
    expect(own.chat.getState().shown[1]?.role).toBe('model')
    expect(own.versions(own.chat.getState().turns, own.chat.getState().shown[1]!)).toHaveLength(1)
  })

  test('a new turn that is given up takes no undo of another deletion away', async () => {
    const { own, idOf } = await three()
    const made = own.insertAfter(idOf('a'))!
    await made.written
    const discarding = own.discardTurn(made.turn.id)
    const deleting = own.deleteTurn(idOf('c'))
    expect(own.chat.getState().undo?.words).toBe('Turn deleted')
    await Promise.all([discarding, deleting])
    await own.chat.getState().undo?.bringBack()
    expect(texts(own)).toEqual(['a', 'b', 'c'])
  })

  test('the undo of a turn stays with its conversation', async () => {
    const { own, idOf } = await three()
    const deleting = own.deleteTurn(idOf('c'))
    own.newChat()
    await deleting
    expect(own.chat.getState().undo).toBeNull()
  })

  test('an edited model turn keeps what followed it, a user turn starts anew', async () => {
    const { own, idOf } = await three()
    await own.setRole(idOf('b'), 'model')
    await own.editTurn(idOf('b'), ['B'])
    expect(texts(own)).toEqual(['a', 'B', 'c'])
    await own.editTurn(idOf('a'), ['A'])
    expect(texts(own)).toEqual(['A'])
  })
})
