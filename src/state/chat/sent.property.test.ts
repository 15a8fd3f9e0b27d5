import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calls, forgetCalls } from '../../runs/fixtures/server.ts'
import { callAt, last, page } from './fixtures/page.ts'
import type { Page } from './fixtures/page.ts'
import type { Turn } from './tree.ts'

const models = ['demo-flash', 'gemini-3.6-flash', 'gemini-2.5-flash-image'] as const
const at = fc.nat(20)
interface AtTurn {
  do: 'again' | 'edit' | 'delete' | 'role' | 'leave' | 'keep' | 'pick' | 'up' | 'insert' | 'version'
  at: number
}
type Act =
  | AtTurn
  | { do: 'send' | 'add'; text: string; picture: boolean }
  | { do: 'undo' | 'reload' }
  | { do: 'model'; model: string }
  | { do: 'warmth'; value: number }

const text = fc.string({ minLength: 1, maxLength: 8 })
const atTurn = (name: AtTurn['do'], weight = 1) => ({
  weight,
  arbitrary: fc.record({ do: fc.constant(name), at }) as fc.Arbitrary<Act>,
})
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('send' as const), text, picture: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('add' as const), text, picture: fc.boolean() }) },
  atTurn('again', 3),
  atTurn('edit', 2),
  atTurn('pick', 2),
  ...(['delete', 'role', 'leave', 'keep', 'up', 'insert', 'version'] as const).map((name) => atTurn(name)),
  { weight: 1, arbitrary: fc.constant<Act>({ do: 'undo' }) },
  { weight: 1, arbitrary: fc.constant<Act>({ do: 'reload' }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('model' as const), model: fc.constantFrom(...models) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('warmth' as const),
      value: fc.double({ min: 0, max: 2, noNaN: true }),
    }),
  },
)

const image = {
  id: 'a'.repeat(64),
  name: 'cat.png',
  mimeType: 'image/png' as const,
  bytes: 9,
  from: { at: 'store' as const },
}

/** How the nth answer comes out: whole, in two candidates, with a thought and a call, cut off, blocked, refused, cut. */
async function answer(own: Page, number: number): Promise<void> {
  const call = await callAt(number)
  const { run } = own.chat.getState().live.get(own.chat.getState().current.id)!
  const candidate = (index: number) => ({ ...last(`${number}.${index}`).candidates[0], index })
  const kind = number % 7
  if (kind === 3) call.json(400, { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'no' } })
  else {
    if (kind === 1)
      call.send({
        candidates: [
          {
            content: {
              parts: [
                { text: 'hm', thought: true },
                { functionCall: { name: 'f', args: { number } }, thoughtSignature: 'c2ln' },
              ],
            },
          },
        ],
      })
    if (kind === 2) call.send({ candidates: [candidate(0), candidate(1)] })
    else if (kind === 4) call.send(last('x', 'MAX_TOKENS'))
    else if (kind === 5) call.send(last('x', 'SAFETY'))
    else if (kind === 6) call.sendText('half')
    else call.send(last(`answer ${number}`))
    if (kind === 6) call.cut()
    else call.end()
  }
  await run.kept
}

async function reload(own: Page): Promise<Page> {
  const { id } = own.chat.getState().current
  const settings = own.chatDoc.settings.store.getState()
  const after = await page()
  after.chatDoc.settings.replace(settings)
  await after.loadChat()
  await after.openConversation(id)
  return after
}

/** Asks, and has the answer come where something was sent. */
async function asked(own: Page, sending: Promise<boolean>): Promise<void> {
  const number = calls.length
  if (await sending) await answer(own, Math.max(number, calls.length - 1))
}

/** Does one thing to the turn at a place of the screen. */
async function change(own: Page, name: AtTurn['do'], turn: Turn): Promise<void> {
  if (name === 'again') return asked(own, own.askAgain(turn.id))
  if (name === 'edit') await own.editTurn(turn.id, [`edited ${turn.at}`])
  if (name === 'delete') await own.deleteTurn(turn.id)
  if (name === 'role') await own.setRole(turn.id, turn.role === 'user' ? 'model' : 'user')
  if (name === 'leave') await own.leaveOut([turn], !turn.leftOut)
  if (name === 'keep') await own.keepTurn(turn.id, !turn.kept)
  if (name === 'pick') await own.pickCandidate(turn.id, turn.candidate === 1 ? 0 : 1)
  if (name === 'up') await own.moveUp(turn.id)
  if (name === 'insert') await own.insertAfter(turn.id)?.written
  if (name === 'version') {
    const others = [...own.chat.getState().turns.values()].filter(({ slot }) => slot === turn.slot)
    await own.showVersion(others[turn.at % others.length]!)
  }
}

async function perform(own: Page, one: Act): Promise<Page> {
  if (one.do === 'send' || one.do === 'add') {
    own.setDraftText(one.text)
    if (one.picture) own.addDraftMedia(image)
    if (one.do === 'send') await asked(own, own.sendDraft())
    else await own.addDraft('model')
    own.clearDraft()
  } else if (one.do === 'reload') return reload(own)
  else if (one.do === 'undo') await own.chat.getState().undo?.bringBack()
  else if (one.do === 'model') own.chatDoc.settings.setModel(one.model)
  else if (one.do === 'warmth') own.chatDoc.settings.set('generationConfig.temperature', one.value)
  else if ('at' in one) {
    const { shown } = own.chat.getState()
    const turn = shown[one.at % Math.max(1, shown.length)]
    if (turn) await change(own, one.do, turn)
  }
  return own
}

test('whatever is done to a conversation, the request of each of its answers is printed anew as it was sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 25 }), async (acts) => {
      globalThis.indexedDB = new IDBFactory()
      forgetCalls()
      let own = await page()
      own.chatDoc.settings.replace({
        ...own.chatDoc.settings.store.getState(),
        model: models[0],
        generationConfig: {},
      })
      for (const one of acts) own = await perform(own, one)
      const after = await reload(own)
      const { id } = own.chat.getState().current
      for (const one of [own, after]) {
        const runs = await one.loadRunsOf({ kind: 'chat', conversation: id, turn: '' })
        const bodies: string[] = []
        for (const run of runs) {
          const rebuilt = await one.rebuild(run)
          expect(rebuilt).toMatchObject({ differs: null })
          if (typeof rebuilt !== 'string') bodies.push(rebuilt.body)
        }
        expect(bodies.toSorted()).toEqual(calls.map(({ body }) => JSON.stringify(body)).toSorted())
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)
