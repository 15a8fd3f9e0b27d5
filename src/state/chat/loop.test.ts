import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { calls, forgetCalls } from '../../runs/fixtures/server.ts'
import { answerBy, callAt, calling, last, page } from './fixtures/page.ts'
import type { GenerateContentRequest } from '../../gemini/types.ts'
import type { OwnFunction } from '../../request/functions/declaration.ts'
import type { Page } from './fixtures/page.ts'

let own: Page
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  own = await page()
  own.chatDoc.settings.setModel('demo-flash')
})

/** Sends a message, and has functions called. @returns the turn of the calls */
async function call(...names: readonly string[]) {
  own.setDraftText('Go.')
  await own.sendDraft()
  await callAt(calls.length - 1)
  await answerBy(own, calling(...names))
  return own.chat.getState().shown.at(-1)!
}

test('a run that answers calls names the run that made them; one that answers a message names none', async () => {
  const turn = await call('look_up')
  const first = await own.findRun(turn.run!)
  expect(first?.parent).toBeUndefined()
  own.setResult(turn.id, 0, '{"found": 1}')
  await own.sendResults(turn.id, [{ id: 'call-0', name: 'look_up' }])
  await callAt(1)
  const next = own.chat.getState().shown.at(-1)!
  expect(await own.findRun(next.run!)).toMatchObject({ parent: turn.run })
})

const fixed = (name: string, more: Partial<OwnFunction> = {}): OwnFunction => ({
  declaration: { name },
  handler: 'fixed',
  handlers: { fixed: `{"of":"${name}"}` },
  ...more,
})
const declare = (...functions: OwnFunction[]) => own.chatDoc.settings.set('functions', functions)
const here = () => own.chat.getState().current.id
const why = () => own.loops.getState().stopped[here()]?.why
/** What the newest request ends with. */
const responses = (number: number) =>
  (calls[number]!.body as GenerateContentRequest).contents
    .at(-1)!
    .parts!.map(({ functionResponse }) => functionResponse?.response)

/** Waits for a request of the loop, and answers it. */
async function answer(number: number, event: object) {
  await callAt(number)
  await answerBy(own, event)
}

