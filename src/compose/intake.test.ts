import { expect, test, vi } from 'vitest'
import { createIntake } from './intake.ts'
import type { MediaRef } from '../request/media.ts'

const through = vi.hoisted(() => new Map<string, () => void>())
/** The gate lets a file through when the test says so. */
vi.mock('../state/images/images.ts', () => ({
  addImage: (file: File) =>
    new Promise((done) => {
      if (file.name.endsWith('.json')) return done({ ok: false, reason: 'It is no picture.' })
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

test.each([
  ['{"v":1,"kind":"run"}', 'It holds a run: open it in History, where it can be dropped too.'],
  ['{"v":2,"model":"m"}', 'It holds a prompt: open it with Import file in Share.'],
  ['{"rows":[]}', 'It is no picture.'],
  ['{"v":', 'It is no picture.'],
])('a file that is opened elsewhere is refused with where: %s', async (content, reason) => {
  const intake = createIntake()
  intake.add({ files: [new File([content], 'x.json', { type: 'application/json' })] })
  await vi.waitFor(() => expect(intake.store.getState().outcomes[0]?.result).toEqual({ ok: false, reason }))
})

test('a press waits for what is on its way, a sample that is fetched included, and is dropped where one is refused', async () => {
  const intake = createIntake()
  const onAdd = vi.fn<(media: MediaRef) => void>()
  intake.follow({ media: [], onAdd })
  const act = vi.fn<() => void>()
  intake.press(act)
  expect(act).toHaveBeenCalledTimes(1)

  let fetched: ((files: File[]) => void) | undefined
  void intake.bring(new Promise((done) => (fetched = done)))
  intake.press(act)
  intake.press(act)
  expect(act).toHaveBeenCalledTimes(1)
  fetched?.([new File(['x'], 'p.png')])
  await pass('p.png')
  await vi.waitFor(() => expect(act).toHaveBeenCalledTimes(2))
  expect(onAdd).toHaveBeenCalledOnce()

  intake.add({ files: [new File(['x'], 'q.png'), new File(['{'], 'no.json')] })
  intake.press(act)
  await pass('q.png')
  await vi.waitFor(() => expect(intake.store.getState().outcomes).toHaveLength(2))
  await vi.waitFor(() => expect(intake.store.getState().progress).toBeNull())
  expect(act).toHaveBeenCalledTimes(2)
  // What was refused has been read: the next press goes without it.
  intake.press(act)
  expect(act).toHaveBeenCalledTimes(3)

  // Cancel takes the press back with the files that it waited for.
  intake.add({ files: [new File(['x'], 'r.png'), new File(['x'], 's.png')] })
  intake.press(act)
  intake.cancel()
  await pass('r.png')
  await vi.waitFor(() => expect(intake.store.getState().progress).toBeNull())
  expect(act).toHaveBeenCalledTimes(3)
})
