import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { collectSetup, setupFrom } from './sharing.ts'
import type { Setup } from './setup.ts'

const own: Setup = { model: 'demo-embedding', lines: 'mine', rows: null }
const picture = {
  id: 'a'.repeat(64),
  mimeType: 'image/png',
  name: 'chart.png',
  bytes: 12,
}

test('texts and settings come back as they went, texts with line breaks whole', () => {
  const sent: Setup = {
    model: 'gemini-embedding-001',
    taskType: 'RETRIEVAL_DOCUMENT',
    title: 'Tides',
    outputDimensionality: 768,
    lines: '',
    rows: [{ text: 'one\ntwo' }, { text: 'three' }],
  }
  const { embed } = collectSetup(sent)
  expect(embed && setupFrom(embed, own)).toEqual(sent)
})

test('labels, the way the task is told, and pictures come back to their rows', () => {
  const sent: Setup = {
    model: 'gemini-embedding-2',
    taskType: 'CLUSTERING',
    asPrefix: false,
    lines: '',
    rows: [{ text: 'one' }, { text: 'two', label: 'b' }, { text: '', image: picture }],
  }
  const { embed } = collectSetup(sent)
  expect(embed?.labels).toEqual(['', 'b', ''])
  expect(embed && setupFrom(embed, own)).toEqual(sent)
  // A link that is too small for the picture, and a link of before there were labels.
  const { media: _, ...rest } = embed!
  expect(setupFrom(rest, own).rows).toEqual([{ text: 'one' }, { text: 'two', label: 'b' }])
  expect(setupFrom({ texts: ['x'] }, own)).toEqual({ ...own, lines: 'x' })
})

test('what Prompt and Chat run with stays behind', () => {
  expect(collectSetup(own)).toMatchObject({
    model: 'demo-embedding',
    systemInstruction: '',
    generationConfig: {},
    safety: {},
  })
})

test('what was not set does not travel, and takes nothing over', () => {
  const { embed } = collectSetup({ model: 'demo-embedding', lines: 'a\n\nb ', rows: null })
  expect(embed).toEqual({ model: 'demo-embedding', texts: ['a', 'b'] })
  expect(setupFrom({ texts: ['x'] }, { ...own, taskType: 'CLUSTERING' })).toEqual({
    model: 'demo-embedding',
    lines: 'x',
    rows: null,
  })
})

async function page() {
  vi.resetModules()
  vi.stubGlobal('location', { hash: '#/embeddings', origin: 'https://app.example', pathname: '/' })
  const [share, sharing, setup] = await Promise.all([
    import('../share/share.ts'),
    import('./sharing.ts'),
    import('./setup.ts'),
  ])
  return { ...share, ...sharing, ...setup }
}

test('texts that a link put aside survive a reload, and a second link opened over the first', async () => {
  let now = await page()
  await now.loadSetup()
  now.replaceSetup(own)
  await now.openShared({ workspace: 'embeddings', embed: { texts: ['theirs'] } })
  await now.openShared({ workspace: 'embeddings', embed: { texts: ['others'] } })
  await new Promise((done) => setTimeout(done, 400))

  now = await page()
  await now.loadSetup()
  expect(now.setup.getState().lines).toBe('others')
  await now.loadReplacedSetup()
  now.bringSetupBack()
  expect(now.setup.getState()).toEqual(own)
  await new Promise((done) => setTimeout(done, 400))

  now = await page()
  await now.loadReplacedSetup()
  now.bringSetupBack()
  await now.loadSetup()
  expect(now.setup.getState()).toEqual(own)
})
