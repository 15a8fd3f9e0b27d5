import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { read } from '../../runs/read.ts'
import { calls, forgetCalls } from '../../runs/fixtures/server.ts'
import { keysOnDisk, textOnDisk } from '../../store/fixtures/base.ts'
import { answerWith, callAt, holdPictures, last, page, say, texts } from './fixtures/page.ts'
import type { Page } from './fixtures/page.ts'

const here = (own: Page) => own.chat.getState().current.id
const listed = (own: Page) => own.chat.getState().conversations.map(({ id }) => id)

let own: Page
const pages: Page[] = []
/** Another tab of the same browser, with Chat on the screen. */
async function tab(): Promise<Page> {
  const other = await page()
  pages.push(other)
  await other.startChat()
  return other
}
/** A reload: what was going on in the old page is over. */
async function reloaded(id: string): Promise<Page> {
  const after = await page()
  await after.loadChat()
  await after.openConversation(id)
  return after
}

/** A message whose answer has begun. */
async function begin(one: Page, text: string, part: string) {
  const number = calls.length
  one.setDraftText(text)
  await one.sendDraft()
  const call = await callAt(number)
  call.sendText(part)
  await vi.waitFor(() => expect(texts(one).at(-1)).toBe(part))
  const { run } = one.chat.getState().live.get(here(one))!
  return { call, run, conversation: here(one) }
}

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  holdPictures()()
  pages.length = 0
  own = await page()
  pages.push(own)
})
afterEach(() => {
  for (const one of pages) for (const { run } of one.chat.getState().live.values()) run.stop()
  vi.restoreAllMocks()
})

async function longAndShort() {
  for (let at = 0; at < 60; at++) await own.addTurn('user', { parts: [{ text: `long ${at}` }] })
  const long = here(own)
  own.newChat()
  await own.addTurn('user', { parts: [{ text: 'short' }] })
  return { long, short: here(own) }
}

describe('of two conversations that are clicked', () => {
  test('the later one is on the screen, however long the other one takes to read', async () => {
    const { long, short } = await longAndShort()
    own.newChat()
    const first = own.openConversation(long)
    const second = own.openConversation(short)
    await Promise.all([first, second])
    expect([here(own), texts(own)]).toEqual([short, ['short']])
  })

  test('none is, where New chat was pressed after both: it stays empty', async () => {
    const { long } = await longAndShort()
    const opening = own.openConversation(long)
    own.newChat()
    const fresh = here(own)
    await opening
    expect([here(own), texts(own)]).toEqual([fresh, []])
    // And what is written next does not end up in the long one.
    await own.addTurn('user', { parts: [{ text: 'mine' }] })
    expect(texts(own)).toEqual(['mine'])
  })
})

test('the conversation of the last visit does not take the place of what was written before it was read', async () => {
  await own.addTurn('user', { parts: [{ text: 'yesterday' }] })
  const before = here(own)
  await own.write([{ store: 'drafts', key: 'chat/current', value: before }])
  own = await page()
  // Written while its turns are on their way.
  let writing: Promise<void> | undefined
  const getAll = IDBIndex.prototype.getAll
  vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(function (this: IDBIndex, ...range) {
    writing ??= own.addTurn('user', { parts: [{ text: 'quick' }] })
    return getAll.apply(this, range)
  })
  await own.loadChat()
  await writing
  expect(texts(own)).toEqual(['quick'])
})

test('an answer that has just begun goes on when its conversation is left and opened again', async () => {
  const { call, run, conversation } = await begin(own, 'one', 'un')
  own.newChat()
  expect(texts(own)).toEqual([])
  await own.openConversation(conversation)
  expect(texts(own)).toEqual(['one', 'un'])
  call.send(last('o'))
  call.end()
  await run.settled
  // In this very moment the journal still has it without an end.
  await own.openConversation(conversation)
  await run.kept
  expect(texts(own)).toEqual(['one', 'uno'])
  expect(read(own.peekRun(run.id)!).outcome).toBe('complete')
})

