import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bmp,
  box,
  bytesOf,
  exifSegment,
  gif,
  heic,
  jpeg,
  png,
  pngChunk,
  text,
  tiff,
  webp,
} from './fixtures.ts'
import { inspect, MAX_FILE_BYTES } from './inspect.ts'
import type { Bytes } from './bytes.ts'
import type { Accepted, Refused } from './inspect.ts'

function accept(bytes: Bytes, name = 'x.png', type = ''): Accepted {
  const found = inspect(bytes, name, type)
  if (!found.ok) throw new Error(found.reason)
  return found
}
function refuse(bytes: Bytes, name = 'x.png', type = 'image/png'): Refused {
  const found = inspect(bytes, name, type)
  if (found.ok) throw new Error('was taken')
  return found
}

const svg = (inside: string) =>
  text(`<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`)

describe('what is taken', () => {
  test.each([
    ['PNG', png(), 'image/png', [3, 2]],
    ['JPEG', jpeg(), 'image/jpeg', [4, 3]],
    ['WebP', webp(), 'image/webp', [5, 4]],
    ['HEIC', heic(), 'image/heic', [60, 40]],
    ['HEIF', heic({ brand: 'mif1' }), 'image/heif', [60, 40]],
    ['a camera brand of its own', heic({ brand: 'zzzz' }), 'image/heic', [60, 40]],
  ])('%s, by its bytes alone', (_, bytes, mimeType, size) => {
    const found = accept(bytes, 'photo', 'text/plain')
    expect(found.mimeType).toBe(mimeType)
    expect([found.picture.width, found.picture.height]).toEqual(size)
  })

  test('a HEIC that is turned a quarter has its sides the other way round', () => {
    const { width, height } = accept(heic({ turn: 1 })).picture
    expect([width, height]).toEqual([40, 60])
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i is read in both byte orders', (orientation) => {
    for (const little of [true, false])
      expect(accept(jpeg({ segments: [exifSegment({ orientation, little })] })).picture.orientation).toBe(
        orientation,
      )
    expect(accept(png({ chunks: [pngChunk('eXIf', tiff({ orientation }))] })).picture.orientation).toBe(
      orientation,
    )
  })

  test('a wrong extension is put right, and that is said', () => {
    expect(accept(jpeg(), 'photo.png', 'image/png')).toMatchObject({
      name: 'photo.jpg',
      renamed: 'Renamed from photo.png: its content is JPEG.',
    })
    expect(accept(jpeg(), 'photo.JPEG', 'image/jpeg')).toMatchObject({ name: 'photo.JPEG' })
    expect(accept(jpeg(), 'photo.JPEG', 'image/jpeg').renamed).toBeUndefined()
    expect(accept(png(), '.png', '').name).toBe('.png')
    expect(accept(png(), 'scan', '').name).toBe('scan.png')
    expect(accept(png(), 'a.tar.gz', 'application/gzip').name).toBe('a.tar.png')
  })
})

