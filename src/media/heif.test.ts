import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { box, bytesOf, SECRET, text, tiff } from './fixtures.ts'
import { buildHeic } from './heicFixture.ts'
import { inspect } from './inspect.ts'
import type { Bytes, Picture } from './bytes.ts'
import type { HeicItem, HeicLayout } from './heicFixture.ts'

const picture = (bytes: Bytes): Picture => {
  const found = inspect(bytes, 'x.heic', 'image/heic')
  if (!found.ok) throw new Error(found.reason)
  return found.picture
}
const exif = bytesOf([0, 0, 0, 0], tiff({ thumbnail: true }))
const xmp = text(`<x:xmpmeta>${SECRET}</x:xmpmeta>`)
const coded: HeicItem = { id: 1, type: 'hvc1', data: text('<<the coded picture, tile one>>'), in: 'mdat' }
const items: HeicItem[] = [
  coded,
  { id: 2, type: 'hvc1', data: text('<<the coded picture, tile two>>'), in: 'mdat' },
  // A grid's few bytes usually stand in `idat`, beside what must go.
  { id: 3, type: 'grid', data: bytesOf([0, 0, 0, 1, 0, 60, 0, 40]), in: 'idat' },
  { id: 4, type: 'Exif', data: exif, in: 'mdat', name: SECRET, refers: { type: 'cdsc', to: 3 } },
  {
    id: 5,
    type: 'mime',
    data: xmp,
    in: 'idat',
    more: 'application/rdf+xml\0',
    refers: { type: 'cdsc', to: 3 },
  },
  { id: 6, type: 'hvc1', data: text(`small ${SECRET}`), in: 'mdat', refers: { type: 'thmb', to: 3 } },
  { id: 7, type: 'uri ', data: text(`more ${SECRET}`), in: 'idat', more: 'urn:x\0' },
]
const goes = ({ type, refers }: HeicItem) =>
  ['Exif', 'mime', 'uri '].includes(type) || refers?.type === 'thmb'

/** What of a file differs in its clean copy, byte by byte, and whether each is allowed to. */
function check(layout: HeicLayout): void {
  const { bytes, where } = buildHeic(layout)
  const clean = picture(bytes).clean()
  expect(clean.length).toBe(bytes.length)
  const of = (item: HeicItem) => where.get(item.id) ?? []
  for (const item of layout.items)
    for (const [from, to] of of(item)) {
      const expected = goes(item) ? new Uint8Array(to - from) : bytes.subarray(from, to)
      expect(clean.subarray(from, to), `item ${item.id} (${item.type})`).toEqual(expected)
    }
  // Outside the items' data only names of entries, and the types of those that went, may differ.
  const names = new Set<number>()
  for (let at = 0; at + 4 < bytes.length; at++)
    if (String.fromCharCode(...bytes.subarray(at, at + 4)) === 'infe') {
      const end = at - 4 + new DataView(bytes.buffer).getUint32(at - 4)
      for (let i = at + 4 + 4 + (layout.wideIds ? 6 : 4); i < end; i++) names.add(i)
    }
  const inData = (at: number) => [...where.values()].flat().some(([from, to]) => from <= at && at < to)
  const changed = [...bytes.keys()].filter((at) => bytes[at] !== clean[at] && !inData(at) && !names.has(at))
  expect(changed).toEqual([])
  expect(String.fromCharCode(...clean)).not.toMatch(/SECRET|Exif|xmpmeta|rdf\+xml/)
  // Still the same picture, in which nothing is left to find.
  const after = picture(clean)
  expect([after.width, after.height]).toEqual([layout.width ?? 60, layout.height ?? 40])
}

describe('metadata in its place is blanked, and nothing else changes', () => {
  test.each<[string, Partial<HeicLayout>]>([
    ['idat and mdat', {}],
    ['offsets of 64 bits', { offsetBytes: 8 }],
    ['offsets from a base', { withBase: true }],
    ['ids of 32 bits', { iloc: 2, wideIds: true }],
    ['a 64-bit mdat before meta', { largeMdat: true, dataFirst: true }],
  ])('%s', (_, more) => check({ items, primary: 3, ...more }))
  test('all in mdat, as version 0 of iloc has it', () =>
    check({ items: items.map((item) => ({ ...item, in: 'mdat' as const })), primary: 3, iloc: 0 }))
  test('data in many pieces that lie between each other', () =>
    check({ items: items.map((item) => ({ ...item, pieces: 4 })), primary: 3 }))
})

test('whatever the arrangement', () => {
  const place = fc.record({ in: fc.constantFrom('mdat', 'idat'), pieces: fc.integer({ min: 1, max: 5 }) })
  fc.assert(
    fc.property(
      fc.shuffledSubarray(items, { minLength: 1 }),
      fc.array(place, { minLength: 7, maxLength: 7 }),
      fc.record({
        wideIds: fc.boolean(),
        offsetBytes: fc.constantFrom(4, 8),
        withBase: fc.boolean(),
        largeMdat: fc.boolean(),
        dataFirst: fc.boolean(),
      }),
      (chosen, places, more) => {
        const rest = chosen.filter(({ id }) => id !== 1)
        const placed = [coded, ...rest].map((item, at) => Object.assign({}, item, places[at]))
        check({ items: placed, primary: 1, iloc: more.wideIds ? 2 : 1, ...more } as HeicLayout)
      },
    ),
  )
})

test('what describes the picture in words goes, what it is shown by stays', () => {
  const turned = box('irot', [1])
  const words = box('udes', [0, 0, 0, 0], `en\0${SECRET}\0\0\0`)
  const { bytes } = buildHeic({ items: [coded], primary: 1, properties: [turned, words] })
  const { width, height, metadata, clean } = picture(bytes)
  expect([width, height, metadata]).toEqual([40, 60, ['other metadata']])
  expect(String.fromCharCode(...clean())).not.toContain(SECRET)
  expect(String.fromCharCode(...clean())).toContain(String.fromCharCode(...turned))
})

test('what was found is named', () =>
  expect(picture(buildHeic({ items, primary: 3 }).bytes).metadata.toSorted()).toEqual(
    ['Exif', 'GPS', 'XMP', 'other metadata', 'thumbnail'].toSorted(),
  ))

test('a file cut anywhere is refused in words or still holds no metadata', () => {
  const { bytes } = buildHeic({ items, primary: 3 })
  for (let length = 0; length < bytes.length; length += 7) {
    const found = inspect(bytes.slice(0, length), 'x.heic', 'image/heic')
    if (found.ok) expect(String.fromCharCode(...found.picture.clean())).not.toMatch(/SECRET/)
    else expect(found.reason).toMatch(/\w/)
  }
})
