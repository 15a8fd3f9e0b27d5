import { describe, expect, test } from 'vitest'
import { runsOf } from './direction.ts'
import { everyLength, grown, inOne } from './oracle.tsx'

/** Names of the elements that have a direction of their own, with it. */
function directions(text: string): string[] {
  return [...inOne(text).matchAll(/<(\w+)[^>]*? dir="(\w+)"/g)].map(([, name, dir]) => `${name} ${dir}`)
}

describe('a block runs as its first letter does', () => {
  test.each([
    ['# مرحبا', ['h1 rtl']],
    ['12% و $5', ['p rtl']],
    ['שלום hello', ['p rtl']],
    ['hello שלום', []],
    ['- البند\n- second', ['ul rtl']],
    ['3. שלום', ['ol rtl']],
    ['> اقتباس\n>\n> - بند', ['blockquote rtl']],
    ['> - بند', ['blockquote rtl']],
    ['| الاسم | b |\n|---|---|\n| c | d |', ['table rtl']],
    ['| 1 | 2 |\n|---|---|\n| عمر | d |', ['table rtl']],
    ['- item\n\n  | שם | b |\n  |---|---|\n  | c | d |', ['table rtl']],
    ['- פריט\n\n  | name | b |\n  |---|---|\n  | c | d |', ['ul rtl', 'table ltr']],
    ['`npm install` لتثبيت', ['p rtl']],
    ['$x$ هو متغير', ['p rtl']],
    ['https://example.org הוא אתר', ['p rtl']],
    ['[https://example.org/a](https://example.org/a) הוא אתר', ['p rtl']],
    ['- `code` פריט\n- b', ['ul rtl']],
    ['**מודגש** טקסט', ['p rtl']],
    ['<b>שלום', ['p rtl']],
    ['١٢٣', []],
    ['12 - 34', []],
    ['```js\nconst a = "שלום"\n```', []],
    ['a\n\nب\n\nc', ['p rtl']],
    ['הערה[^1]\n\n[^1]: שלום', ['p rtl', 'ol rtl']],
    ['𞤀𞤣', ['p rtl']],
  ])('%j: %j', (text, expected) => {
    expect(directions(text)).toEqual(expected)
    expect(grown(text, everyLength(text, 1))).toBe(inOne(text))
  })

  test.each([
    ['list', '- פריט `x` and words\n'],
    ['numbered list that begins with code', '1. `code` 12 בלי\n'],
    ['list of tasks', '- [ ] פריט\n- plain\n'],
    ['table', '| 12 | شيء |\n'],
    ['paragraph', 'מילה ועוד and plain words, '],
  ])('a long %s, taken in part by part', (kind, part) => {
    const text = `${kind === 'table' ? '| 1 | 2 |\n|---|---|\n' : ''}${part.repeat(60)}\n\nafter`
    expect(inOne(text)).toContain('dir="rtl"')
    expect(grown(text, everyLength(text, 13))).toBe(inOne(text))
  })
})

test('words in code that run right to left are set apart, with the blanks between them', () => {
  expect(runsOf('const a = "שלום עולם"; // تعليق')).toEqual([
    'const a = "',
    'שלום עולם',
    '"; // ',
    'تعليق',
    '',
  ])
  expect(runsOf('plain')).toBeUndefined()
  expect(inOne('```js\na = "שלום" // تعليق\n```')).toContain(
    'a = &quot;<bdi>שלום</bdi>&quot; // <bdi>تعليق</bdi>',
  )
})
