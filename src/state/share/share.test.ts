import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { fieldText } from '../../request/draft.ts'
import { fromLink } from '../../request/link.ts'
import type { Sharer } from './share.ts'

async function page() {
  vi.resetModules()
  vi.stubGlobal('location', { hash: '#/prompt', origin: 'https://app.example', pathname: '/' })
  const [share, { makeLink }, documents, promptStore, { session }, { workspace }] = await Promise.all([
    import('./share.ts'),
    import('./shareLink.ts'),
    import('../documents/documents.ts'),
    import('../prompt/prompt.ts'),
    import('../connection/session.ts'),
    import('../shell/workspace.ts'),
  ])
  return { ...share, settings: documents.promptDoc.settings, ...promptStore, makeLink, session, workspace }
}

type Page = Awaited<ReturnType<typeof page>>
let now: Page
beforeEach(async () => {
  now = await page()
  await Promise.all([now.settings.load(), now.loadPrompt()])
  now.dropBeforeShared()
  now.setText('Mine.')
  now.settings.setModel('mine')
  now.settings.set('generationConfig.temperature', 1.5)
})
const mine = () => [
  fieldText(now.prompt.getState()),
  now.settings.store.getState().model,
  now.settings.store.getState().generationConfig,
]

test('opening replaces only what the prompt names, and swaps back', async () => {
  await now.openShared({ workspace: 'prompt', parts: [{ text: 'Theirs.' }], model: 'theirs' })
  expect(mine()).toEqual(['Theirs.', 'theirs', { temperature: 1.5 }])
  expect(now.prompt.getState().untouched).toBe(true)
  await now.bringBack()
  expect(mine()).toEqual(['Mine.', 'mine', { temperature: 1.5 }])
  await now.bringBack()
  expect(mine()).toEqual(['Theirs.', 'theirs', { temperature: 1.5 }])
})

test('what was put aside survives a reload', async () => {
  await now.openShared({ workspace: 'prompt', parts: [{ text: 'Theirs.' }] })
  await new Promise((done) => setTimeout(done, 400))
  now = await page()
  await Promise.all([now.settings.load(), now.loadPrompt()])
  await now.loadBeforeShared()
  await now.bringBack()
  expect(mine()).toEqual(['Mine.', 'mine', { temperature: 1.5 }])
})

test('a workspace whose code is not there yet gets what was opened as soon as it is', async () => {
  const turns = [{ role: 'user' as const, parts: [{ text: 'Hi' }] }]
  await now.openShared({ workspace: 'chat', turns })
  const apply = vi.fn<Sharer['apply']>()
  now.registerSharer('chat', { collect: () => ({ turns }), apply })
  expect(apply).toHaveBeenCalledExactlyOnceWith({ workspace: 'chat', turns })
  expect(fieldText(now.prompt.getState())).toBe('Mine.')
})

test('a link says what it holds of the texts, and that vectors stay behind', async () => {
  const embed = {
    texts: ['a', 'b'],
    labels: ['', 'x'],
    taskType: 'CLUSTERING' as const,
    outputDimensionality: 768,
    asPrefix: false,
  }
  const collect = () => ({ model: 'embedder', systemInstruction: '', generationConfig: {}, embed })
  now.registerSharer('embeddings', { collect, apply: () => undefined })
  now.workspace.setState({ workspace: 'embeddings' })
  const { held } = await now.makeLink(await now.collectShared())
  expect(held.map(({ name, detail, left }) => [name, left || detail])).toEqual([
    ['Model', 'embedder'],
    ['Texts', '2 texts, 1 with labels; CLUSTERING, 768 dimensions, task as the API’s field'],
    ['API key', true],
    ['Vectors', true],
  ])
})

test('a link leaves signed addresses out, whether ids go along or not, and says whose', async () => {
  const fileUri = 'https://bucket.test/a.pdf?X-Amz-Signature=0f'
  const turns = [{ role: 'user' as const, parts: [{ text: 'Read it.' }, { fileData: { fileUri } }] }]
  now.registerSharer('chat', { collect: () => ({ turns }), apply: () => undefined })
  now.workspace.setState({ workspace: 'chat' })
  for (const withIds of [true, false]) {
    const { url, held } = await now.makeLink(await now.collectShared(), { ids: withIds })
    expect(held.find(({ name }) => name === 'Signed addresses')).toMatchObject({
      left: true,
      detail: expect.stringContaining('bucket.test'),
    })
    const opened = await fromLink(new URL(url!).hash)
    expect(JSON.stringify(opened)).not.toContain('X-Amz')
    expect(opened).toMatchObject({ prompt: { turns: [{ parts: [{ text: 'Read it.' }] }] } })
  }
})

test('what was put aside goes to disk without a key, wherever it stands', async () => {
  const key = `AIza${'x'.repeat(35)}`
  const own = { declaration: { name: 'find' }, handlers: { fixed: `{"key":"${key}"}` } }
  now.settings.set('functions', [own])
  await now.openShared({ workspace: 'prompt', parts: [{ text: 'Theirs.' }] })
  expect(now.beforeShared.getState().snapshot?.settings.functions).toEqual([own])
  await new Promise((done) => setTimeout(done, 400))
  now = await page()
  await now.loadBeforeShared()
  const [kept] = now.beforeShared.getState().snapshot?.settings.functions ?? []
  expect(kept).toMatchObject({ declaration: own.declaration })
  expect(JSON.stringify(kept)).not.toContain(key)
})

