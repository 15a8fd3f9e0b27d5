import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fieldText } from '../../request/draft.ts'
import type { RequestDoc } from '../../request/doc.ts'
import { calls, fakeFetch, forgetCalls } from '../../runs/fixtures/server.ts'
import { nthCall } from '../../runs/fixtures/start.ts'
import { says } from '../../runs/fixtures/run.ts'
import { read } from '../../runs/read.ts'
import { keysOnDisk, recordsOnDisk } from '../../store/fixtures/base.ts'
import { demoOf } from '../connection/fixtures/demo.ts'

/** What `loadImageBase64` waits for. */
let pictures: Promise<void>
const image = {
  id: 'a'.repeat(64),
  name: 'cat.png',
  mimeType: 'image/png' as const,
  bytes: 9,
  from: { at: 'store' as const },
}

/** A fresh module is a fresh page; the base stays what it is. */
async function page() {
  vi.resetModules()
  vi.doMock('../images/images.ts', () => ({
    loadImageBase64: async () => {
      await pictures
      return 'QUJD'
    },
  }))
  const [
    run,
    prompt,
    documents,
    session,
    registry,
    rebuild,
    inspector,
    drafts,
    database,
    chat,
    workspace,
    settings,
    doc,
  ] = await Promise.all([
    import('./promptRun.ts'),
    import('./prompt.ts'),
    import('../documents/documents.ts'),
    import('../connection/session.ts'),
    import('../../runs/registry.ts'),
    import('../rebuild.ts'),
    import('../shell/inspector.ts'),
    import('../../store/drafts.ts'),
    import('../../store/database.ts'),
    import('../chat/chat.ts'),
    import('../shell/workspace.ts'),
    import('../documents/settings.ts'),
    import('../../request/doc.ts'),
  ])
  session.provideDemo(async () => demoOf(fakeFetch))
  const shown = () => {
    const { id } = run.shownPromptRun.getState()
    return id === null ? null : registry.peekRun(id)
  }
  const all = {
    ...run,
    ...prompt,
    ...documents,
    ...registry,
    ...rebuild,
    ...inspector,
    ...drafts,
    ...database,
  }
  return { ...all, ...chat, ...workspace, ...settings, ...doc, session: session.session, shown }
}
type Page = Awaited<ReturnType<typeof page>>
let own: Page
async function reload(): Promise<void> {
  own = await page()
  await own.loadPromptRun()
}
const problem = () => own.promptLaunch.store.getState().problem

async function answer(number: number, text: string): Promise<void> {
  const call = await nthCall(number)
  call.send(says(text, 'STOP'))
  call.end()
  await vi.waitFor(() => expect(own.shown()?.ending).not.toBeNull(), { interval: 2 })
}

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  vi.stubGlobal('location', { hash: '#/prompt' })
  pictures = Promise.resolve()
  forgetCalls()
  own = await page()
})
afterEach(() => {
  own.stopPrompt()
  vi.unstubAllGlobals()
})

test('Run sends what is written with the settings there are, and shows the run at once', async () => {
  own.setText('hello')
  own.promptDoc.settings.set('generationConfig.temperature', 0.5)
  own.inspect('an older run')
  expect(await own.runPrompt()).toBe(true)
  expect(own.shown()).toMatchObject({ chunks: [], ending: null, origin: { kind: 'prompt' } })
  // The Inspector follows the newest run.
  expect(own.inspector.getState().run).toBeNull()
  await answer(0, 'hi')
  expect(calls[0]!.body).toEqual({
    contents: [{ role: 'user', parts: [{ text: 'hello' }] }],
    generationConfig: { temperature: 0.5 },
  })
  expect(read(own.shown()!).outcome).toBe('complete')
})

test('why nothing was sent is said, and the answer before it stays', async () => {
  own.setText('hello')
  await own.runPrompt()
  await answer(0, 'hi')
  const before = own.shown()
  own.setText(' ')
  expect(await own.runPrompt()).toBe(false)
  expect([problem(), own.shown(), calls.length]).toEqual(['Write a prompt first.', before, 1])
})

