import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { latin1 } from './bytes.ts'
import {
  box,
  bytesOf,
  exifSegment,
  heic,
  heicPixels,
  jpeg,
  png,
  pngChunk,
  riffChunk,
  SECRET,
  segment,
  text,
  tiff,
  webp,
} from './fixtures.ts'
import { inspect } from './inspect.ts'
import type { Bytes, Picture } from './bytes.ts'

const picture = (bytes: Bytes): Picture => {
  const found = inspect(bytes, 'x', '')
  if (!found.ok) throw new Error(found.reason)
  return found.picture
}
const asText = (bytes: Bytes): string => Buffer.from(bytes).toString('latin1')
const markers = /SECRET|Exif|xmpmeta|xap\/1|8BIM|rdf\+xml/

const secret = text(SECRET)
const profile = segment(0xe2, bytesOf('ICC_PROFILE\0', [1, 1], 'colours'))
const adobe = segment(0xee, bytesOf('Adobe', [0, 100, 0, 0, 0, 0, 1]))
const dirty = {
  png: png({
    chunks: [
      pngChunk('gAMA', new Uint8Array([0, 0, 0xb1, 0x8f])),
      pngChunk('eXIf', tiff({ thumbnail: true })),
      pngChunk('tEXt', bytesOf('GPS\0', secret)),
      pngChunk('zTXt', bytesOf('a\0\0', secret)),
      pngChunk('iTXt', bytesOf('XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>', secret)),
      pngChunk('tIME', new Uint8Array(7)),
      pngChunk('prVt', secret),
    ],
    after: secret,
  }),
  jpeg: jpeg({
    segments: [
      segment(0xe0, bytesOf('JFXX\0', [0x10], secret)),
      exifSegment({ thumbnail: true }),
      segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>', secret)),
      segment(0xed, bytesOf('Photoshop 3.0\x008BIM', secret)),
      segment(0xe2, bytesOf('MPF\0', secret)),
      segment(0xee, bytesOf('Adobe with more', secret)),
      segment(0xfe, secret),
      profile,
      adobe,
    ],
    after: bytesOf([0xff, 0xd8], secret, [0xff, 0xd9]),
  }),
  webp: webp({
    flags: 0x0c,
    chunks: [
      riffChunk('EXIF', tiff()),
      riffChunk('XMP ', bytesOf('<x:xmpmeta>', secret)),
      riffChunk('what', secret),
    ],
    after: secret,
  }),
  heic: heic({ after: box('mpvd', secret) }),
}

describe.each(Object.entries(dirty))('%s', (_, bytes) => {
  test('the file itself holds what must not leave', () => {
    expect(asText(bytes)).toContain(SECRET)
    expect(asText(bytes)).toMatch(markers)
  })
  test('its clean copy holds nothing of it, and is a good file of the same size in pixels', () => {
    const before = picture(bytes)
    const clean = before.clean()
    expect(asText(clean)).not.toMatch(markers)
    const after = picture(clean)
    expect([after.width, after.height]).toEqual([before.width, before.height])
  })
  test('the input is left as it was', () => {
    const copy = bytes.slice()
    picture(bytes).clean()
    expect(bytes).toEqual(copy)
  })
})

describe('what was found is named', () => {
  test.each([
    ['png', dirty.png, ['Exif', 'GPS', 'thumbnail', 'text', 'XMP', 'other metadata']],
    ['jpeg', dirty.jpeg, ['Exif', 'GPS', 'thumbnail', 'XMP', 'IPTC', 'comment', 'other metadata']],
    ['webp', dirty.webp, ['Exif', 'GPS', 'XMP', 'other metadata']],
    ['heic', dirty.heic, ['Exif', 'GPS', 'thumbnail', 'XMP', 'other metadata']],
  ])('%s', (_, bytes, kinds) => {
    expect([...picture(bytes).metadata].toSorted()).toEqual(kinds.toSorted())
  })
  test('nothing in a file without metadata, and cleaning changes no byte of it', () => {
    for (const bytes of [png(), jpeg(), webp()]) {
      expect(picture(bytes).metadata).toEqual([])
      expect(picture(bytes).clean()).toEqual(bytes)
    }
  })
})

describe('what the colours depend on stays', () => {
  test('JPEG: ICC profile and colour transform', () => {
    expect(asText(picture(dirty.jpeg).clean())).toContain(asText(profile))
    expect(asText(picture(dirty.jpeg).clean())).toContain(asText(adobe))
  })
  test('PNG: gamma', () => expect(asText(picture(dirty.png).clean())).toContain('gAMA'))
  test('WebP: the flags no longer announce Exif or XMP', () =>
    expect(picture(dirty.webp).clean()[20]).toBe(0))
})

test('a JFIF thumbnail goes, its header stays', () => {
  const withThumbnail = segment(0xe0, bytesOf('JFIF\0', [1, 1, 0, 0, 72, 0, 72, 1, 1], [7, 8, 9]))
  const body = jpeg().subarray(2 + 18)
  const found = picture(bytesOf([0xff, 0xd8], withThumbnail, body))
  expect(found.metadata).toEqual(['thumbnail'])
  expect([...found.clean().subarray(2, 20)]).toEqual([
    0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1, 0, 0, 72, 0, 72, 0, 0,
  ])
})

describe('HEIC', () => {
  test('is blanked in place: same length, the coded picture untouched', () => {
    const clean = picture(dirty.heic).clean()
    expect(clean.length).toBe(dirty.heic.length)
    const at = asText(dirty.heic).indexOf(asText(heicPixels))
    expect(latin1(clean, at, heicPixels.length)).toBe(asText(heicPixels))
  })
  test('is refused where picture and metadata share bytes', () => {
    expect(inspect(heic({ overlap: true }), 'x', '')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/share the same bytes/),
    })
  })
})

test('no Exif block, however damaged, gets through or gets a picture refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
      const found = picture(jpeg({ segments: [segment(0xe1, bytesOf('Exif\0\0', noise))] }))
      expect(found.clean()).toEqual(jpeg())
    }),
  )
})
