import { expect, test } from 'vitest'
import frozen from './fixtures/v1.json?raw'
import { fromFile } from './file.ts'

const media = {
  id: '0123456789abcdef'.repeat(4),
  name: 'dot.png',
  mimeType: 'image/png',
  bytes: 3,
  size: [1, 1],
  from: { at: 'store' },
  data: 'QUJD',
}

test('the frozen file of version 1 still opens, whole', async () => {
  const opened = await fromFile(new Blob([frozen]))
  expect(opened.ok && opened.ignored).toEqual([])
  const { text, images: _, ...rest } = JSON.parse(frozen) as Record<string, unknown>
  expect(opened.ok && opened.prompt).toEqual({ ...rest, v: 2, parts: [{ media }, { text }] })
})

const open = (value: object) => fromFile(new Blob([JSON.stringify(value)]))
const image = { id: 'a'.repeat(64), name: 'a.png', mimeType: 'image/png', bytes: 1, data: 'AQ==' }

test('a mistake is told by its place, in either version; an unknown version is none of ours', async () => {
  expect(await open({ v: 1, model: 'm', images: [{ ...image, after: 'yes' }] })).toMatchObject({
    problem: expect.stringContaining('images.0.after'),
  })
  const gif = { ...media, mimeType: 'image/gif' }
  expect(await open({ v: 2, model: 'm', parts: [{ media: gif }] })).toMatchObject({
    problem: expect.stringMatching(/parts\.0\.media\.mimeType is "image\/gif", but it may be image\/png/),
  })
  expect(await open({ v: 2, model: 'm', turns: [{ role: 'user', parts: [{ media: {} }] }] })).toMatchObject({
    ok: false,
  })
  expect(await open({ v: 0, model: 'm' })).toMatchObject({ ok: false })
})

test('what has no place is named, in a picture of version 1 too', async () => {
  const opened = await open({ v: 1, model: 'm', images: [{ ...image, url: 'https://evil.example' }] })
  expect(opened.ok && opened.ignored).toEqual(['parts.0.media.url'])
})

test('what is no prompt gives one sentence', async () => {
  for (const content of ['', 'hello', '{"v":1', '\u0000\u0001', '<html>'])
    expect(await fromFile(new Blob([content]))).toEqual({
      ok: false,
      problem: expect.stringMatching(/damaged or incomplete/),
    })
})

test('a file that vanished or is too large gives one sentence', async () => {
  const gone = Object.assign(new Blob(['{}']), {
    text: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
  })
  expect(await fromFile(gone)).toEqual({ ok: false, problem: expect.stringContaining('choose it again') })
  const huge = Object.defineProperty(new Blob([]), 'size', { value: 64_000_001 })
  expect(await fromFile(huge)).toEqual({ ok: false, problem: expect.stringContaining('64 MB') })
})
