import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test } from 'vitest'
import { calls, forgetCalls } from '../../runs/fixtures/server.ts'
import { recordsOnDisk } from '../../store/fixtures/base.ts'
import { callAt, holdPictures, last, page, say } from './fixtures/page.ts'
import type { Asked, Run } from '../../runs/run.ts'
import type { Page } from './fixtures/page.ts'

const image = {
  id: 'a'.repeat(64),
  name: 'cat.png',
  mimeType: 'image/png' as const,
  bytes: 9,
  from: { at: 'store' as const },
}

let own: Page
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  holdPictures()()
  own = await page()
})

async function reloaded(): Promise<Page> {
  const { id } = own.chat.getState().current
  const after = await page()
  await after.loadChat()
  await after.openConversation(id)
  return after
}

/** The runs of the answers on the screen, in order. */
const runsOf = (one: Page): Run[] =>
  one.chat.getState().shown.flatMap(({ run }) => (run === undefined ? [] : [one.peekRun(run)!]))

/** Every run's request is printed anew, byte for byte what the server got. @param all the calls of these runs */
async function expectRebuilt(one: Page, runs: readonly Run[], all = calls): Promise<void> {
  for (const [at, run] of runs.entries()) {
    const rebuilt = await one.rebuild(run)
    expect(rebuilt).toMatchObject({ differs: null, body: JSON.stringify(all[at]!.body) })
  }
}

/** What was asked, of every chat run on disk. */
const askedOnDisk = async () =>
  [...(await recordsOnDisk())].flatMap(([key, value]) => (key.endsWith('/asked') ? [value as Asked] : []))

test('of a hundred turns every request is printed anew after a reload, byte for byte', async () => {
  own.chatDoc.settings.setSystemInstruction('Be brief.')
  for (let at = 0; at < 50; at++) await say(own, `question ${at}`, `answer ${at}`)
  const after = await reloaded()
  const runs = runsOf(after)
  expect(runs).toHaveLength(50)
  await expectRebuilt(after, runs)
  expect((calls[49]!.body as { contents: unknown[] }).contents).toHaveLength(99)
  // Its chunks are there, too.
  expect(runs.every(({ chunks, ending }) => chunks.length === 1 && ending?.kind === 'end')).toBe(true)
})

test('what was asked grows with the conversation and not with its square', async () => {
  const bytes: number[] = []
  for (let at = 0; at < 200; at++) {
    await say(own, `question ${at}`, `answer ${at}`)
    if (at % 50 === 49) bytes.push(JSON.stringify(await askedOnDisk()).length)
  }
  const growth = bytes.map((now, at) => now - (bytes[at - 1] ?? 0))
  expect(Math.max(...growth) / Math.min(...growth)).toBeLessThan(1.1)
  const asked = await askedOnDisk()
  expect(asked).toHaveLength(200)
  for (const one of asked) expect(one.kind === 'turns' && one.turns.length).toBeLessThanOrEqual(2)
}, 60_000)

test('advice after a reload knows the threshold that was sent, whatever is set now', async () => {
  own.chatDoc.settings.set('safety.HARM_CATEGORY_HARASSMENT', 'BLOCK_LOW_AND_ABOVE')
  own.setDraftText('say it')
  await own.sendDraft()
  const call = await callAt(0)
  const ratings = [{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'LOW', blocked: true }]
  call.send({ candidates: [{ content: {}, finishReason: 'SAFETY', index: 0, safetyRatings: ratings }] })
  call.end()
  const { id } = own.chat.getState().current
  await own.chat.getState().live.get(id)!.run.kept
  own.chatDoc.settings.set('safety.HARM_CATEGORY_HARASSMENT', undefined)
  const [before] = runsOf(own)
  const after = await reloaded()
  const [run] = runsOf(after)
  const advice = after.adviseRun(run!)
  expect(advice).toEqual(own.adviseRun(before!))
  expect(JSON.stringify(advice)).toContain('BLOCK_LOW_AND_ABOVE')
  expect(JSON.stringify(advice)).not.toContain('no threshold')
})

const turnAt = (at: number) => own.chat.getState().shown[at]!

/** Every run of the conversation, those of other branches too. */
const allRuns = (one: Page) =>
  one.loadRunsOf({ kind: 'chat', conversation: one.chat.getState().current.id, turn: '' })

/** Two answers, something that is done to the conversation, and a third one. */
async function three(between: () => Promise<unknown>): Promise<void> {
  await say(own, 'one', 'uno')
  await say(own, 'two', 'dos')
  await between()
  await say(own, 'three', 'tres')
  const after = await reloaded()
  const bodies: string[] = []
  for (const run of await allRuns(after)) {
    const rebuilt = await after.rebuild(run)
    expect(rebuilt).toMatchObject({ differs: null })
    if (typeof rebuilt !== 'string') bodies.push(rebuilt.body)
  }
  expect(bodies.toSorted()).toEqual(calls.map(({ body }) => JSON.stringify(body)).toSorted())
}

const candidate = (text: string, index: number) => ({ ...last(text).candidates[0], index })

