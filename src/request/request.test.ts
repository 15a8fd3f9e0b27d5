import { expect, test } from 'vitest'
import { toContents } from './request.ts'

const image = (data: string, after?: boolean) => ({
  mimeType: 'image/png',
  data,
  ...(after !== undefined && { after }),
})
const shape = (text: string, images: Parameters<typeof toContents>[1]) =>
  toContents(text, images)[0]?.parts?.map((part) => part.text ?? part.inlineData?.data)

test('images stand before the text, in their order, unless they say that they come after it', () => {
  expect(shape('words', [image('a'), image('b')])).toEqual(['a', 'b', 'words'])
  expect(shape('words', [image('a', true), image('b', false), image('c', true)])).toEqual([
    'b',
    'words',
    'a',
    'c',
  ])
})

test('an image alone is a whole turn; nothing at all is an empty text', () => {
  expect(shape('', [image('a', true)])).toEqual(['a'])
  expect(shape('', [])).toEqual([''])
})

test('nothing but type and data of an image is sent', () => {
  const [content] = toContents('', [{ ...image('a', true), name: 'secret.png' } as ReturnType<typeof image>])
  expect(content?.parts).toEqual([{ inlineData: { mimeType: 'image/png', data: 'a' } }])
})