describe('what is refused, and why', () => {
  const levels = Array.from(
    { length: 10 },
    (_, i) => `<g id="a${i + 1}">${`<use href="#a${i}"/>`.repeat(10)}</g>`,
  )
  test.each<[string, Bytes, RegExp, Refused['offer']]>([
    ['empty', new Uint8Array(0), /empty/, undefined],
    ['HTML', text('<!doctype html><title>x</title>'), /an HTML page/, undefined],
    ['plain text', text('hello'), /no picture/, undefined],
    ['PDF', text('%PDF-1.7 ...'), /a PDF/, undefined],
    ['film', box('ftyp', 'isom', [0, 0, 0, 0], 'mp42', 'avc1'), /a film/, undefined],
    ['TIFF', tiff(), /image\/tiff is not accepted/, undefined],
    ['PNG without end', png().subarray(0, -12), /cut off/, undefined],
    ['PNG cut in its pixels', png().subarray(0, 45), /cut off/, undefined],
    ['PNG without pixels', png({ pixels: false }), /no pixels/, undefined],
    ['PNG of no width', png({ width: 0 }), /no pixels/, undefined],
    ['JPEG without end', jpeg({ end: false }), /cut off/, undefined],
    ['JPEG cut in a segment', jpeg({ segments: [exifSegment()] }).subarray(0, 60), /cut off/, undefined],
    ['WebP cut', webp().subarray(0, -4), /cut off/, undefined],
    ['HEIC cut', heic().subarray(0, -4), /cut off/, undefined],
    ['PNG bomb', png({ width: 16_000, height: 16_000 }), /16,000 × 16,000 pixels, 256 megapixels/, undefined],
    ['JPEG bomb', jpeg({ width: 60_000, height: 60_000 }), /megapixels/, undefined],
    ['WebP bomb', webp({ width: 16_000, height: 16_000 }), /megapixels/, undefined],
    ['GIF bomb', gif(1, 60_000, 60_000), /megapixels/, undefined],
    ['APNG', png({ chunks: [pngChunk('acTL', new Uint8Array(8))] }), /animated/, 'convert'],
    ['animated WebP', webp({ flags: 2 }), /animated/, 'convert'],
    ['HEIC sequence', heic({ brand: 'hevc' }), /sequence/, undefined],
    ['HEIC with a film', heic({ after: box('moov', new Uint8Array(8)) }), /film/, undefined],
    ['still GIF', gif(1), /^image\/gif is not accepted/, 'convert'],
    ['animated GIF', gif(3), /animated/, 'convert'],
    ['GIF cut', gif(1).subarray(0, -4), /cut off/, undefined],
    ['BMP', bmp(), /image\/bmp/, 'convert'],
    ['BMP cut', bmp().subarray(0, 100), /cut off/, undefined],
    ['AVIF', heic({ brand: 'avif' }), /image\/avif/, 'convert'],
    ['SVG', svg('<rect/>'), /SVG is not accepted/, 'convert'],
    ['SVG with entities', bytesOf('<!DOCTYPE svg [<!ENTITY a "x">]>', svg('&a;')), /entities/, undefined],
    ['SVG cut', svg('<rect/>').subarray(0, -9), /cut off/, undefined],
    [
      'SVG of nested uses',
      svg(`<g id="a0"><rect/></g>${levels.join('')}<use href="#a10"/>`),
      /refers to itself/,
      undefined,
    ],
    ['SVG that uses itself', svg('<g id="a"><use href="#a"/></g>'), /refers to itself/, undefined],
    ['huge SVG', svg(' '.repeat(1_000_001)), /1\.0 MB/, undefined],
  ])('%s', (_, bytes, reason, offer) => {
    const refused = refuse(bytes)
    expect(refused.reason).toMatch(reason)
    expect(refused.offer).toBe(offer)
  })

  test('an SVG with many plain uses, as plotting libraries write it, may be converted', () => {
    expect(refuse(svg(`<defs><path id="g"/></defs>${'<use href="#g"/>'.repeat(5000)}`)).offer).toBe('convert')
  })

  test('exactly 50 megapixels are taken, one row more is not', () => {
    expect(accept(png({ width: 10_000, height: 5000 })).picture.width).toBe(10_000)
    expect(refuse(png({ width: 10_000, height: 5001 })).reason).toMatch(/megapixels/)
  })

  test('exactly 15 MB are taken; one byte more is offered to be shrunk', () => {
    const base = png()
    const filled = (size: number) => png({ after: new Uint8Array(size - base.length) })
    expect(accept(filled(MAX_FILE_BYTES)).ok).toBe(true)
    expect(refuse(filled(MAX_FILE_BYTES + 1))).toMatchObject({
      offer: 'shrink',
      reason: expect.stringMatching(/15\.0 MB; the limit is 15 MB/),
    })
  })
})

describe('whatever the bytes are', () => {
  const seeds = [
    png({ chunks: [pngChunk('eXIf', tiff())] }),
    jpeg({ segments: [exifSegment()] }),
    webp(),
    heic(),
    gif(2),
    bmp(),
    heic({ brand: 'avif' }),
  ]
  test('it answers and never throws: random bytes behind every signature', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(60),
        (seed, noise, keep) => {
          expect(typeof inspect(bytesOf(seed.subarray(0, keep), noise), 'x', '').ok).toBe('boolean')
        },
      ),
      { numRuns: 2000 },
    )
  })
  test('it answers and never throws: good files with bytes changed; what it takes it can also clean', () => {
    const change = fc.tuple(fc.nat(1000), fc.integer({ min: 0, max: 255 }))
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (seed, changes) => {
          const bytes = seed.slice()
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          const found = inspect(bytes, 'x', '')
          if (found.ok) expect(found.picture.clean().length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 4000 },
    )
  })
  test('every cut of a good file is refused', () => {
    for (const whole of [png(), jpeg(), webp(), heic(), gif(1)])
      for (let length = 0; length < whole.length; length++)
        expect(inspect(whole.subarray(0, length), 'x', '').ok).toBe(false)
  })
})
