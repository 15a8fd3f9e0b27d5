import { describe, expect, test } from 'vitest'
import { distinctName, namesOnly } from './pasted.ts'

describe('the text beside pasted files', () => {
  const holiday = [{ name: 'holiday.jpg' }]
  test.each([
    ['a name', 'holiday.jpg', holiday],
    ['no text', '', holiday],
    ['a path', '/home/me/My pictures/holiday.jpg', holiday],
    ['a path with a line end', '/home/me/holiday.jpg\n', holiday],
    ['a path of Windows in quotes', String.raw`"C:\Users\me\holiday.jpg"`, holiday],
    ['an address', 'file:///home/me/Ferien%20am%20Meer.jpg', [{ name: 'Ferien am Meer.jpg' }]],
    ['names of several', 'a.png\rb.png', [{ name: 'a.png' }, { name: 'b.png' }]],
    ['what GNOME writes', 'x-special/nautilus-clipboard\ncopy\nfile:///home/me/holiday.jpg\n', holiday],
    ['a name in decomposed letters', 'Grüße.png'.normalize('NFD'), [{ name: 'Grüße.png' }]],
  ])('that is %s only names them', (_, text, files) => expect(namesOnly(text, files)).toBe(true))

  const copied = [{ name: 'image.png' }]
  test.each([
    ['words of a document', 'Dear all,\nsee the picture.', copied],
    ['cells of a sheet', 'a\tb\n1\t2', copied],
    ['one word', 'holiday', copied],
    ['a word that GNOME writes, too', 'copy', copied],
    ['a name of another file', 'other.jpg', copied],
    ['a name among words', 'image.png is attached', copied],
    ['an address that cannot be decoded', 'file:///a%', copied],
  ])('that is %s is meant itself', (_, text, files) => expect(namesOnly(text, files)).toBe(false))
})

test.each([
  ['image.png', [], 'image.png'],
  ['image.png', ['image.png'], 'image 2.png'],
  ['image.png', ['image.png', 'image 2.png'], 'image 3.png'],
  ['image', ['image'], 'image 2'],
  ['.png', ['.png'], '.png 2'],
  ['a.b.png', ['a.b.png'], 'a.b 2.png'],
])('%s beside %j is called %s', (name, taken, called) => {
  expect(distinctName(name, new Set(taken))).toBe(called)
})