describe('a conversation that is deleted while its answer comes', () => {
  test('here ends it, does not come back, and comes back whole with undo', async () => {
    const { call, run, conversation } = await begin(own, 'one', 'half an')
    await own.deleteConversation(conversation)
    await run.kept
    expect(call.signal.aborted).toBe(true)
    expect([listed(own), texts(own)]).toEqual([[], []])
    expect(listed(await reloaded(conversation))).toEqual([])
    await own.chat.getState().undo!.bringBack()
    expect([listed(own), texts(own)]).toEqual([[conversation], ['one', 'half an']])
    const after = await reloaded(conversation)
    expect(texts(after)).toEqual(['one', 'half an'])
    expect(read(after.peekRun(after.lastRunId(after.chat.getState())!)!).outcome).toBe('stopped')
  })

  test('in another tab ends it here, and it is not there after a reload', async () => {
    await own.startChat()
    const { call, run, conversation } = await begin(own, 'one', 'half an')
    const other = await tab()
    await other.openConversation(conversation)
    await other.deleteConversation(conversation)
    await run.kept
    await vi.waitFor(() => expect(here(own)).not.toBe(conversation))
    expect(call.signal.aborted).toBe(true)
    expect([listed(own), texts(own)]).toEqual([[], []])
    expect(listed(await reloaded(conversation))).toEqual([])
    // Undo in that tab brings it back in both, with what had come.
    await other.chat.getState().undo!.bringBack()
    await vi.waitFor(() => expect(listed(own)).toEqual([conversation]))
    expect(texts(other)).toEqual(['one', 'half an'])
    await own.openConversation(conversation)
    expect(texts(own)).toEqual(['one', 'half an'])
    // And it can be gone on with.
    await say(own, 'two', 'dos')
    expect(texts(await reloaded(conversation))).toEqual(['one', 'half an', 'two', 'dos'])
  })

  test('in another tab is said here, and undo here brings it back with what was being typed', async () => {
    await own.startChat()
    await say(own, 'one', 'uno')
    const conversation = here(own)
    const other = await tab()
    await other.openConversation(conversation)
    own.setDraftText('being typed')
    await other.deleteConversation(conversation)
    await vi.waitFor(() => expect(own.chat.getState().undo?.words).toBe('“one” was deleted in another tab'))
    expect(own.isWriting()).toBe(false)
    await own.chat.getState().undo!.bringBack()
    expect([listed(own), texts(own)]).toEqual([[conversation], ['one', 'uno']])
    await vi.waitFor(() => expect(own.draft.getState().parts).toEqual([{ text: 'being typed' }]))
    // Neither tab offers again what is back.
    await vi.waitFor(() => expect(other.chat.getState().undo).toBeNull())
    expect(own.chat.getState().undo).toBeNull()
  })

  test('with all others leaves nothing of it, in whatever moment', async () => {
    const { call, run } = await begin(own, 'one', 'half an')
    call.sendText(' answer')
    await own.deleteAllConversations()
    await run.kept
    expect(await textOnDisk()).not.toMatch(/half an/)
    expect([await keysOnDisk('turns'), await keysOnDisk('runs'), await keysOnDisk('runData')]).toEqual([
      [],
      [],
      [],
    ])
    expect(own.chat.getState().undo).toBeNull()
  })
})

describe('another tab', () => {
  test('shows an answer that is given here once it has ended', async () => {
    await own.startChat()
    await say(own, 'one', 'uno')
    const other = await tab()
    await other.openConversation(here(own))
    await say(own, 'two', 'dos')
    await vi.waitFor(() => expect(texts(other)).toEqual(['one', 'uno', 'two', 'dos']))
  })

  test('that deletes the turn of an answer on its way ends it', async () => {
    await own.startChat()
    const { call, run, conversation } = await begin(own, 'one', 'half an')
    const other = await tab()
    await other.openConversation(conversation)
    await other.deleteTurn(other.chat.getState().shown[1]!.id)
    await run.kept
    expect(call.signal.aborted).toBe(true)
    await vi.waitFor(() => expect(texts(own)).toEqual(['one']))
  })
})

test('a turn that is deleted while its answer comes ends it; undo brings what had come', async () => {
  const { call, run } = await begin(own, 'one', 'half an')
  const [, turn] = own.chat.getState().shown
  await own.deleteTurn(turn!.id)
  await run.kept
  expect([call.signal.aborted, texts(own)]).toEqual([true, ['one']])
  await own.chat.getState().undo!.bringBack()
  expect(texts(own)).toEqual(['one', 'half an'])
  expect(texts(await reloaded(here(own)))).toEqual(['one', 'half an'])
})

test('an answer of one conversation goes on while another one is answered', async () => {
  const first = await begin(own, 'one', 'un')
  own.newChat()
  const second = await begin(own, 'two', 'do')
  expect(own.chat.getState().live.size).toBe(2)
  second.call.send(last('s'))
  second.call.end()
  await second.run.kept
  first.call.send(last('o'))
  first.call.end()
  await first.run.kept
  expect(texts(own)).toEqual(['two', 'dos'])
  await own.openConversation(first.conversation)
  expect(texts(own)).toEqual(['one', 'uno'])
  expect(own.chat.getState().live.size).toBe(0)
})

test('a page that went away in the midst of an answer leaves what had come, and the next message leaves it out', async () => {
  const { conversation, run } = await begin(own, 'one', 'half an')
  const head = await vi.waitFor(async () => {
    const found = await own.loadRun(run.id)
    expect(found?.chunks).toHaveLength(1)
    return found!
  }, 4000)
  expect(head.ending).toMatchObject({ failure: { reason: 'RELOADED' } })
  const after = await reloaded(conversation)
  expect(texts(after)).toEqual(['one', 'half an'])
  after.setDraftText('two')
  await after.sendDraft()
  await callAt(1)
  await answerWith(after, 'dos')
  expect((calls[1]!.body as { contents: unknown[] }).contents).toEqual([
    { role: 'user', parts: [{ text: 'two' }] },
  ])
})
