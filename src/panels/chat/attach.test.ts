import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import { keysOf } from '../../store/sure.ts'
import { chat, newChat } from '../../state/chat/chat.ts'
import { resultsFor, setResult } from '../../state/chat/results.ts'
import { addTurn } from '../../state/chat/turns.ts'
import { attach } from './attach.ts'

const read = vi.hoisted(() => ({ done: [] as (() => void)[] }))
vi.mock('../../state/images/images.ts', () => ({
  addDocument: vi.fn(),
  async addImage({ name }: File) {
    await new Promise<void>((done) => read.done.push(done))
    const ref = { id: name, name, mimeType: 'image/png', bytes: 1, from: { at: 'store' } }
    return { ok: true, ref }
  },
}))

const kept = async () => (await keysOf('drafts')).filter((key) => key.startsWith('chat/results/'))

test('files that are read while a temporary chat is left for a stored one leave no trace there', async () => {
  globalThis.indexedDB = new IDBFactory()
  newChat(true)
  await addTurn('model', { parts: [{ functionCall: { name: 'add' } } as never] })
  const calls = chat.getState().shown[0]!
  const files = ['a.png', 'b.png'].map((name) => new File(['x'], name, { type: 'image/png' }))
  const attached = attach(files, calls, 0)
  await vi.waitFor(() => expect(read.done).toHaveLength(1))
  newChat()
  await addTurn('user', { parts: [{ text: 'stored' }] })
  read.done[0]!()
  await vi.waitFor(() => expect(read.done).toHaveLength(2))
  read.done[1]!()
  expect(await attached).toEqual([])
  expect(resultsFor(calls.id)[0]?.media).toHaveLength(2)
  const [other] = chat.getState().shown
  setResult(other!.id, 0, '1')
  await vi.waitFor(async () => expect(await kept()).toEqual([expect.stringContaining(other!.id)]))
})