test('a newer run ends the one before, which keeps what it has brought; pressed twice it is one', async () => {
  own.setText('one')
  await own.runPrompt()
  const first = await nthCall(0)
  const { id } = own.shown()!
  expect([await own.runPrompt(), own.shown()!.id]).toEqual([true, id])
  first.sendText('half')
  await vi.waitFor(() => expect(own.shown()?.chunks).toHaveLength(1))
  await own.runPrompt()
  expect(own.shown()).toMatchObject({ chunks: [] })
  await answer(1, 'whole')
  expect([first.signal.aborted, calls.length, own.peekRun(id)?.ending?.kind]).toEqual([true, 2, 'stopped'])
})

test('of two presses that wait for pictures only the later one is sent', async () => {
  const gate: { open?: () => void } = {}
  pictures = new Promise((done) => {
    gate.open = done
  })
  own.setText('one')
  own.addMedia(image)
  const first = own.runPrompt()
  own.setText('two')
  const second = own.runPrompt()
  gate.open?.()
  expect([await first, await second]).toEqual([false, true])
  await answer(0, 'hi')
  expect(calls).toHaveLength(1)
  expect(JSON.stringify(calls[0]!.body)).toContain('two')
})

test('Stop while pictures are read sends nothing', async () => {
  own.setText('one')
  own.addMedia(image)
  const pressed = own.runPrompt()
  own.stopPrompt()
  expect(await pressed).toBe(false)
  expect([calls.length, own.shown(), problem()]).toEqual([0, null, null])
})

test('Stop takes back what was scheduled, and a press takes its place', async () => {
  own.setText('later')
  const scheduled = () => own.promptLaunch.store.getState().scheduled
  own.schedulePrompt(Date.now() + 20)
  own.stopPrompt()
  expect(scheduled()).toBeNull()
  own.schedulePrompt(Date.now() + 20)
  await own.runPrompt()
  await answer(0, 'now')
  await new Promise((done) => setTimeout(done, 40))
  expect([calls.length, scheduled()]).toEqual([1, null])
  own.schedulePrompt(Date.now() + 5)
  await nthCall(1)
  expect(scheduled()).toBeNull()
})

/** Longer than the pause before a draft is written. */
const written = () => new Promise((done) => setTimeout(done, 400))

test('after a reload the answer is there, and its request byte for byte', async () => {
  own.setText('look')
  own.addMedia(image)
  await own.runPrompt()
  await answer(0, 'a cat')
  const before = own.shown()
  await written()
  const after = await page()
  await after.loadPromptRun()
  expect(after.shown()).toEqual(before)
  expect(await after.rebuild(after.shown()!)).toMatchObject({
    differs: null,
    body: JSON.stringify(calls[0]!.body),
  })
})

test('a request says so where what it was made from has changed', async () => {
  own.setText('look')
  await own.runPrompt()
  await answer(0, 'a cat')
  const run = own.shown()!
  if (run.asked.kind !== 'doc') throw new Error('no document')
  const { doc } = run.asked
  const other = { ...doc, settings: { ...doc.settings, systemInstruction: 'new' } }
  expect(await own.rebuild({ ...run, asked: { kind: 'doc', doc: other } })).toMatchObject({
    differs: expect.stringMatching(/^This is not byte for byte what was sent: \d+ bytes then, \d+ now/),
  })
})

test('the answer of the last visit does not take the place of a run that has begun', async () => {
  own.setText('one')
  await own.runPrompt()
  await answer(0, 'old')
  await written()
  own = await page()
  const loading = own.loadPromptRun()
  own.setText('two')
  await own.runPrompt()
  const { id } = own.shown()!
  await loading
  expect(own.shown()?.id).toBe(id)
  await answer(1, 'new')
})

