import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import {
  addDocument,
  addImage,
  addImageData,
  getAbout,
  getImage,
  loadImageBase64,
  resizeImage,
} from './images.ts'
import { MediaFailure } from '../../request/doc.ts'
import { resizeInWorker, importInWorker } from './imageWorker.ts'
import type { MediaRef } from '../../request/media.ts'

// The worker needs a browser; e2e/images.spec.ts has it. Here it is what it promises to be.
vi.mock('./imageWorker.ts', () => ({
  MediaFailure: class extends Error {},
  importInWorker: vi.fn(),
  resizeInWorker: vi.fn(),
}))

const id = 'a'.repeat(64)
const small = 'b'.repeat(64)
const bytes = new Uint8Array([1, 2, 3])
const taken = {
  ok: true as const,
  id,
  name: 'photo.jpg',
  mimeType: 'image/jpeg' as const,
  bytes,
  width: 4000,
  height: 3000,
  originalBytes: 99,
  note: 'Removed GPS.',
  thumbnail: { bytes: new Uint8Array([9]), mimeType: 'image/webp' },
}
const file = new File([bytes], 'photo.jpg', { type: 'image/jpeg' })

beforeEach(() => {
  vi.mocked(importInWorker).mockResolvedValue(taken)
  vi.mocked(resizeInWorker).mockResolvedValue({
    id: small,
    mimeType: 'image/jpeg',
    bytes: new Uint8Array([7]),
    width: 768,
    height: 576,
  })
})

async function added(): Promise<MediaRef> {
  const result = await addImage(file)
  if (!result.ok) throw new Error(result.reason)
  return result.ref
}

test('a picture that is taken is kept under its hash, with what was done to it', async () => {
  expect(await added()).toEqual({
    id,
    name: 'photo.jpg',
    mimeType: 'image/jpeg',
    bytes: 3,
    size: [4000, 3000],
    from: { at: 'store' },
  })
  expect((await getImage(id))?.bytes).toEqual(bytes)
  expect(await getAbout(id)).toMatchObject({
    originalBytes: 99,
    note: 'Removed GPS.',
    size: 'original',
    source: id,
    sourceSide: 4000,
  })
  expect(await loadImageBase64({ id, name: 'photo.jpg' })).toBe('AQID')
})

test('a refusal keeps nothing', async () => {
  const refused = { ok: false as const, reason: 'The file is empty.' }
  vi.mocked(importInWorker).mockResolvedValue(refused)
  expect(await addImage(file)).toEqual(refused)
})

test('without room in the request it is refused, with the sum and a smaller copy on offer', async () => {
  const result = await addImage(file, 'is', 3)
  expect(result).toMatchObject({
    ok: false,
    offer: 'shrink',
    reason: 'With it the request is 20.0 MB; the limit is 20.0 MB.',
  })
  expect(await addImage(file, 'is', 4)).toMatchObject({ ok: true })
})

test('a worker that gives up becomes a reason, not an exception', async () => {
  vi.mocked(importInWorker).mockRejectedValue(
    new MediaFailure('Decoding took longer than 30 s and was given up.'),
  )
  expect(await addImage(file)).toEqual({
    ok: false,
    reason: 'Decoding took longer than 30 s and was given up.',
  })
})

test('another size is another record that remembers its source, and the way back costs nothing', async () => {
  const ref = await added()
  const copy = await resizeImage(ref, 768)
  expect(copy).toMatchObject({ id: small, name: 'photo.jpg', bytes: 1, size: [768, 576] })
  expect(await getAbout(small)).toMatchObject({ size: 768, source: id, sourceSide: 4000, originalBytes: 99 })
  expect(await resizeImage(copy, 'original')).toEqual(ref)
  await resizeImage(copy, 1536)
  expect(vi.mocked(resizeInWorker)).toHaveBeenLastCalledWith({ bytes, mimeType: 'image/jpeg', maxSide: 1536 })
})

test('a picture that is not here is said by name', async () => {
  const missing = { id: 'c'.repeat(64), name: 'gone.png' }
  await expect(loadImageBase64(missing)).rejects.toThrow(/does not have gone\.png/)
  await expect(
    resizeImage({ ...missing, mimeType: 'image/png', bytes: 1, from: { at: 'store' } }, 768),
  ).rejects.toThrow(MediaFailure)
})

test('an image out of a link goes through the same gate; data that is no base64 is refused', async () => {
  const ref: MediaRef = {
    id,
    name: 'l.png',
    mimeType: 'image/png',
    bytes: 3,
    from: { at: 'store' },
    data: 'AQID',
  }
  await addImageData(ref)
  const { file: given } = vi.mocked(importInWorker).mock.lastCall![0]
  expect(new Uint8Array(await given.arrayBuffer())).toEqual(bytes)
  expect(await addImageData({ ...ref, data: '*' })).toMatchObject({ ok: false })
})

test('a PDF or a text is told by its bytes and kept as it is, and comes back from a file; anything else is refused', async () => {
  const pdf = await addDocument(new File(['%PDF-1.7 …'], 'a.bin'))
  expect(pdf).toMatchObject({ ok: true, ref: { name: 'a.bin', mimeType: 'application/pdf' } })
  if (!pdf.ok) throw new Error(pdf.reason)
  expect(pdf.ref).not.toHaveProperty('size')
  const data = await loadImageBase64(pdf.ref)
  expect(Buffer.from(data, 'base64').toString()).toBe('%PDF-1.7 …')
  expect(await addImageData({ ...pdf.ref, data })).toEqual(pdf)
  expect(await addDocument(new File(['a;b'], 'a.csv'))).toMatchObject({ ref: { mimeType: 'text/plain' } })
  expect(await addDocument(new File([new Uint8Array([0, 255])], 'a.pdf'))).toMatchObject({ ok: false })
  expect(await addDocument(new File([], 'empty.txt'))).toMatchObject({ ok: false })
})
