import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { draftOf, emptyDraft, fieldText } from '../../request/draft.ts'
import { mediaIn } from '../../request/media.ts'
import type { MediaRef } from '../../request/media.ts'

const key = `AIza${'k'.repeat(35)}`
const image = (name: string): MediaRef => ({
  id: name.padEnd(64, '0'),
  name: `${name}.png`,
  mimeType: 'image/png',
  bytes: 9,
  from: { at: 'store' },
})

const example = (text: string) => draftOf([{ text }])

/** A fresh page over the same base. */
async function page() {
  vi.resetModules()
  const { readAll, write } = await import('../../store/database.ts')
  const { storage } = await import('../../store/storage.ts')
  const { thisTab } = await import('../../store/tab.ts')
  return {
    ...(await import('./prompt.ts')),
    readAll,
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
    const { setText, addMedia, saved } = await page()
    setText('hello')
    addMedia(image('a'))
    await saved()
    const next = await page()
    await next.loadPrompt()
    expect(next.prompt.getState()).toMatchObject({
      parts: [{ media: image('a') }, { text: 'hello' }],
      field: 1,
      loaded: true,
    })
  })

  test('an example takes its place, and Undo brings it back with its pictures', async () => {
    const { setText, addMedia, fillPrompt, prompt, undo } = await page()
    fillPrompt(example('first example'))
    undo()
    expect(prompt.getState()).toMatchObject(emptyDraft)
    setText('mine')
    addMedia(image('a'))
    fillPrompt(example('second example'))
    fillPrompt(example('second example'))
    // Looking through the examples loses no draft; one that was changed is a draft.
    fillPrompt(example('third example'))
    expect(prompt.getState()).toMatchObject({ parts: [{ text: 'third example' }], field: 0 })
    undo()
    expect(prompt.getState()).toMatchObject({ parts: [{ media: image('a') }, { text: 'mine' }], field: 1 })
    fillPrompt(example('third example'))
    setText('third example, changed')
    fillPrompt(example('first example'))
    undo()
    expect(prompt.getState()).toMatchObject({ parts: [{ text: 'third example, changed' }] })
  })

  test('that an example took the place of is there once after a reload, without a key', async () => {
    const before = await page()
    await before.loadPrompt()
    before.setText(`mine ${key}`)
    before.fillPrompt(example('first example'))
    before.fillPrompt(example('second example'))
    before.undo()
    before.fillPrompt(example('first example'))
    await before.saved()
    const { loadPrompt, prompt } = await page()
    await loadPrompt()
    // Which of the two a fresh tab begins with, and which it offers, is of no matter here.
    const found = () => [prompt.getState(), ...prompt.getState().left].map((draft) => fieldText(draft))
    await vi.waitFor(() => expect(found().toSorted()).toEqual(['first example', 'mine ']))
  })

  test('that Undo has brought back from under an example is not one that a closed tab has left', async () => {
    const before = await page()
    await before.loadPrompt()
    before.setText('mine')
    before.fillPrompt(example('first example'))
    before.undo()
    before.setText('mine, changed')
    await before.saved()
    const { loadPrompt, prompt, readAll } = await page()
    await loadPrompt()
    const found = () => [prompt.getState(), ...prompt.getState().left].map((draft) => fieldText(draft))
    const drafts = await readAll('drafts', (value) => value, { prefix: 'prompt/' })
    expect(drafts).toHaveLength(1)
    expect(found()).toEqual(['mine, changed'])
  })

  test('that an example takes the place of once more, by Undo, is left for the next page again', async () => {
    const before = await page()
    await before.loadPrompt()
    before.setText('mine')
    before.fillPrompt(example('first example'))
    before.undo()
    before.undo()
    await before.saved()
    expect(await before.readAll('drafts', (value) => value, { prefix: 'prompt/' })).toHaveLength(2)
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
      parts: [{ text: 'quick fingers' }],
      replaced: draftOf([{ text: 'of the last visit' }]),
    })
    undo()
    expect(prompt.getState()).toMatchObject({
      parts: [{ text: 'of the last visit' }],
      replaced: draftOf([{ text: 'quick fingers' }]),
    })
  })

  test('replaced by a link before it was read is not lost', async () => {
    const before = await page()
    before.setText('mine')
    await before.saved()
    const { replaceDraft, prompt, undo } = await page()
    await replaceDraft(draftOf([{ text: 'of a link' }]))
    expect(prompt.getState()).toMatchObject({ parts: [{ text: 'of a link' }], untouched: true })
    undo()
    expect(fieldText(prompt.getState())).toBe('mine')
  })

  test('holds every image that was added, the same one twice if asked to', async () => {
    const { addMedia, prompt } = await page()
    for (const name of ['a', 'b', 'a']) addMedia(image(name))
    expect(mediaIn(prompt.getState().parts).map(({ name }) => name)).toEqual(['a.png', 'b.png', 'a.png'])
  })

  test('reaches the disk without a key that was pasted into it', async () => {
    const { setText, loadPrompt, prompt, saved, onDisk } = await page()
    await loadPrompt()
    setText(`use ${key} please`)
    await saved()
    expect(await onDisk()).toEqual({ v: 2, parts: [{ text: 'use  please' }], field: 0 })
    expect(fieldText(prompt.getState())).toContain(key)
  })

  test('of a link counts as untouched until the reader’s own edit or run', async () => {
    vi.stubGlobal('location', { hash: '#s1=abc' })
    const { prompt, setText, touch, replaceDraft } = await page()
    vi.unstubAllGlobals()
    expect(prompt.getState().untouched).toBe(true)
    setText('mine')
    expect(prompt.getState().untouched).toBe(false)
    await replaceDraft(draftOf([{ text: 'theirs' }]))
    expect(prompt.getState().untouched).toBe(true)
    touch()
    expect(prompt.getState().untouched).toBe(false)
  })
})

