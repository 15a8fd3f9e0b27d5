import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'

const key = `AIzaSy${'A'.repeat(33)}`

/** A fresh module is a fresh page, and without locks a closed tab's id is free: it is the same tab again. */
async function page() {
  vi.resetModules()
  const [editing, chat, turns, database, tab] = await Promise.all([
    import('./editing.ts'),
    import('./chat.ts'),
    import('./turns.ts'),
    import('../../store/database.ts'),
    import('../../store/tab.ts'),
  ])
  return { ...editing, ...chat, ...turns, ...database, ...tab }
}
type Page = Awaited<ReturnType<typeof page>>

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

/** What the disk has, by conversation: `chat/edit/<conversation>/<tab>`. */
async function onDisk({ readAll }: Page): Promise<Record<string, unknown>> {
  const found = await readAll('drafts', (value) => value, { prefix: 'chat/edit/' })
  return Object.fromEntries(found.map(([name, value]) => [name.split('/')[2], value]))
}

const turns = ({ editing }: Page) => editing.getState().turns
const current = ({ chat }: Page) => chat.getState().current.id

describe('an edit', () => {
  test('begins with what the turn says, holds what is typed, and ends', async () => {
    const own = await page()
    own.beginEdit('t1', ['as it was'])
    own.changeEdit('t1', 0, 'changed')
    own.beginEdit('t2', [''], true)
    expect(turns(own)).toEqual({
      t1: { texts: ['changed'], fresh: false },
      t2: { texts: [''], fresh: true },
    })
    expect(own.editing.getState().begun).toBe('t2')
    own.endEdit('t1')
    expect(turns(own)).toEqual({ t2: { texts: [''], fresh: true } })
  })

  test('that is begun once more keeps what was typed', async () => {
    const own = await page()
    own.beginEdit('t1', ['as it was'])
    own.changeEdit('t1', 0, 'changed')
    own.beginEdit('t1', ['as it was'])
    expect(turns(own)['t1']?.texts[0]).toBe('changed')
    expect(own.editing.getState().begun).toBe('t1')
  })

  test('of a turn made for it stays one while it is typed', async () => {
    const own = await page()
    own.beginEdit('t1', [''], true)
    own.changeEdit('t1', 0, 'words')
    expect(turns(own)['t1']).toEqual({ texts: ['words'], fresh: true })
  })
})

describe('on disk an edit', () => {
  test('is there a moment later and gone with its end', async () => {
    const own = await page()
    own.followEdits()
    own.beginEdit('t1', ['as it was'])
    own.changeEdit('t1', 0, 'changed')
    await vi.waitFor(async () =>
      expect(await onDisk(own)).toEqual({ [current(own)]: { t1: { texts: ['changed'], fresh: false } } }),
    )
    own.endEdit('t1')
    await vi.waitFor(async () => expect(await onDisk(own)).toEqual({}))
  })

  test('holds no key, though it stays on the screen', async () => {
    const own = await page()
    own.followEdits()
    own.beginEdit('t1', [`my key: ${key}`])
    own.beginEdit('t2', ['no key'])
    await vi.waitFor(async () => expect(JSON.stringify(await onDisk(own))).toContain('my key: '))
    expect(JSON.stringify(await onDisk(own))).not.toContain(key)
    expect(turns(own)['t1']?.texts[0]).toContain(key)
  })

  test('of a temporary chat is never written', async () => {
    const own = await page()
    own.followEdits()
    own.newChat(true)
    own.beginEdit('t1', ['secret'])
    own.newChat()
    own.beginEdit('t2', ['written'])
    await vi.waitFor(async () => expect(JSON.stringify(await onDisk(own))).toContain('written'))
    expect(JSON.stringify(await onDisk(own))).not.toContain('secret')
  })
})

/** Two conversations with a turn each; the second is on the screen. */
async function two(own: Page): Promise<[string, string]> {
  await own.addTurn('user', { parts: [{ text: 'first' }] })
  const first = current(own)
  own.newChat()
  await own.addTurn('user', { parts: [{ text: 'second' }] })
  return [first, current(own)]
}

describe('the edits on the screen', () => {
  test('are those of the conversation on it, also after a reload', async () => {
    const own = await page()
    const [first, second] = await two(own)
    own.followEdits()
    own.beginEdit('t2', ['of the second'])
    await own.openConversation(first)
    expect(turns(own)).toEqual({})
    own.beginEdit('t1', ['of the first'])
    await own.openConversation(second)
    await vi.waitFor(() => expect(turns(own)).toEqual({ t2: { texts: ['of the second'], fresh: false } }))
    await vi.waitFor(async () =>
      expect(Object.keys(await onDisk(own)).toSorted()).toEqual([first, second].toSorted()),
    )

    const after = await page()
    await after.loadChat()
    await after.openConversation(first)
    after.followEdits()
    await vi.waitFor(() => expect(turns(after)).toEqual({ t1: { texts: ['of the first'], fresh: false } }))
  })

  test('that were begun while the old ones were read are the newest', async () => {
    const own = await page()
    const [first] = await two(own)
    await own.openConversation(first)
    own.followEdits()
    own.beginEdit('t1', ['old'])
    own.beginEdit('t3', ['other'])
    await vi.waitFor(async () => expect(JSON.stringify(await onDisk(own))).toContain('other'))
    const after = await page()
    await after.loadChat()
    await after.openConversation(first)
    after.followEdits()
    after.beginEdit('t1', ['new'])
    await vi.waitFor(() => expect(Object.keys(turns(after)).toSorted()).toEqual(['t1', 't3']))
    expect(turns(after)['t1']?.texts[0]).toBe('new')
    await vi.waitFor(async () =>
      expect((await onDisk(after))[first]).toEqual({
        t1: { texts: ['new'], fresh: false },
        t3: { texts: ['other'], fresh: false },
      }),
    )
  })

  test('take over what a closed tab has left, and it is forgotten there', async () => {
    const own = await page()
    await own.addTurn('user', { parts: [{ text: 'first' }] })
    const id = current(own)
    const { id: here } = await own.thisTab()
    await own.write([
      { store: 'drafts', key: 'tab/closed', value: Date.now() - 1000 },
      { store: 'drafts', key: `chat/edit/${id}/closed`, value: { t1: { text: 'left', fresh: false } } },
    ])
    own.followEdits()
    await vi.waitFor(() => expect(turns(own)).toEqual({ t1: { texts: ['left'], fresh: false } }))
    await vi.waitFor(async () => {
      const keys = (await own.readAll('drafts', (value) => value, { prefix: 'chat/edit/' })).map(
        ([name]) => name,
      )
      expect(keys).toEqual([`chat/edit/${id}/${here}`])
    })
  })

  test('are not disturbed by a record that is none', async () => {
    const own = await page()
    await own.addTurn('user', { parts: [{ text: 'first' }] })
    const { id: here } = await own.thisTab()
    await own.write([{ store: 'drafts', key: `chat/edit/${current(own)}/${here}`, value: 'no edits' }])
    own.followEdits()
    own.beginEdit('t1', ['begun'])
    await vi.waitFor(async () => expect(JSON.stringify(await onDisk(own))).toContain('begun'))
    expect(turns(own)).toEqual({ t1: { texts: ['begun'], fresh: false } })
  })
})
