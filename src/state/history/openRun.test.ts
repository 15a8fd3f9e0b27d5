import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { fieldText } from '../../request/draft.ts'
import { received, says, settingsFor } from '../../runs/fixtures/run.ts'
import { keysOnDisk } from '../../store/fixtures/base.ts'
import type { RequestDoc } from '../../request/doc.ts'

async function page() {
  vi.resetModules()
  vi.stubGlobal('location', { hash: '#/history', origin: 'https://app.example', pathname: '/' })
  const [open, share, documents, prompt, promptRun, registry, chat, said, arrival, actions, shell] =
    await Promise.all([
      import('./openRun.ts'),
      import('../share/share.ts'),
      import('../documents/documents.ts'),
      import('../prompt/prompt.ts'),
      import('../prompt/promptRun.ts'),
      import('../../runs/registry.ts'),
      import('../chat/chat.ts'),
      import('../chat/said.ts'),
      import('../chat/arrival.ts'),
      import('./actions.ts'),
      import('../shell/workspace.ts'),
    ])
  return {
    ...open,
    ...share,
    ...documents,
    ...prompt,
    ...promptRun,
    ...registry,
    ...chat,
    ...said,
    ...arrival,
    said: actions.said,
    goTo: shell.goTo,
  }
}
let own: Awaited<ReturnType<typeof page>>
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  own = await page()
  await Promise.all([own.promptDoc.settings.load(), own.loadPrompt()])
  own.setText('Mine.')
  own.promptDoc.settings.setModel('mine')
})

const doc = (...texts: string[]): RequestDoc => ({
  v: 2,
  settings: settingsFor({ model: 'theirs', generationConfig: { temperature: 0.3 } }),
  turns: texts.map((text, at) => ({ role: at % 2 === 0 ? 'user' : 'model', parts: [{ text }] })),
})
const runOf = (asked: RequestDoc) => {
  const run = received([says('An answer.', 'STOP')], { kind: 'end' }, { asked: { kind: 'doc', doc: asked } })
  own.publishRun(run)
  return run
}
const here = () => [fieldText(own.prompt.getState()), own.promptDoc.settings.store.getState().model]

test('a copy of what was asked stands in Prompt, and what stood there an undo away', async () => {
  expect(await own.openInPrompt(runOf(doc('Theirs.')))).toBeNull()
  expect(here()).toEqual(['Theirs.', 'theirs'])
  expect(own.promptLaunch.store.getState().problem).toBeNull()
  await own.bringBack()
  expect(here()).toEqual(['Mine.', 'mine'])
})

test('a second copy over an untouched first one leaves the way back to the reader’s own', async () => {
  await own.openInPrompt(runOf(doc('Theirs.')))
  await own.openInPrompt(runOf(doc('Another.')))
  await own.bringBack()
  expect(here()).toEqual(['Mine.', 'mine'])
})

test('of a conversation Prompt takes the last message, and says what stays behind', async () => {
  await own.openInPrompt(runOf(doc('First.', 'Answer.', 'Second.')))
  expect(here()[0]).toBe('Second.')
  expect(own.promptLaunch.store.getState().problem).toMatch(/other 2 turns stay behind/)
})

test('in Chat it is a conversation of its own, with the run as its last answer', async () => {
  const run = runOf(doc('First.', 'Answer.', 'Second.'))
  expect(await own.openInChat(run)).toBeNull()
  const { shown } = own.chat.getState()
  expect(shown.map(({ role }) => role)).toEqual(['user', 'model', 'user', 'model'])
  expect(shown.at(-1)).toMatchObject({ run: run.id, candidate: 0 })
  expect(own.partsOf(shown.at(-1)!)).toEqual([{ text: 'An answer.' }])
  expect(own.promptDoc.settings.store.getState().model).toBe('theirs')
  await own.bringBack()
  expect(here()).toEqual(['Mine.', 'mine'])
})

test('a call of Prompt goes on in Chat from the answer chosen, signature intact, and the way back leads to what was open', async () => {
  const signed = { functionCall: { name: 'f', args: {}, id: 'a' }, thoughtSignature: 'c2ln' }
  const chunk = {
    candidates: [{ index: 1, content: { role: 'model', parts: [signed] }, finishReason: 'STOP' }],
  }
  const { settings } = own.promptDoc
  const asked = { ...doc('First.'), settings: settings.store.getState() }
  const run = received([chunk], { kind: 'end' }, { asked: { kind: 'doc', doc: asked } })
  own.publishRun(run)
  await own.openInChat(run, 1)
  const { shown, current, undo } = own.chat.getState()
  expect(own.partsOf(shown.at(-1)!)).toEqual([signed])
  expect(own.beforeShared.getState().snapshot).toBeNull()
  expect(location.hash).toBe('#/chat')
  await undo?.bringBack()
  expect(own.chat.getState()).toMatchObject({ undo: null, conversations: [] })
  expect(own.chat.getState().current.id).not.toBe(current.id)
  expect(location.hash).toBe('#/history')
  expect(here()).toEqual(['Mine.', 'mine'])
})

test('Undo of a new chat makes it as it was, whatever had been opened before', async () => {
  await own.openInPrompt(runOf(doc('Theirs.')))
  const { snapshot } = own.beforeShared.getState()
  await own.openInChat(runOf({ ...doc('Another.'), settings: settingsFor({ model: 'another' }) }))
  await own.chat.getState().undo?.bringBack()
  expect(here()).toEqual(['Theirs.', 'theirs'])
  expect(own.beforeShared.getState().snapshot).toBe(snapshot)
  await own.bringBack()
  expect(here()).toEqual(['Mine.', 'mine'])
})

test('Undo of a new chat takes nothing that was written, set or opened since, and says so', async () => {
  const changes = [
    () => own.setText('Written since.'),
    () => own.promptDoc.settings.setModel('since'),
    () => own.openInPrompt(runOf(doc('Opened since.'))),
  ]
  for (const change of changes) {
    own.said.setState({ all: [] })
    own.promptDoc.settings.setModel('mine')
    await own.openInChat(runOf(doc('First.')))
    const { undo } = own.chat.getState()
    await change()
    const now = here()
    await undo?.bringBack()
    expect(here()).toEqual(now)
    expect(own.said.getState().all).toMatchObject([{ words: expect.stringContaining('stay as they are') }])
    own.goTo('history')
  }
})

test('what came from a conversation opens there, with its turn in sight', async () => {
  const run = runOf(doc('First.'))
  await own.openInChat(run)
  expect(own.arrival.getState().turn).toBeNull()
  const { current, shown } = own.chat.getState()
  const turn = shown.at(-1)!.id
  own.newChat()
  const origin = { kind: 'chat', conversation: current.id, turn } as const
  expect(await own.openInChat({ ...run, origin })).toBeNull()
  expect(own.chat.getState().current.id).toBe(current.id)
  expect(own.arrival.getState().turn).toBe(turn)
})

test('a run whose request was not kept says so, and nothing changes', async () => {
  const run = received([says('x')], undefined, { asked: { kind: 'unknown', model: 'm', stream: true } })
  expect(await own.openInPrompt(run)).toMatch(/earlier version/)
  expect(await own.openInChat(run)).toMatch(/earlier version/)
  expect(here()).toEqual(['Mine.', 'mine'])
})

test('a run of the memory is kept once it is opened in Chat, for its turn points to it', async () => {
  const { startFake, stopStarted } = await import('../../runs/fixtures/start.ts')
  const handle = startFake({ keep: 'memory' })
  await stopStarted()
  await own.openInChat(await handle.settled)
  expect(await keysOnDisk('runs')).toEqual([handle.id])
})
