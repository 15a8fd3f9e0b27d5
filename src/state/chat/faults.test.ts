import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { forgetCalls } from '../../runs/fixtures/server.ts'
import { answerBy, callAt, calling, last, page } from './fixtures/page.ts'
import type { GenerateContentRequest, Part } from '../../gemini/types.ts'
import type { CallFault } from '../../request/functions/declaration.ts'
import type { Page } from './fixtures/page.ts'

let own: Page
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  own = await page()
  own.chatDoc.settings.setModel('gemini-3.6-flash')
})

/** Two parallel calls, the first of a function with a fault; both results are sent. @returns what went over the wire */
async function sent(fault: CallFault): Promise<Part[][]> {
  own.chatDoc.settings.set('functions', [
    { declaration: { name: 'look_up' }, fault },
    { declaration: { name: 'add' } },
  ])
  own.setDraftText('Go.')
  await own.sendDraft()
  await callAt(0)
  await answerBy(own, calling('look_up', 'add'))
  const turn = own.chat.getState().shown.at(-1)!
  const waiting = [0, 1].map((at) => ({ id: `call-${at}`, name: ['look_up', 'add'][at]! }))
  own.setResult(turn.id, 0, '{"found":1}')
  own.setResult(turn.id, 1, '3')
  expect(await own.sendResults(turn.id, waiting)).toEqual({ sent: true })
  const { body } = await callAt(1)
  return (body as GenerateContentRequest).contents.map(({ parts = [] }) => parts)
}

const response = (parts: readonly Part[] = []) => parts.map((part) => part.functionResponse?.response)
const sum = { output: 3 }

test.each<[CallFault, unknown[]]>([
  ['error', [{ error: expect.any(String) }, sum]],
  ['empty', [{}, sum]],
  ['wrong type', ['{"found":1}', sum]],
  ['missing response', [sum]],
  ['slow', [{ found: 1 }, sum]],
  ['missing signature', [{ found: 1 }, sum]],
])('%s on purpose: nobody asks, and the request can be printed anew', async (fault, responses) => {
  const [, called, results] = await sent(fault)
  expect(response(results)).toEqual(responses)
  expect(called?.map(({ thoughtSignature }) => thoughtSignature)).toEqual([
    fault === 'missing signature' ? undefined : expect.any(String),
    undefined,
  ])
  expect(own.chatLaunch.store.getState().errors).toBeNull()
  const { shown } = own.chat.getState()
  expect(shown.at(-2)?.answers).toEqual([{ by: 'hand', fault }, { by: 'hand' }])

  await answerBy(own, last('Well.'))
  const other = await page()
  await other.loadChat()
  const run = await other.findRun(shown.at(-1)!.run!)
  expect(await other.rebuild(run!)).toMatchObject({ differs: null })
})

test('only what goes wrong on the wire is on purpose: about any other Error somebody is asked', async () => {
  const { isOnPurpose } = await import('./faults.ts')
  const onPurpose = (fault: CallFault) => {
    const results = { ...own.makeTurn('user', 'c', null, []), answers: [{ by: 'hand' as const, fault }] }
    const isSo = isOnPurpose([own.makeTurn('model', 'c', null, []), results])
    const paths = [
      '[0].parts[0].functionCall',
      '[0].parts[0].thoughtSignature',
      '[1].parts[0].functionResponse',
    ]
    return paths.map((path) => isSo({ severity: 'error', path: `contents${path}`, says: '' }))
  }
  for (const fault of ['slow', 'error', 'empty'] as const) expect(onPurpose(fault)).not.toContain(true)
  for (const fault of ['wrong type', 'missing response'] as const)
    expect(onPurpose(fault)).toEqual([true, false, true])
  expect(onPurpose('missing signature')).toEqual([false, true, false])
})

test('of the only call the missing response leaves a text: a turn without parts is none', async () => {
  own.chatDoc.settings.set('functions', [{ declaration: { name: 'add' }, fault: 'missing response' }])
  own.setDraftText('Go.')
  await own.sendDraft()
  await callAt(0)
  await answerBy(own, calling('add'))
  const turn = own.chat.getState().shown.at(-1)!
  expect(await own.sendResults(turn.id, [{ id: 'call-0', name: 'add' }])).toEqual({ sent: true })
  expect((await callAt(1)).body).toMatchObject({
    contents: [{}, {}, { parts: [{ text: 'There is no response.' }] }],
  })
})
