import { describe, expect, test } from 'vitest'
import { toContent } from './doc.ts'
import { draftOf, turnOf } from './draft.ts'
import type { DraftPart } from './draft.ts'

const media = (data: string): DraftPart => ({
  media: { id: data.repeat(64), name: 'secret.png', mimeType: 'image/png', bytes: 3, from: { at: 'store' } },
})
const sent = async (...parts: DraftPart[]) =>
  (await toContent(turnOf(draftOf(parts)), ({ id }) => Promise.resolve(id[0]!))).parts
const shape = async (...parts: DraftPart[]) =>
  (await sent(...parts))?.map((part) => part.text ?? part.inlineData?.data)

describe('a message', () => {
  test('is sent in its order', async () => {
    expect(await shape(media('a'), media('b'), { text: 'words' })).toEqual(['a', 'b', 'words'])
    expect(await shape({ text: 'one' }, media('a'), { text: 'two' }, media('a'))).toEqual([
      'one',
      'a',
      'two',
      'a',
    ])
  })

  test('of pictures is whole without a text; nothing at all is an empty text', async () => {
    expect(await shape(media('a'))).toEqual(['a'])
    expect(await shape({ text: '' }, media('a'), { text: '' })).toEqual(['a'])
    expect(await shape()).toEqual([''])
  })

  test('sends nothing of a picture but type and data', async () => {
    expect(await sent(media('a'))).toEqual([{ inlineData: { mimeType: 'image/png', data: 'a' } }])
  })
})
