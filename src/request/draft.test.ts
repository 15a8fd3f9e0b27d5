import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  draftOf,
  emptyDraft,
  fieldText,
  forBase,
  isBlank,
  isEmpty,
  isSame,
  mapTexts,
  mediaSide,
  movedPart,
  parseDraft,
  textNumber,
  turnOf,
  withFieldText,
  withMedia,
  withSide,
  withText,
  withoutPart,
} from './draft.ts'
import { isMedia } from './media.ts'
import { upgradeDraft } from './upgrade.ts'
import type { Draft, DraftPart } from './draft.ts'
import type { MediaRef } from './media.ts'

const mediaOf = (letter: string): MediaRef => ({
  id: letter.repeat(64),
  name: `${letter}.png`,
  mimeType: 'image/png',
  bytes: 3,
  from: { at: 'store' },
})
const a = { media: mediaOf('a') }
const b = { media: mediaOf('b') }

/** `a`, `b` for pictures, the texts themselves, the field in brackets. */
const shape = ({ parts, field }: Draft): string =>
  parts
    .map((part, at) => {
      const word = isMedia(part) ? part.media.id[0] : part.text
      return at === field ? `[${word}]` : word
    })
    .join(' ')

describe('a part that is added', () => {
  test('as a picture stands before the text, then after the other pictures, among texts at the end', () => {
    const one = withMedia(withFieldText(emptyDraft, 'x'), mediaOf('a'))
    expect(shape(one)).toBe('a [x]')
    expect(shape(withMedia(one, mediaOf('b')))).toBe('a b [x]')
    expect(shape(withMedia(movedPart(one, 0, 1), mediaOf('b')))).toBe('[x] a b')
    const text = withText(one)
    expect(shape(text)).toBe('a [x] ')
    expect(shape(withMedia(text, mediaOf('b')))).toBe('a [x]  b')
    expect([textNumber(text, 2), textNumber(movedPart(text, 2, 0), 0)]).toEqual([1, 1])
  })
})

const anyPart: fc.Arbitrary<DraftPart> = fc.oneof(
  fc.record({ text: fc.constantFrom('', ' ', 'x', 'y') }),
  fc.constantFrom('a', 'b', 'c').map((letter) => ({ media: mediaOf(letter) })),
)
const anyDraft = fc
  .tuple(fc.array(anyPart, { maxLength: 6 }), fc.nat(6))
  .map(([parts, field]) => draftOf(parts, field))

test('whatever is done to a draft, its field is one of its texts and says what it said', () => {
  const kept = fc.tuple(anyDraft, fc.nat(6), fc.nat(6))
  fc.assert(
    fc.property(kept, ([draft, from, to]) => {
      const text = fieldText(draft)
      expect(isMedia(draft.parts[draft.field]!)).toBe(false)
      const at = from % draft.parts.length
      const changes = [
        movedPart(draft, at, to % draft.parts.length),
        withMedia(draft, mediaOf('d')),
        withText(draft),
        withSide(draft, 'before'),
        withSide(draft, 'after'),
        ...(at === draft.field ? [] : [withoutPart(draft, at)]),
        parseDraft(JSON.parse(JSON.stringify(forBase(draft)))) as Draft,
      ]
      for (const changed of changes) {
        expect(isMedia(changed.parts[changed.field]!)).toBe(false)
        expect(fieldText(changed)).toBe(text)
      }
      const moved = movedPart(draft, at, to % draft.parts.length)
      expect(moved.parts[to % draft.parts.length]).toBe(draft.parts[at])
      expect(moved.parts.toSorted(byJson)).toEqual(draft.parts.toSorted(byJson))
      for (const side of ['before', 'after'] as const) {
        const changed = withSide(draft, side)
        expect(changed.parts.some(isMedia) ? mediaSide(changed) : side).toBe(side)
        expect(changed.parts.filter(isMedia)).toEqual(draft.parts.filter(isMedia))
        expect(changed.parts.filter((part) => !isMedia(part))).toEqual(
          draft.parts.filter((part) => !isMedia(part)),
        )
      }
    }),
  )
})

const byJson = (one: DraftPart, other: DraftPart) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)

test('an empty text is not sent, but where there is nothing else', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      const said = draft.parts.filter((part) => isMedia(part) || part.text !== '')
      expect(turnOf(draft).parts).toEqual(said.length > 0 ? said : [{ text: '' }])
      expect(isBlank(draft)).toBe(draft.parts.every((part) => !isMedia(part) && part.text.trim() === ''))
    }),
  )
})

test('same and empty are told by what is said and where', () => {
  expect([isEmpty(emptyDraft), isEmpty(withText(emptyDraft)), isEmpty(draftOf([a]))]).toEqual([
    true,
    false,
    false,
  ])
  expect(
    isSame(
      draftOf([a, { text: 'x' }]),
      draftOf([{ media: { ...a.media, name: 'other.png' } }, { text: 'x' }]),
    ),
  ).toBe(true)
  expect(isSame(draftOf([a, { text: 'x' }]), draftOf([{ text: 'x' }, a]))).toBe(false)
  expect(mapTexts(draftOf([{ text: 'k' }, a, { text: 'k' }]), () => '')).toEqual(
    draftOf([{ text: '' }, a, { text: '' }]),
  )
})

describe('what the base keeps', () => {
  test('of version 1 is lifted, each picture on its side', () => {
    const image = { ...a.media, width: 2, height: 1, from: undefined }
    const { from: _, ...old } = image
    const kept = parseDraft({
      text: 'x',
      images: [
        { ...old, after: true },
        { ...old, id: b.media.id },
      ],
    })
    if ('parts' in kept) throw new Error('not of version 1')
    expect(shape(upgradeDraft(kept))).toBe('b [x] a')
    expect(upgradeDraft(kept).parts[0]).toEqual({ media: { ...a.media, id: b.media.id, size: [2, 1] } })
  })

  test.each([
    null,
    'draft',
    {},
    { text: 'x' },
    { text: 'x', images: [{}] },
    { text: 'x', images: [{ id: 'a', after: 'yes' }] },
    { v: 2, parts: [{}] },
    { v: 2, parts: [{ media: { from: {} } }] },
    { v: 3, parts: [] },
  ])('is set aside where it is no draft: %j', (value) => {
    expect(() => parseDraft(value)).toThrow(TypeError)
  })
})
