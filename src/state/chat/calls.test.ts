import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { calls, forgetCalls } from '../../runs/fixtures/server.ts'
import { callAt, holdPictures, page } from './fixtures/page.ts'
import type { Content, Part } from '../../gemini/types.ts'
import type { Page } from './fixtures/page.ts'

const words =
  'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.'
const refusal = { error: { code: 400, status: 'INVALID_ARGUMENT', message: words } }

const call = (name: string, id?: string): Part => ({ functionCall: { name, args: {}, ...(id && { id }) } })
const result = (name: string, id?: string): Part => ({
  functionResponse: { name, response: { ok: true }, ...(id && { id }) },
})
const user = (...parts: Part[]): Content => ({ role: 'user', parts })
const model = (...parts: Part[]): Content => ({ role: 'model', parts })
const ask = user({ text: 'weather?' })
const next = user({ text: 'and Bergen?' })

let own: Page
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  holdPictures()()
  own = await page()
})

/** Opens the contents, sends `next` after them, and has it refused. @returns what is known of the refusal */
async function refused(contents: readonly Content[], answer: unknown = refusal) {
  const { openContents } = await import('./contents.ts')
  const { unansweredIn } = await import('./calls.ts')
  await openContents(contents)
  own.setDraftText('next')
  // Asked first: the API is known to refuse it.
  if (!(await own.sendDraft())) await own.chatLaunch.sendAnyway()
  ;(await callAt(0)).json(400, answer)
  await vi.waitFor(() => expect(own.chat.getState().live.size).toBe(0))
  const look = () => {
    const { shown } = own.chat.getState()
    const run = own.peekRun(shown.at(-1)!.run!)!
    return { run, known: unansweredIn(run, shown, shown.length - 1) }
  }
  return { look, advice: () => own.adviseRun(look().run, 0, { call: look().known })! }
}

describe('the turn for which the API refuses a conversation', () => {
  test.each([
    ['a call without a result', [ask, model(call('get')), next], 2, ['get'], []],
    ['a call at the end', [ask, model(call('get'))], 2, ['get'], []],
    ['two calls, one result', [ask, model(call('a'), call('b')), user(result('a'))], 2, ['b'], []],
    ['the same call twice, one result', [ask, model(call('a'), call('a')), user(result('a'))], 2, ['a'], []],
    ['a result of another call', [ask, model(call('a', '1')), user(result('a', '2'))], 2, ['a'], []],
    ['a result that comes too late', [ask, model(call('a')), next, user(result('a'))], 2, ['a'], []],
    ['a result that nothing called for', [ask, model({ text: 'hm' }), user(result('a'))], 3, [], ['a']],
    ['a result at the very start', [user(result('a')), model({ text: 'hm' })], 1, [], ['a']],
  ])('%s', async (_, contents, position, missing, extra) => {
    const { look, advice } = await refused(contents)
    expect(look().known).toMatchObject({ position, missing, extra, mended: false })
    expect(advice().title).toMatch(/^Failed: a (call|result) has no (result|call)$/)
    expect(advice().words).toEqual(['400 INVALID_ARGUMENT', words])
    expect(advice().actions[0]).toMatchObject({
      label: `Show turn ${position}`,
      action: { kind: 'show-turn' },
    })
  })

  test.each([
    ['every call is answered', [ask, model(call('a'), call('b')), user(result('b'), result('a'))]],
    [
      'answered by id',
      [ask, model(call('a', '1'), call('a', '2')), user(result('a', '2'), result('a', '1'))],
    ],
    ['there are no calls', [ask, model({ text: 'sunny' })]],
  ])('there is none where %s', async (_, contents) => {
    const { look, advice } = await refused(contents)
    expect(look().known).toBeNull()
    expect(advice().title).toBe('Failed: the request was not accepted')
  })

  test('a server that names a field is believed', async () => {
    const details = [
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [{ field: 'generation_config.top_k', description: 'must be positive' }],
      },
    ]
    const { advice } = await refused([ask, model(call('a'))], { error: { ...refusal.error, details } })
    expect(advice().title).toBe('Failed: the request was not accepted')
  })
})

const bodyOf = (at: number) => (calls[at]!.body as { contents: Content[] }).contents
const again = async () => {
  await own.askAgain(own.chat.getState().shown.at(-1)!.id)
  await callAt(1)
}

describe('the ways out', () => {
  test('left out, the turn is not sent, and what was refused can be run again', async () => {
    const { look, advice } = await refused([ask, model(call('a')), next])
    await own.leaveOut([own.chat.getState().shown[1]!], true)
    expect(look().known).toMatchObject({ position: 2, mended: true })
    expect(advice().actions.map(({ label }) => label)).toEqual(['Run again', 'Show turn 2'])
    await again()
    expect(bodyOf(1).map(({ role }) => role)).toEqual(['user', 'user', 'user'])
  })

  test('an empty result stands in a turn of its own', async () => {
    const { addEmptyResults } = await import('./calls.ts')
    const { look } = await refused([ask, model(call('a', '1'), call('b')), next])
    await addEmptyResults(look().known!.turn)
    expect(look().known?.mended ?? true).toBe(true)
    await again()
    expect(bodyOf(1)[2]).toEqual({
      role: 'user',
      parts: [
        { functionResponse: { id: '1', name: 'a', response: {} } },
        { functionResponse: { name: 'b', response: {} } },
      ],
    })
    expect(bodyOf(1)).toHaveLength(5)
  })

  test('beside the results that are there it stands in their turn', async () => {
    const { addEmptyResults } = await import('./calls.ts')
    const { look } = await refused([ask, model(call('a'), call('b')), user(result('b'))])
    await addEmptyResults(look().known!.turn)
    await again()
    expect(bodyOf(1)[2]!.parts).toEqual([result('b'), { functionResponse: { name: 'a', response: {} } }])
    expect(bodyOf(1)).toHaveLength(4)
  })
})