test('the last answers of version 1 become runs, each tab its own, once', async () => {
  const raw = JSON.stringify(says('kept', 'STOP'))
  const run = (id: string) => [
    { id, model: 'gemini-old', startedAt: 1, streamed: true, elapsed: 5, ending: { kind: 'end' }, count: 1 },
    { id, request: { contents: [{ parts: [{ text: 'hi' }] }] }, sent: null },
    { id, chunks: [{ at: 1, bytes: 9, raw }] },
  ]
  const names = ['head', 'request', 'chunks/000000']
  await own.write(
    ['one', 'two'].flatMap((tab) =>
      run(tab).map((value, at) => ({
        store: 'drafts' as const,
        key: `run/prompt/${tab}/${names[at]}`,
        value,
      })),
    ),
  )
  await own.write([{ store: 'drafts', key: 'run/prompt/broken/head', value: { id: 'x' } }])
  await own.write([{ store: 'drafts', key: 'tab/two', value: 5 }])
  await reload()
  expect(own.shown()).toMatchObject({ id: 'v1-prompt-two', elapsed: 5, chunks: [{ raw }] })
  expect(await own.findRun('v1-prompt-one')).toMatchObject({ asked: { kind: 'doc' } })
  const disk = await recordsOnDisk()
  expect([...disk.keys()].filter((key) => key.startsWith('drafts/run/prompt/'))).toEqual([])
  expect(disk.get('drafts/prompt-run/one')).toEqual({ run: 'v1-prompt-one' })
  // What a tab shows stays, however many runs there are.
  expect(disk.get('references/drafts/prompt-run/two')).toEqual({ targets: ['run/v1-prompt-two'] })
})

test('a key that was asked about is cut out of prompt and instruction', async () => {
  const key = `AIza${'Sy0'.repeat(12)}`
  own.setText(`it is ${key}.`)
  own.promptDoc.settings.setSystemInstruction(`use ${key}`)
  expect(await own.runPrompt()).toBe(false)
  expect(own.promptLaunch.store.getState().asking).toBe(true)
  own.removePromptKey()
  expect(own.promptLaunch.store.getState().asking).toBe(false)
  expect([
    fieldText(own.prompt.getState()),
    own.promptDoc.settings.store.getState().systemInstruction,
  ]).toEqual(['it is .', 'use '])
  expect(await own.runPrompt()).toBe(true)
})

test('what arrived goes on as a conversation, which keeps its run at hand and asks for the rest', async () => {
  own.setText('tell')
  own.addMedia(image)
  await own.runPrompt()
  const call = await nthCall(0)
  call.send(says('once upon', 'MAX_TOKENS'))
  call.end()
  await vi.waitFor(() => expect(own.shown()?.ending).not.toBeNull())
  await own.askForRest(0)
  const second = await nthCall(1)
  expect(second.body).toMatchObject({
    contents: [
      { role: 'user', parts: [{ inlineData: { mimeType: 'image/png' } }, { text: 'tell' }] },
      { role: 'model', parts: [{ text: 'once upon' }] },
      { role: 'user', parts: [{ text: 'Continue exactly where you stopped.' }] },
    ],
  })
  expect(own.workspace.getState().workspace).toBe('chat')
  for (let at = 0; at < 40; at++) own.publishRun({ ...own.shown()!, id: `other ${at}` })
  const [, model] = own.chat.getState().shown
  expect(own.peekRun(model!.run!)).not.toBeNull()
  for (const { run } of own.chat.getState().live.values()) run.stop()
})

const state = (): RequestDoc => ({
  v: 2,
  settings: own.fresh('demo-empty'),
  turns: [{ role: 'user', parts: [{ text: 'Show it' }] }],
})