const textDraft = (text: string) => draftOf([{ text }])
/** As the base keeps it. */
const kept = (text: string) => ({ v: 2, ...textDraft(text) })

describe('tabs', () => {
  test('a new one takes over what was closed last, offers the rest, and loses none of it in a swap', async () => {
    const before = await page()
    await before.write([
      { store: 'drafts', key: 'tab/a', value: 1 },
      { store: 'drafts', key: 'prompt/a', value: kept('older') },
      { store: 'drafts', key: 'tab/b', value: 2 },
      { store: 'drafts', key: 'prompt/b', value: kept('newer') },
      { store: 'drafts', key: 'tab/c', value: 0 },
      { store: 'drafts', key: 'prompt/c', value: kept('') },
    ])
    const now = await page()
    await now.loadPrompt()
    expect(fieldText(now.prompt.getState())).toBe('newer')
    await vi.waitFor(() => expect(now.prompt.getState().left).toEqual([{ tab: 'a', ...textDraft('older') }]))
    now.swapLeft({ tab: 'a', ...textDraft('older') })
    await now.saved()
    const next = await page()
    await next.loadPrompt()
    expect(fieldText(next.prompt.getState())).toBe('older')
    await vi.waitFor(() => expect(fieldText(next.prompt.getState().left[0] ?? emptyDraft)).toBe('newer'))
    next.forgetLeft({ tab: 'a', ...textDraft('newer') })
    await vi.waitFor(async () => {
      const last = await page()
      await last.loadPrompt()
      await new Promise((done) => setTimeout(done, 20))
      expect(last.prompt.getState().left).toEqual([])
    })
  })

  test('what was kept before tabs had drafts of their own is still found, once', async () => {
    const before = await page()
    await before.write([{ store: 'drafts', key: 'prompt', value: { text: 'of version 1', images: [] } }])
    const now = await page()
    await now.loadPrompt()
    expect(fieldText(now.prompt.getState())).toBe('of version 1')
    await now.saved()
    now.setText('')
    await now.saved()
    const next = await page()
    await next.loadPrompt()
    expect(fieldText(next.prompt.getState())).toBe('')
  })
})
