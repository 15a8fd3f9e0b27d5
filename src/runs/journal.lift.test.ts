import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { toRequest } from '../request/doc.ts'
import { received, says, settingsFor } from './fixtures/run.ts'
import type { RequestDoc } from '../request/doc.ts'
import type { Run } from './run.ts'

const image = { name: 'a.png', mimeType: 'image/png', bytes: 3, width: 2, height: 1 }
const media = { name: 'a.png', mimeType: 'image/png', bytes: 3, size: [2, 1], from: { at: 'store' } }
const [first, second] = ['a'.repeat(64), 'b'.repeat(64)]

/** A document as it was kept while pictures stood beside the parts. */
const old = {
  settings: settingsFor(),
  turns: [
    {
      role: 'user',
      parts: [{ text: 'which?' }],
      images: [
        { ...image, id: first, after: true },
        { ...image, id: second },
      ],
    },
  ],
}
const present = {
  v: 2,
  settings: settingsFor(),
  turns: [
    {
      role: 'user',
      parts: [{ media: { ...media, id: second } }, { text: 'which?' }, { media: { ...media, id: first } }],
    },
  ],
}

const inline = (data: string) => ({ inlineData: { mimeType: 'image/png', data } })
const runOf = (more: Partial<Run> = {}) => received([says('a', 'STOP')], undefined, { id: 'r', ...more })

async function page() {
  vi.resetModules()
  const [journal, database] = await Promise.all([import('./journal.ts'), import('../store/database.ts')])
  return { ...journal, ...(await import('./readRuns.ts')), ...database }
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('a document whose pictures stood beside its parts', () => {
  test('is read from the base with each in its place, and gives the request that was sent', async () => {
    const now = await page()
    const asked = { kind: 'doc', doc: old }
    const changes = now.recordsOf(runOf({ asked: asked as never }), null)
    await now.write(changes)
    const run = await (await page()).loadRun('r')
    expect(run?.asked).toEqual({ kind: 'doc', doc: present })
    const { contents } = await toRequest(present as unknown as RequestDoc, ({ id }) =>
      Promise.resolve(id[0]!),
    )
    expect(contents).toEqual([{ role: 'user', parts: [inline('b'), { text: 'which?' }, inline('a')] }])
  })

  test('is read from a file too; one of the present shape comes back as it is', async () => {
    const now = await page()
    const file = now.forFile(runOf()) as object
    expect((await now.runFromFile({ ...file, asked: { kind: 'doc', doc: old } }))?.asked).toEqual({
      kind: 'doc',
      doc: present,
    })
    expect((await now.runFromFile({ ...file, asked: { kind: 'doc', doc: present } }))?.asked).toEqual({
      kind: 'doc',
      doc: present,
    })
    const odd = { ...old, turns: [{ ...old.turns[0], images: [{ id: first, after: 'no' }] }] }
    expect(await now.runFromFile({ ...file, asked: { kind: 'doc', doc: odd } })).toBeNull()
  })
})