test('a state of the demo is met beside what is written, also again and after a reload', async () => {
  own.setText('my draft')
  own.promptDoc.settings.set('generationConfig.temperature', 0.5)
  const doc = state()
  const before = [own.prompt.getState(), own.promptDoc.settings.store.getState()]
  expect(await own.runBeside(doc)).toBe(true)
  await answer(0, 'met')
  expect([own.prompt.getState(), own.promptDoc.settings.store.getState()]).toEqual(before)
  expect(await own.runPromptAgain()).toBe(true)
  await answer(1, 'met again')

  await written()
  await reload()
  expect(await own.runPromptAgain()).toBe(true)
  await answer(2, 'met once more')
  const stateBody = { contents: [{ role: 'user', parts: [{ text: 'Show it' }] }] }
  expect(calls.map(({ body }) => body)).toEqual([stateBody, stateBody, stateBody])
  expect(own.shown()?.asked).toMatchObject({ doc: { settings: { model: 'demo-empty' } } })

  // What is written is run by Run, and from then on again.
  own.setText('my draft')
  await own.runPrompt()
  await answer(3, 'mine')
  await own.runPromptAgain()
  await answer(4, 'mine again')
  expect(calls.slice(3).map(({ body }) => JSON.stringify(body))).toEqual([
    expect.stringContaining('my draft'),
    expect.stringContaining('my draft'),
  ])
})

test('a state of the demo is not asked of another server', async () => {
  await own.runBeside(state())
  await answer(0, 'met')
  own.session.setState({ backend: 'live', baseUrl: 'https://gateway.test', apiKey: 'k', connectionId: '1' })
  own.setText('')
  expect(await own.runPromptAgain()).toBe(false)
  expect([problem(), calls.length]).toEqual(['Write a prompt first.', 1])
})

async function threeAnswers(): Promise<void> {
  own.setText('hello')
  for (const [number, text] of ['one', 'two', 'three'].entries()) {
    await own.runPrompt()
    await answer(number, `answer ${text}`)
  }
}

const pointer = async () =>
  [...(await recordsOnDisk())].find(([key]) => key.startsWith('drafts/prompt-run/'))?.[1]

test('the answers before stay within reach, after a reload too', async () => {
  await threeAnswers()
  const said = () => read(own.shown()!).reply.candidates[0]?.parts[0]?.text
  // Of quick presses each one counts; before the first there is none.
  await Promise.all([own.stepPromptRun(-1), own.stepPromptRun(-1), own.stepPromptRun(-1)])
  expect(said()).toBe('answer one')
  await own.stepPromptRun(1)
  const { id } = own.shownPromptRun.getState()
  await vi.waitFor(async () => expect(await pointer()).toMatchObject({ run: id, presses: [{}, {}, {}] }))
  await reload()
  expect(said()).toBe('answer two')
  await own.stepPromptRun(1)
  expect(said()).toBe('answer three')
  expect(calls).toHaveLength(3)
})

test('an answer that was deleted meanwhile is passed over, after a reload too', async () => {
  await threeAnswers()
  const [first, second, third] = own.shownPromptRun.getState().presses.map(({ run }) => run)
  const { deleteRuns } = await import('../../runs/journal.ts')
  const drop = (...ids: string[]) => deleteRuns(ids.map((id) => ({ id, origin: { kind: 'prompt' } })))
  await vi.waitFor(async () => expect(await keysOnDisk('runs')).toHaveLength(3))
  await drop(second!)
  own.forgetRun(second!)
  await own.stepPromptRun(-1)
  expect(own.shownPromptRun.getState()).toEqual({ id: first, presses: [{ run: first }, { run: third }] })
  await drop(first!)
  await vi.waitFor(async () => expect(await pointer()).toMatchObject({ run: first }))
  await reload()
  expect(own.shownPromptRun.getState()).toEqual({ id: third, presses: [{ run: third }] })
})

test('Stop and Run follow the run that was begun last, whichever is on the screen', async () => {
  own.setText('one')
  await own.runPrompt()
  await answer(0, 'one')
  await own.runPrompt()
  const second = await nthCall(1)
  await own.stepPromptRun(-1)
  own.stopPrompt()
  expect(second.signal.aborted).toBe(true)
})