describe('Run loop', () => {
  test('goes on until the model answers: each step one turn, in the order of its calls', async () => {
    declare(fixed('find'), fixed('pay'))
    await call('find')
    const played = own.playLoop('run')
    await answer(1, calling('pay', 'find'))
    await answer(2, calling('pay'))
    await answer(3, last('Done.'))
    await played
    expect([responses(1), responses(2), responses(3)]).toEqual([
      [{ of: 'find' }],
      [{ of: 'pay' }, { of: 'find' }],
      [{ of: 'pay' }],
    ])
    expect(why()).toEqual({ kind: 'answered' })
    expect(own.stepsOf(own.chat.getState())).toMatchObject({ steps: 3, calls: 4, waiting: null })
    expect([1, 3, 5].map((index) => own.stepOf(own.chat.getState().shown, index))).toEqual([1, 2, 3])
    expect(own.chat.getState().shown.at(-2)?.answers).toEqual([{ by: 'fixed', ms: expect.any(Number) }])
    const runs = await Promise.all(
      own.chat.getState().shown.flatMap(({ run }) => (run === undefined ? [] : own.findRun(run))),
    )
    expect(runs.map((run) => run?.parent)).toEqual([undefined, ...runs.slice(0, -1).map((run) => run?.id)])
  })

  test('asks where nobody answers, has all others answered, and goes on with what was typed', async () => {
    declare(fixed('find'), { declaration: { name: 'ask' } }, fixed('table', { handler: 'table' }))
    const { id } = await call('ask', 'find', 'table')
    await own.playLoop('run')
    expect(why()).toEqual({ kind: 'ask', name: 'ask', problem: expect.stringContaining('no handler') })
    expect(own.resultsFor(id).map(({ by }) => by)).toEqual(['hand', 'fixed'])
    expect(calls).toHaveLength(1)
    own.setResult(id, 0, '1')
    own.setResult(id, 2, '2')
    const played = own.playLoop('run')
    await answer(1, last('Done.'))
    await played
    expect(responses(1)).toEqual([{ output: 1 }, { of: 'find' }, { output: 2 }])
  })

  test('prepares the answer of a function that acts, and sends it at the next press', async () => {
    declare(fixed('pay', { acts: true }))
    await call('pay')
    await own.playLoop('run')
    expect([why(), calls.length]).toEqual([{ kind: 'acts', name: 'pay' }, 1])
    const played = own.playLoop('run')
    await answer(1, last('Paid.'))
    await played
    expect(responses(1)).toEqual([{ of: 'pay' }])
  })

  test('asks for a function that acts even where it goes wrong on purpose', async () => {
    declare(fixed('pay', { acts: true, fault: 'empty' }))
    await call('pay')
    await own.playLoop('run')
    expect([why(), calls.length]).toEqual([{ kind: 'acts', name: 'pay' }, 1])
    const played = own.playLoop('run')
    await answer(1, last('Paid.'))
    await played
    expect(responses(1)).toEqual([{}])
  })

  test.each(['steps', 'calls'] as const)('stops at the limit of %s', async (of) => {
    declare(fixed('find'))
    own.setLimit(of, 1)
    await call('find')
    const played = own.playLoop('run')
    await answer(1, calling('find'))
    await played
    expect([why(), calls.length]).toEqual([{ kind: 'limit', of, most: 1 }, 2])
  })

  test('results in another order than their calls go back into their own fields', async () => {
    const { id } = await call('a', 'b')
    const results = ['b', 'a'].map((name) => ({ functionResponse: { name, response: { of: name } } }))
    const sending = own.sendParts(results as never)
    ;(await callAt(1)).json(500, { error: { code: 500, message: 'no', status: 'INTERNAL' } })
    expect(await sending).toBe(true)
    const failed = () => own.chat.getState().shown.at(-1)!
    await vi.waitFor(() => expect(own.canAnswerAgain(failed())).toBe(true))
    await own.answerAgain(failed())
    expect(own.resultsFor(id).map(({ text }) => JSON.parse(text))).toEqual([{ of: 'a' }, { of: 'b' }])
  })

  test('calls are not answered again where something else would come up or be lost', async () => {
    declare(fixed('find'))
    await call('find')
    const played = own.playLoop('run')
    await answer(1, last('half', 'SAFETY'))
    await played
    const blocked = own.chat.getState().shown.at(-1)!
    expect(own.canAnswerAgain(blocked)).toBe(true)
    const [results] = own.chat.getState().shown.slice(-2)
    const inline = { inlineData: { mimeType: 'image/png', data: 'AA==' } }
    const functionResponse = { name: 'find', response: {}, parts: [inline] }
    await own.apply({ put: [{ ...results!, parts: [{ functionResponse }] }] })
    expect(own.canAnswerAgain(blocked)).toBe(false)
    const odd = { ...functionResponse, parts: {} as [] }
    await own.apply({ put: [{ ...results!, parts: [{ functionResponse: odd }] }] })
    expect(own.canAnswerAgain(blocked)).toBe(true)
    await own.apply({ put: [results!] })
    expect(own.canAnswerAgain(blocked)).toBe(true)
    await own.apply({
      put: [own.makeTurn('model', here(), blocked.parent, [], { slot: blocked.slot, at: 0 })],
    })
    expect(own.canAnswerAgain(blocked)).toBe(false)
    await own.answerAgain(blocked)
    expect(own.chat.getState().shown.at(-1)?.id).toBe(blocked.id)
  })

  test('has ended once its conversation is left, whatever comes of the answer, and says so at that turn', async () => {
    declare(fixed('find'))
    const { conversation } = await call('find')
    const played = own.playLoop('run')
    await callAt(1)
    const { id } = own.chat.getState().shown.at(-1)!
    own.newChat()
    await played
    const { running, stopped } = own.loops.getState()
    expect([running, stopped[conversation]]).toEqual([{}, { turn: id, why: { kind: 'left' } }])
  })

  test('stops where a request fails, and its calls can be answered again with what was given', async () => {
    declare(fixed('find'))
    const { id } = await call('find')
    const played = own.playLoop('run')
    ;(await callAt(1)).json(400, { error: { code: 400, message: 'no', status: 'INVALID_ARGUMENT' } })
    await played
    expect(why()).toEqual({ kind: 'ended badly', outcome: 'failed' })
    const refused = own.chat.getState().shown.at(-1)!
    await own.answerAgain(refused)
    expect(own.chat.getState().shown.at(-1)?.id).toBe(id)
    expect(own.resultsFor(id)).toMatchObject([{ text: '{\n  "of": "find"\n}', by: 'fixed' }])
    await own.chat.getState().undo?.bringBack()
    expect(own.chat.getState().shown.at(-1)?.id).toBe(refused.id)
  })
})

