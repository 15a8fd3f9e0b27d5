import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ImageRef } from '../../request/schema.ts'

const key = `AIza${'k'.repeat(35)}`
const image = (name: string): ImageRef => ({
  id: name.padEnd(64, '0'),
  name: `${name}.png`,
  mimeType: 'image/png',
  bytes: 9,
})

/** A fresh page over the same base. */
async function page() {
  vi.resetModules()
  const { readAll, write } = await import('../../store/database.ts')
  const { storage } = await import('../../store/storage.ts')
  const { thisTab } = await import('../../store/tab.ts')
  return {
    ...(await import('./prompt.ts')),
    write,
    onDisk: async () => (await readAll('drafts', (value) => value, { prefix: 'prompt/' })).at(0)?.[1],
    async saved() {
      await thisTab()
      await vi.waitFor(() => expect(storage.getState().unsaved).toEqual([]))
    },
  }
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('the draft', () => {
  test('outlives the page', async () => {
    const { setText, addImage, saved } = await page()
    setText('hello')
    addImage(image('a'))
    await saved()
    const next = await page()
    await next.loadPrompt()
    expect(next.prompt.getState()).toMatchObject({ text: 'hello', images: [image('a')], loaded: true })
  })

  test('an example takes its place, and Undo brings it back with its pictures', async () => {
    const { setText, addImage, fillPrompt, prompt, undo } = await page()
    fillPrompt('first example')
    expect(prompt.getState().replaced).toBeNull()
    setText('mine')
    addImage(image('a'))
    fillPrompt('second example')
    fillPrompt('second example')
    expect(prompt.getState()).toMatchObject({ text: 'second example', images: [] })
    undo()
    expect(prompt.getState()).toMatchObject({ text: 'mine', images: [image('a')] })
  })

  test('typed before the old one was read stays, and the old one is an undo away', async () => {
    const before = await page()
    await before.loadPrompt()
    before.setText('of the last visit')
    await before.saved()
    const { setText, loadPrompt, prompt, undo } = await page()
    const loading = loadPrompt()
    setText('quick fingers')
    await loading
    expect(prompt.getState()).toMatchObject({
      text: 'quick fingers',
      replaced: { text: 'of the last visit' },
    })
    undo()
    expect(prompt.getState()).toMatchObject({
      text: 'of the last visit',
      replaced: { text: 'quick fingers' },
    })
  })

  test('replaced by a link before it was read is not lost', async () => {
    const before = await page()
    before.setText('mine')
    await before.saved()
    const { replaceDraft, prompt, undo } = await page()
    await replaceDraft({ text: 'of a link', images: [] })
    expect(prompt.getState()).toMatchObject({ text: 'of a link', untouched: true })
    undo()
    expect(prompt.getState().text).toBe('mine')
  })

  test('holds every image that was added, the same one twice if asked to', async () => {
    const { addImage, prompt } = await page()
    for (const name of ['a', 'b', 'a']) addImage(image(name))
    expect(prompt.getState().images.map(({ name }) => name)).toEqual(['a.png', 'b.png', 'a.png'])
  })

  test('reaches the disk without a key that was pasted into it', async () => {
    const { setText, loadPrompt, prompt, saved, onDisk } = await page()
    await loadPrompt()
    setText(`use ${key} please`)
    await saved()
    expect(await onDisk()).toEqual({ text: 'use  please', images: [] })
    expect(prompt.getState().text).toContain(key)
  })

  test('of a link counts as untouched until the reader’s own edit or run', async () => {
    vi.stubGlobal('location', { hash: '#s1=abc' })
    const { prompt, setText, touch, replaceDraft } = await page()
    vi.unstubAllGlobals()
    expect(prompt.getState().untouched).toBe(true)
    setText('mine')
    expect(prompt.getState().untouched).toBe(false)
    await replaceDraft({ text: 'theirs', images: [] })
    expect(prompt.getState().untouched).toBe(true)
    touch()
    expect(prompt.getState().untouched).toBe(false)
  })
})

const draftOf = (text: string) => ({ text, images: [] })

describe('tabs', () => {
  test('a new one takes over what was closed last, offers the rest, and loses none of it in a swap', async () => {
    const before = await page()
    await before.write([
      { store: 'drafts', key: 'tab/a', value: 1 },
      { store: 'drafts', key: 'prompt/a', value: draftOf('older') },
      { store: 'drafts', key: 'tab/b', value: 2 },
      { store: 'drafts', key: 'prompt/b', value: draftOf('newer') },
      { store: 'drafts', key: 'tab/c', value: 0 },
      { store: 'drafts', key: 'prompt/c', value: draftOf('') },
    ])
    const now = await page()
    await now.loadPrompt()
    expect(now.prompt.getState().text).toBe('newer')
    await vi.waitFor(() => expect(now.prompt.getState().left).toEqual([{ tab: 'a', ...draftOf('older') }]))
    now.swapLeft({ tab: 'a', ...draftOf('older') })
    await now.saved()
    const next = await page()
    await next.loadPrompt()
    expect(next.prompt.getState().text).toBe('older')
    await vi.waitFor(() => expect(next.prompt.getState().left[0]?.text).toBe('newer'))
    next.forgetLeft({ tab: 'a', ...draftOf('newer') })
    await vi.waitFor(async () => {
      const last = await page()
      await last.loadPrompt()
      await new Promise((done) => setTimeout(done, 20))
      expect(last.prompt.getState().left).toEqual([])
    })
  })

  test('what was kept before tabs had drafts of their own is still found, once', async () => {
    const before = await page()
    await before.write([{ store: 'drafts', key: 'prompt', value: draftOf('of version 1') }])
    const now = await page()
    await now.loadPrompt()
    expect(now.prompt.getState().text).toBe('of version 1')
    await now.saved()
    now.setText('')
    await now.saved()
    const next = await page()
    await next.loadPrompt()
    expect(next.prompt.getState().text).toBe('')
  })
})
