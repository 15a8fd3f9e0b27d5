import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { random } from './random.ts'
import { slices } from './speak.ts'

const cut = (text: string, seed = 'seed') => slices(text, { chance: random(seed) })

describe('slices of a text', () => {
  it('are the text again, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string(), (text, seed) => {
        expect(cut(text, seed).join('')).toBe(text)
      }),
    )
  })

  it('end where a word ends', () => {
    const text =
      'This is an answer of several words, with a number (3.14), a `code span` and a line break.\nDone. '.repeat(
        20,
      )
    const found = cut(text)
    expect(found.length).toBeGreaterThan(20)
    let at = 0
    for (const slice of found) {
      at += slice.length
      // Between two slices there is a space or a break at the one side or at the other.
      if (at < text.length) expect(text.slice(at - 1, at + 1)).toMatch(/\s/)
    }
  })

  it('cut scripts without spaces between characters', () => {
    const text = '東京は日本の首都です。'.repeat(20)
    expect(cut(text).length).toBeGreaterThan(5)
    expect(Math.max(...cut(text).map((slice) => slice.length))).toBeLessThan(60)
  })
})
