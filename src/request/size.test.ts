import { expect, test } from 'vitest'
import { mediaBytes, MAX_REQUEST_BYTES, requestBytes, tooLarge } from './size.ts'

const requestOf = (data: string, words = 'ümlaut "quoted"') => ({
  contents: [{ role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data } }, { text: words }] }],
})

test('the size is that of the JSON in UTF-8, images included', () => {
  const request = requestOf('QUJD'.repeat(1000))
  expect(requestBytes(request)).toBe(new TextEncoder().encode(JSON.stringify(request)).length)
})

test('a text that happens to stand under the key "data" elsewhere counts too', () => {
  const request = { contents: [{ parts: [{ functionResponse: { name: 'f', response: { data: 'äöü' } } }] }] }
  expect(requestBytes(request)).toBe(new TextEncoder().encode(JSON.stringify(request)).length)
})

test('exactly 20 MB may be sent, one byte more may not, and the reader is told what to do', () => {
  const room = MAX_REQUEST_BYTES - requestBytes(requestOf('', 'x'))
  expect(tooLarge(requestOf('A'.repeat(room), 'x'))).toBeUndefined()
  const refused = tooLarge(requestOf('A'.repeat(room + 1), 'x'))
  expect(refused?.title).toContain('the limit is 20.0 MB')
  expect(refused?.body).toMatch(/1536 or 768 px/)
})

test('what images will take is foreseen to a few bytes', () => {
  const data = Buffer.alloc(1234).toString('base64')
  const without = requestBytes({ contents: [{ role: 'user', parts: [{ text: 'x' }] }] })
  const real = requestBytes(requestOf(data, 'x')) - without
  expect(Math.abs(mediaBytes([{ bytes: 1234 }]) - real)).toBeLessThan(10)
})
