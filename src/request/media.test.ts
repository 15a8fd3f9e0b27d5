import { expect, test } from 'vitest'
import { toContent } from './doc.ts'
import { mediaIn, withMedia } from './media.ts'
import type { Part } from './doc.ts'
import type { MediaRef } from './media.ts'

const ref = (letter: string): MediaRef => ({
  id: letter.repeat(64),
  name: `${letter}.png`,
  mimeType: 'image/png',
  bytes: 3,
  from: { at: 'store' },
})
const [a, b] = [ref('a'), ref('b')]
const raw = { inlineData: { displayName: 'raw.pdf', mimeType: 'application/pdf', data: 'AA==' } }
const parts: Part[] = [
  { media: a },
  {
    functionResponse: {
      id: '1',
      name: 'f',
      response: { image: { $ref: 'i.png' } },
      parts: [{ media: b, displayName: 'i.png' }, raw],
    },
  },
  { text: 'x' },
]

const load = ({ name }: MediaRef) => Promise.resolve(`bytes of ${name}`)

test('media beside a result are found, and go over the wire under their names, in order', async () => {
  expect(mediaIn(parts)).toEqual([a, b])
  expect(JSON.stringify(await toContent({ role: 'user', parts }, load))).toBe(
    JSON.stringify({
      role: 'user',
      parts: [
        { inlineData: { mimeType: 'image/png', data: 'bytes of a.png' } },
        {
          functionResponse: {
            id: '1',
            name: 'f',
            response: { image: { $ref: 'i.png' } },
            parts: [
              { inlineData: { displayName: 'i.png', mimeType: 'image/png', data: 'bytes of b.png' } },
              raw,
            ],
          },
        },
        { text: 'x' },
      ],
    }),
  )
})

test('media are replaced and left out wherever they stand; everything else stays the same object', () => {
  const c = ref('c')
  const replaced = withMedia(parts, (media) => (media === b ? c : null))
  expect(mediaIn(replaced)).toEqual([c])
  expect(replaced[0]).toMatchObject({
    functionResponse: { parts: [{ media: c, displayName: 'i.png' }, raw] },
  })
  expect(replaced[1]).toBe(parts[2])
  const alone: Part = {
    functionResponse: { name: 'f', response: {}, parts: [{ media: b, displayName: 'i' }] },
  }
  expect(withMedia([alone], () => null)).toEqual([{ functionResponse: { name: 'f', response: {} } }])
})
