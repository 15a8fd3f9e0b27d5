import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'
import { decodePng, encodePng } from './png.ts'
import { random } from './random.ts'
import { slices } from './speak.ts'
import { countText, tokenise } from './tokens.ts'
import { oneLine } from './wire.ts'

describe('a line of JSON', () => {
  it('means the same, stands on one line and hides angle brackets', () => {
    expect(oneLine({ a: [1, 'x'], b: '<°>' })).toBe(String.raw`{"a": [1,"x"],"b": "\u003c°\u003e"}`)
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const line = oneLine(value)
        expect(line).not.toMatch(/[\n\r<>]/)
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

describe('base64', () => {
  it('agrees with the platform, both ways and in both alphabets', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (data) => {
        const text = toBase64(data)
        expect(text).toBe(Buffer.from(data).toString('base64'))
        expect([...fromBase64(Buffer.from(data).toString('base64url'))]).toEqual([...data])
      }),
    )
  })
})

describe('a PNG', () => {
  it('comes back as it went', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(),
        async (width, height, seed) => {
          const chance = random(String(seed))
          const rgba = Uint8Array.from({ length: width * height * 4 }, () => chance.below(256))
          const back = await decodePng(Uint8Array.from(await encodePng({ width, height, rgba })))
          expect(back).toEqual({ width, height, rgba })
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('text', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 400 })

  it('is cut for the stream without a loss, never inside a character', () => {
    fc.assert(
      fc.property(text, fc.string(), (whole, seed) => {
        const cut = slices(whole, { chance: random(seed) })
        expect(cut.join('')).toBe(whole)
        for (const slice of cut) expect(slice).not.toMatch(/[\uD800-\uDFFF]/u)
      }),
    )
  })

  it('is whole again when its tokens are joined', () => {
    fc.assert(
      fc.property(text, (whole) => {
        expect(tokenise(whole).join('')).toBe(whole)
      }),
    )
  })

  it.each([
    ['What is the meaning of life?', 7],
    ['Hello, world!', 4],
    ['', 0],
    ['2026', 4],
    ['你好', 2],
  ])('%j counts as %i tokens', (whole, count) => {
    expect(countText(whole)).toBe(count)
  })
})
