import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectSeparator, parseDelimited } from './delimited.ts'

const write = (rows: string[][], separator: string, end: string) =>
  rows.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(separator)).join(end)

describe('a delimited file', () => {
  test('quotes, doubled quotes, separators and line breaks inside a field', () => {
    expect(parseDelimited('label,text\r\na,"one, two"\r\nb,"say ""hi""\nagain"\r\n')).toEqual([
      ['label', 'text'],
      ['a', 'one, two'],
      ['b', 'say "hi"\nagain'],
    ])
  })

  test('empty fields stay, blank lines and the byte order mark go', () => {
    expect(parseDelimited('\uFEFFa,,c\n\n,,\n')).toEqual([
      ['a', '', 'c'],
      ['', '', ''],
    ])
  })

  test('a quote in the midst of a field is a letter; one never closed loses nothing', () => {
    expect(parseDelimited('5" disk,b\n"open, field\nto the end')).toEqual([
      ['5" disk', 'b'],
      ['open, field\nto the end'],
    ])
  })

  test('the separator is found by rows of equal width, not by what stands in sentences', () => {
    expect(detectSeparator('id;text\n1;One, two, three\n2;Four')).toBe(';')
    expect(detectSeparator('id\ttext\n1\tYes; no, maybe')).toBe('\t')
    expect(detectSeparator('just one column\nand, sometimes, commas')).toBe(',')
  })

  test('whatever was written in quotes comes back, with every separator and line end', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '|', '\n', '\r', ' ', 'é') })
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 4 })
          .chain((width) =>
            fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
          ),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, separator, end) => {
          expect(parseDelimited(write(rows, separator, end), separator)).toEqual(rows)
        },
      ),
    )
  })
})