test('embeddings leave run settings and draft alone', async () => {
  await now.openShared({
    workspace: 'embeddings',
    model: 'theirs',
    parts: [{ text: 'Theirs.' }],
    embed: { texts: ['a'] },
  })
  expect(mine()).toEqual(['Mine.', 'mine', { temperature: 1.5 }])
  expect(now.beforeShared.getState().snapshot).toBeNull()
})

test('a link holds neither the key in use nor the base URL, and says what it holds', async () => {
  now.session.setState({ apiKey: 'sentinel-key-0123456789', baseUrl: 'https://gateway.example' })
  now.setText('Is sentinel-key-0123456789 mine?')
  const shared = await now.collectShared()
  expect(JSON.stringify(shared)).not.toMatch(/sentinel|gateway/)
  const { url, held, mayBeCut } = await now.makeLink(shared)
  expect(url).toMatch(/^https:\/\/app\.example\/#s2=/)
  expect(mayBeCut).toBe(false)
  expect(held).toContainEqual({ name: 'Generation config', detail: 'temperature', bytes: 19, left: false })
  expect(held.filter(({ left }) => left).map(({ name }) => name)).toEqual(['API key', 'Answers'])
})

test('a link leaves JavaScript handlers out, and says of which functions', async () => {
  now.settings.set('functions', [
    { declaration: { name: 'f' }, handler: 'javascript', handlers: { javascript: 'return 1' } },
    { declaration: { name: 'g' }, handler: 'fixed', handlers: { fixed: '1' } },
  ])
  const { held, url } = await now.makeLink(await now.collectShared())
  expect(held).toContainEqual({
    name: 'JavaScript handlers',
    detail: 'of f; the file holds them',
    left: true,
  })
  const opened = await fromLink(new URL(url!).hash)
  expect(JSON.stringify(opened)).not.toContain('return 1')
})

test('ids of the project go into a link by choice only, and are named either way', async () => {
  now.settings.set('cachedContent', 'cachedContents/abc')
  const shared = await now.collectShared()
  const row = { name: 'Project ids', detail: 'cachedContents/abc: only with your project’s key' }
  const without = await now.makeLink(shared)
  expect(without.held).toContainEqual({ ...row, left: true })
  expect(without.held.map(({ name }) => name)).not.toContain('Cached content')
  const opened = await fromLink(new URL(without.url!).hash)
  expect(opened).toMatchObject({ ok: true, prompt: { model: 'mine' } })
  expect(opened).not.toHaveProperty('prompt.cachedContent')
  const withIds = await now.makeLink(shared, { ids: true })
  expect(withIds.held).toContainEqual({ ...row, left: false })
  expect(withIds.held.map(({ name }) => name)).not.toContain('Safety settings')
  expect(await fromLink(new URL(withIds.url!).hash)).toMatchObject({
    prompt: { cachedContent: 'cachedContents/abc' },
  })
})

/** Text that hardly packs. */
const noise = (seed: number) =>
  Array.from({ length: 4000 }, (_, i) =>
    (((i * 40_503 + seed * 7919) * 2_654_435_761) >>> 0).toString(36),
  ).join('')

test('the newest turns that fit go into a link; signatures and the rest are named as left out', async () => {
  const turns = Array.from({ length: 12 }, (_, at) => ({
    role: at % 2 ? ('model' as const) : ('user' as const),
    parts: [{ text: noise(at), ...(at % 2 && { thoughtSignature: 'c2ln' }) }],
  }))
  const { url, held, mayBeCut } = await now.makeLink({
    ...(await now.collectShared()),
    workspace: 'chat',
    turns,
  })
  expect(url?.length).toBeLessThanOrEqual(65_600)
  expect(mayBeCut).toBe(true)
  const left = held.filter((item) => item.left).map(({ name }) => name)
  expect(left).toEqual(expect.arrayContaining(['Older turns', 'Thought signatures']))
  expect(held.some(({ name, left: out }) => name === 'Conversation' && !out)).toBe(true)
})

test('a key travels nowhere: not in arguments, results, names of fields, stop sequences or labels', async () => {
  const key = `AIza${'Sy0'.repeat(12)}`
  now.settings.set('generationConfig.stopSequences', ['END', key])
  now.settings.set('generationConfig.temperature', 0.5)
  const turns = [
    { role: 'model' as const, parts: [{ functionCall: { name: 'f', args: { [key]: [{ deep: key }] } } }] },
    {
      role: 'user' as const,
      parts: [
        { functionResponse: { name: 'f', response: { output: `it is ${key}` } } },
        { text: `say ${key}` },
      ],
    },
  ]
  now.registerSharer('chat', { collect: () => ({ turns }), apply: () => undefined })
  now.workspace.setState({ workspace: 'chat' })
  const shared = await now.collectShared()
  expect(JSON.stringify(shared)).not.toContain(key)
  expect(shared.generationConfig).toEqual({ stopSequences: ['END', '[key removed]'], temperature: 0.5 })
  expect(shared.turns?.[1]?.parts).toEqual([
    { functionResponse: { name: 'f', response: { output: 'it is [key removed]' } } },
    { text: 'say ' },
  ])
})