test('Step answers and sends once, and stops at the next calls', async () => {
  declare(fixed('find'))
  await call('find')
  const played = own.playLoop('step')
  await answer(1, calling('find'))
  await played
  expect([why(), calls.length]).toEqual([{ kind: 'stepped' }, 2])
})

test('Stop loop ends the answer on its way, and nothing comes after it', async () => {
  declare(fixed('find'))
  await call('find')
  const played = own.playLoop('run')
  await callAt(1)
  own.stopLoop()
  await played
  expect(why()).toEqual({ kind: 'stopped' })
  expect(calls).toHaveLength(2)
  await vi.waitFor(() => expect(own.isAnswering()).toBe(false))
})

test('the calls of an answer that was stopped are not answered, for it is not sent again, until it is kept', async () => {
  declare(fixed('find'))
  own.setDraftText('Go.')
  await own.sendDraft()
  const { run } = own.liveHere(own.chat.getState())!
  const content = calling('find').candidates[0]?.content
  ;(await callAt(0)).send({ candidates: [{ content, index: 0 }] })
  const turn = () => own.chat.getState().shown.at(-1)!
  await vi.waitFor(() => expect(own.partsOf(turn())).toHaveLength(1))
  own.stopChat()
  await run.kept
  expect(own.stepsOf(own.chat.getState()).waiting).toBeNull()
  await own.keepTurn(turn().id, true)
  expect(own.stepsOf(own.chat.getState()).waiting?.turn.id).toBe(turn().id)
})

test('a loop that breaks says so', async () => {
  vi.doMock('../functions/answerCall.ts', () => ({
    answerCall: () => Promise.reject(new Error('It could not be loaded.')),
  }))
  declare(fixed('find'))
  await call('find')
  await own.playLoop('run')
  vi.doUnmock('../functions/answerCall.ts')
  expect(why()).toEqual({ kind: 'broke', problem: 'It could not be loaded.' })
  expect(own.loops.getState().running).toEqual({})
})

test('Stop loop ends the wait of a function that is slow on purpose', async () => {
  declare(fixed('find', { fault: 'slow' }))
  await call('find')
  const played = own.playLoop('run')
  await vi.waitFor(() => expect(own.loops.getState().running[here()]?.slow?.names).toEqual(['find']))
  own.stopLoop()
  await played
  expect([why(), calls.length]).toEqual([{ kind: 'stopped' }, 1])
})

test.each<[string, () => unknown]>([
  ['another conversation is shown', () => own.newChat()],
  ['the conversation is deleted', () => own.deleteConversation(here())],
  ['the connection is changed', () => own.session.setState({ connectionId: 'other' })],
])('nothing is sent any more once %s', async (_, leave) => {
  declare(fixed('find', { fault: 'slow' }))
  const { id, conversation } = await call('find')
  own.setDraftText('being written')
  const played = own.playLoop('run')
  await vi.waitFor(() => expect(own.loops.getState().running[conversation]?.slow).not.toBeNull())
  await leave()
  await played
  expect(calls).toHaveLength(1)
  expect(own.resultsFor(id)).toMatchObject([{ by: 'fixed' }])
})
