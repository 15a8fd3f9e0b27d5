import { describe, expect, test } from 'vitest'
import { columnNames, itemsOfTable, readTextFile, setupOf, tableOf } from './importTexts.ts'

describe('texts from a file', () => {
  test('a header is recognised, the text column chosen, the label kept', () => {
    const table = tableOf('faq.csv', 'id,text,views\na1,"How, then?",10\na2,Why?,3\n')
    expect(table).toMatchObject({ header: true, textColumn: 1, columns: ['id', 'text', 'views'] })
    expect(itemsOfTable(table, true, 1)).toEqual([
      { text: 'How, then?', label: 'a1' },
      { text: 'Why?', label: 'a2' },
    ])
  })

  test('without a header the longest column is offered, and the first row is a text', () => {
    const table = tableOf('notes.csv', '1;A rather long sentence\n2;Another one\n')
    expect(table).toMatchObject({ header: false, textColumn: 1 })
    expect(columnNames(table, false)).toEqual(['Column 1', 'Column 2'])
    expect(itemsOfTable(table, false, 1)).toHaveLength(2)
  })

  test('JSON lines: strings and objects; a broken line is named, the others are kept', () => {
    const table = tableOf('a.jsonl', '{"text":"one","label":"x"}\nnot json\n"two"\n[1]\n{"text":3}\n')
    expect(table.skipped).toEqual([2, 4])
    expect(itemsOfTable(table, false, table.textColumn)).toEqual([
      { text: 'one', label: 'x' },
      { text: 'two' },
      { text: '3' },
    ])
  })

  test('a text file is a text a line', () => {
    const table = tableOf('a.txt', 'one, two\r\n\r\nthree\n')
    expect(itemsOfTable(table, false, 0)).toEqual([{ text: 'one, two' }, { text: 'three' }])
  })

  test('texts that lines can hold become lines; line breaks and labels make rows', () => {
    expect(setupOf([{ text: 'a' }, { text: 'b' }])).toEqual({ lines: 'a\nb', rows: null })
    expect(setupOf([{ text: 'a\nb' }]).rows).toHaveLength(1)
    expect(setupOf([{ text: 'a', label: 'x' }]).rows).toHaveLength(1)
  })

  test('what is no text is refused in words', async () => {
    const image = new File([new Uint8Array([0x89, 0x50, 0xff, 0xfe])], 'a.txt')
    expect(await readTextFile(image)).toMatchObject({ ok: false, problem: expect.stringContaining('UTF-8') })
    expect(await readTextFile(new File([''], 'b.csv'))).toMatchObject({ ok: false })
  })
})