describe('a request is printed anew after', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['nothing', () => Promise.resolve()],
    ['an edit of a question', () => own.editTurn(turnAt(2).id, ['deux'])],
    ['an edit of an answer', () => own.editTurn(turnAt(1).id, ['eins'])],
    ['a deleted turn', () => own.deleteTurn(turnAt(1).id)],
    [
      'a deleted turn that came back',
      async () => {
        await own.deleteTurn(turnAt(1).id)
        await own.chat.getState().undo!.bringBack()
      },
    ],
    ['another role', () => own.setRole(turnAt(1).id, 'user')],
    ['another order', () => own.moveUp(turnAt(2).id)],
    ['a turn left out', () => own.leaveOut([turnAt(1)], true)],
    [
      'a turn between',
      async () => {
        const made = own.insertAfter(turnAt(0).id)!
        await made.written
        await own.editTurn(made.turn.id, ['between'])
      },
    ],
    ['a turn added by hand', () => own.addTurn('model', { parts: [{ media: image }, { text: 'mine' }] })],
    [
      'another version on show',
      async () => {
        const old = turnAt(2)
        await own.editTurn(old.id, ['deux'])
        await own.showVersion(old)
      },
    ],
    ['another model', () => Promise.resolve(own.chatDoc.settings.setModel('gemini-2.5-flash-image'))],
    ['other settings', () => Promise.resolve(own.chatDoc.settings.set('generationConfig.temperature', 1))],
  ])('%s', (_, between) => three(between))

  test('a picked candidate, whichever is picked later', async () => {
    own.setDraftText('choose')
    await own.sendDraft()
    const call = await callAt(0)
    call.send({ candidates: [candidate('heads', 0), candidate('tails', 1)] })
    call.end()
    await own.chat.getState().live.get(own.chat.getState().current.id)!.run.kept
    await own.pickCandidate(turnAt(1).id, 1)
    await say(own, 'and', 'then')
    await own.pickCandidate(turnAt(1).id, 0)
    await say(own, 'so', 'what')
    const sent = calls.map(({ body }) => JSON.stringify(body))
    expect([sent[1]!.includes('tails'), sent[2]!.includes('heads')]).toEqual([true, true])
    const after = await reloaded()
    await expectRebuilt(after, runsOf(after))
  })

  test('an answer that was asked for again', async () => {
    await say(own, 'one', 'uno')
    const again = own.askAgain(turnAt(1).id)
    await callAt(1)
    calls[1]!.send(last('eins'))
    calls[1]!.end()
    await again
    await own.chat.getState().live.get(own.chat.getState().current.id)?.run.kept
    await say(own, 'two', 'zwei')
    const after = await reloaded()
    await expectRebuilt(after, runsOf(after), [calls[1]!, calls[2]!])
  })

  test('a picture in a message', async () => {
    own.addDraftMedia(image)
    await say(own, 'look', 'a cat')
    await say(own, 'and?', 'yes')
    const after = await reloaded()
    await expectRebuilt(after, runsOf(after))
  })

  test('thoughts and signatures that went back', async () => {
    own.setDraftText('think')
    await own.sendDraft()
    const call = await callAt(0)
    call.send({ candidates: [{ content: { parts: [{ text: 'hm', thought: true }] }, index: 0 }] })
    call.send({ candidates: [{ content: { parts: [{ text: '', thoughtSignature: 'c2ln' }] }, index: 0 }] })
    call.send(last('so'))
    call.end()
    await own.chat.getState().live.get(own.chat.getState().current.id)!.run.kept
    await say(own, 'and', 'then')
    expect(JSON.stringify(calls[1]!.body)).toContain('c2ln')
    const after = await reloaded()
    await expectRebuilt(after, runsOf(after))
  })
})

describe('a request that cannot be printed anew', () => {
  test('says which key is to blame, where one was cut out of a turn', async () => {
    const key = `AIza${'Sy0'.repeat(12)}`
    own.setDraftText(`my key is ${key}`)
    await own.sendDraft()
    await own.chatLaunch.sendAnyway()
    calls[0]!.send(last('thanks'))
    calls[0]!.end()
    await own.chat.getState().live.get(own.chat.getState().current.id)!.run.kept
    expect(JSON.stringify(calls[0]!.body)).toContain(key)
    await expectRebuilt(own, runsOf(own))
    const after = await reloaded()
    const rebuilt = await after.rebuild(runsOf(after)[0]!)
    expect(rebuilt).toMatchObject({ differs: expect.stringMatching(/^A key was cut out/) })
    expect(JSON.stringify(rebuilt)).not.toContain(key)
  })

  test('says that a turn is gone, or the answer before it', async () => {
    await say(own, 'one', 'uno')
    await say(own, 'two', 'dos')
    const { id } = own.chat.getState().current
    const [first, second] = runsOf(own)
    const [turn] = own.chat.getState().shown
    await own.write([{ store: 'turns', key: `${id}/${turn!.id}`, value: undefined }])
    const after = await page()
    expect(await after.rebuild((await after.loadRun(first!.id))!)).toBe('A turn that was sent is gone.')
    await own.deleteRuns([first!])
    const later = await page()
    expect(await later.rebuild((await later.loadRun(second!.id))!)).toMatch(/^An earlier answer .* is gone/)
  })

  test('says that version 1 kept none', async () => {
    await say(own, 'one', 'uno')
    const [run] = runsOf(own)
    expect(await own.rebuild({ ...run!, asked: { kind: 'unknown', model: 'm', stream: true } })).toMatch(
      /earlier version of this page/,
    )
  })
})
