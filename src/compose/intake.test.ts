import { expect, test, vi } from 'vitest'
import { createIntake } from './intake.ts'
import type { MediaRef } from '../request/media.ts'

const through = vi.hoisted(() => new Map<string, () => void>())
/** The gate lets a file through when the test says so. */
vi.mock('../state/images/images.ts', () => ({
  addImage: (file: File) =>
    new Promise((done) => {
      through.set(file.name, () => done({ ok: true, ref: mediaOf(file.name) }))
    }),
}))
const mediaOf = (name: string): MediaRef => ({
  id: name.repeat(8),
  name,
  mimeType: 'image/png',
  bytes: 9,
  from: { at: 'store' },
})
const pass = async (name: string) => {
  await vi.waitFor(() => expect(through.has(name)).toBe(true))
  through.get(name)?.()
}

test('a batch goes into the list it was brought to, though another one is on the screen since', async () => {
  const intake = createIntake()
  const [first, second] = [vi.fn<(media: MediaRef) => void>(), vi.fn<(media: MediaRef) => void>()]
  intake.follow({ media: [], onAdd: first })
  intake.add({ files: [new File(['x'], 'a.png'), new File(['x'], 'b.png')] })
  await pass('a.png')
  await vi.waitFor(() => expect(first).toHaveBeenCalledOnce())
  intake.follow({ media: [], onAdd: second })
  intake.add({ files: [new File(['x'], 'c.png')] })
  await pass('b.png')
  await pass('c.png')
  await vi.waitFor(() => expect(intake.store.getState().progress).toBeNull())
  expect(first.mock.calls.map(([{ name }]) => name)).toEqual(['a.png', 'b.png'])
  expect(second.mock.calls.map(([{ name }]) => name)).toEqual(['c.png'])
})
