import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64Length, decodeBase64, encodeBase64 } from './base64.ts'
import type { Bytes } from './bytes.ts'

/** As in a browser without the native method; large enough for several pieces. */
const withoutNative = (bytes: Bytes): Bytes => Object.assign(bytes, { toBase64: undefined })

test('any bytes come back, and the text is the standard one with padding', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      const bytes = withoutNative(new Uint8Array(noise))
      const encoded = encodeBase64(bytes)
      expect(encoded).toBe(Buffer.from(noise).toString('base64'))
      expect(encoded).toHaveLength(base64Length(noise.length))
      expect([...(decodeBase64(encoded) ?? [])]).toEqual([...noise])
    }),
  )
})

test('long bytes are encoded in pieces without padding in between', () => {
  const bytes = withoutNative(new Uint8Array(100_001).map((_, i) => i % 251))
  expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
})

test('what is no base64 gives nothing', () => expect(decodeBase64('*')).toBeUndefined())
