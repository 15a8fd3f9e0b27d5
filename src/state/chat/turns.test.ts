import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test } from 'vitest'
import { forgetCalls } from '../../runs/fixtures/server.ts'
import { page, say, texts } from './fixtures/page.ts'
import type { Change } from '../../request/checks/finding.ts'
import type { Part } from '../../request/doc.ts'
import type { Page } from './fixtures/page.ts'
import type { Turn } from './tree.ts'

const key = `AIzaSy${'A'.repeat(33)}`

let own: Page
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  own = await page()
  await say(own, 'one', 'first answer')
  await say(own, 'two', 'second answer')
  await say(own, 'three', 'third answer')
})

const shown = (): readonly Turn[] => own.chat.getState().shown
const whole = ['one', 'first answer', 'two', 'second answer', 'three', 'third answer']

/** Puts another text into turns on show. */
const changing = (changes: Record<number, string>): Change[] =>
  Object.entries(changes).map(([turn, text]) => ({
    kind: 'part',
    turn: Number(turn),
    was: own.partsOf(shown()[Number(turn)]!)[0]!,
    now: { text } as Part,
  }))

/** What the disk has of the conversation, once it is read anew. */
async function reloaded(id: string): Promise<string[]> {
  const after = await page()
  await after.loadChat()
  await after.openConversation(id)
  return texts(after)
}

describe('fixes of several turns at once', () => {
  test('of neighbours keep everything in sight, after a reload too', async () => {
    const { applyToChat } = await import('./checks.ts')
    const { id } = own.chat.getState().current
    await applyToChat(changing({ 0: 'ONE', 1: 'FIRST', 2: 'TWO', 5: 'THIRD' }))
    const fixed = ['ONE', 'FIRST', 'TWO', 'second answer', 'three', 'THIRD']
    expect(texts(own)).toEqual(fixed)
    expect(await reloaded(id)).toEqual(fixed)
  })

  test('leave every old version beside the new one', async () => {
    const { applyToChat } = await import('./checks.ts')
    const { versions } = await import('./tree.ts')
    await applyToChat(changing({ 1: 'FIRST', 2: 'TWO', 3: 'SECOND' }))
    const beside = shown().map((turn) => versions(own.chat.getState().turns, turn).length)
    expect(beside).toEqual([1, 2, 2, 2, 1, 1])
  })

  test('leave out what is to be left out, whatever else is changed', async () => {
    const { applyToChat } = await import('./checks.ts')
    await applyToChat([
      { kind: 'leave out', turns: [2, 3] },
      ...changing({ 1: 'FIRST', 2: 'TWO', 4: 'THREE' }),
    ])
    expect(texts(own)).toEqual(['one', 'FIRST', 'two', 'second answer', 'THREE', 'third answer'])
    expect(shown().map(({ leftOut }) => leftOut === true)).toEqual([false, false, true, true, false, false])
  })

  test('are of the conversation of the press, whichever is on the screen afterwards', async () => {
    const { applyToChat } = await import('./checks.ts')
    const { id } = own.chat.getState().current
    const fixing = applyToChat(changing({ 1: 'FIRST', 3: 'SECOND' }))
    own.newChat()
    const other = own.chat.getState().current
    await fixing
    expect(own.chat.getState().current).toBe(other)
    await own.openConversation(id)
    expect(texts(own)).toEqual(['one', 'FIRST', 'two', 'SECOND', 'three', 'third answer'])
  })

  test('change nothing where no turn is concerned', async () => {
    const { applyToChat } = await import('./checks.ts')
    const before = shown()
    await applyToChat([{ kind: 'model', model: 'demo-pro' }])
    expect(shown()).toBe(before)
  })
})

test('new parts of a turn are a version of it, and what followed the old one follows it', async () => {
  const old = shown()[2]!
  await own.replaceParts([{ old, parts: [{ text: 'TWO' }] }])
  expect(texts(own)).toEqual(whole.with(2, 'TWO'))
  expect(shown()[2]).toMatchObject({ slot: old.slot, parent: old.parent })
  expect(own.chat.getState().turns.get(old.id)).toBe(old)
})

test('a version of a version knows when the first one was written', async () => {
  const [first] = shown()
  const version = await own.editTurn(first!.id, ['uno'])
  expect(version).toMatchObject({ since: first!.at })
  expect(await own.editTurn(version!.id, ['eins'])).toMatchObject({ since: first!.at })
})

test('a key is cut out of every turn, and all of them stay in sight', async () => {
  await own.replaceParts([
    { old: shown()[0]!, parts: [{ text: `one ${key}` }] },
    { old: shown()[3]!, parts: [{ text: `second ${key}` }] },
  ])
  await own.removeChatKey()
  expect(texts(own).join('\n')).not.toContain(key)
  expect(texts(own)).toHaveLength(6)
  expect(texts(own).slice(4)).toEqual(whole.slice(4))
})

const result = (n: number): Part => ({ functionResponse: { id: 'a', name: 'f', response: { n } } })

test('a result that is edited is a branch: the old one keeps what followed it, id and order stay', async () => {
  const { editTurn, makeTurn, showVersion } = await import('./turns.ts')
  const { textsToEdit } = await import('./history.ts')
  const { id } = own.chat.getState().current
  const call: Part = { functionCall: { id: 'a', name: 'f', args: {} }, thoughtSignature: 'c2ln' }
  const calls = makeTurn('model', id, shown().at(-2)!.id, [call], { slot: shown().at(-1)!.slot })
  const old = makeTurn('user', id, calls.id, [result(1)], {
    answers: [{ by: 'table', row: 1, ms: 4, fault: 'wrong type' }],
  })
  const answer = makeTurn('model', id, old.id, [{ text: 'One.' }])
  await own.apply({
    put: [calls, old, answer],
    conversation: { ...own.chat.getState().current, chosen: { [calls.slot]: calls.id } },
  })
  const version = await editTurn(old.id, ['{ "n": 2 }'])
  expect(shown().slice(-2)).toEqual([calls, version])
  expect(version).toMatchObject({ parts: [result(2)], answers: [{ by: 'hand' }] })
  expect(version?.answers?.[0]).not.toHaveProperty('fault')
  await showVersion(old)
  const mended = await editTurn(old.id, textsToEdit(old))
  expect(mended).toMatchObject({ parts: old.parts, answers: [{ by: 'table', row: 1, ms: 4 }] })
  expect(mended?.answers?.[0]).not.toHaveProperty('fault')
  expect(await editTurn(mended!.id, textsToEdit(old))).toEqual(mended)
  await showVersion(old)
  expect(shown().slice(-3)).toEqual([calls, old, answer])
})
