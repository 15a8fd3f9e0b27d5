import { expect, test } from 'vitest'
import { CostLimit } from './CostLimit.ts'

const cut = (text: string) => new CostLimit().scan(text)

test('honest long texts are rendered whole', () => {
  const prose = 'A sentence with **bold** words, `code` and a [link](https://e.test/a_b).\n\n'.repeat(1700)
  const code = `\`\`\`c\n${'x[i] = *p & ~q;\n'.repeat(2000)}\`\`\`\n`
  const list = '- **Item** with `code`\n'.repeat(1500)
  for (const text of [prose, code, list, 'word '.repeat(8000)]) expect(cut(text)).toBe(text.length)
})

test.each([
  ['nested quotes', `${'> '.repeat(5000)}x`],
  ['a line of a megabyte', 'word '.repeat(200_000)],
  ['100,000 links', '[a](https://e.test)\n\n'.repeat(100_000)],
  ['a table of 10,000 rows', '| a | b |\n|---|---|\n' + '| 1 | 2 |\n'.repeat(10_000)],
  ['marks that pair up with nothing', '*a _b [c '.repeat(5000)],
  ['lists in lists', Array.from({ length: 300 }, (_, n) => `${' '.repeat(n * 2)}- x\n`).join('')],
])('%s are cut off', (_, text) => {
  const before = 'Before.\n\n'
  const at = cut(before + text)
  expect(at).toBeGreaterThanOrEqual(before.length)
  expect(at).toBeLessThan(before.length + text.length)
})

test('a text that grows is cut where the whole would be', () => {
  const text = `Start.\n\n${'> '.repeat(100)}x\nmore`
  const limit = new CostLimit()
  for (let end = 0; end <= text.length; end += 7) limit.scan(text.slice(0, end))
  expect(limit.scan(text)).toBe(cut(text))
  expect(limit.scan('Another text.')).toBe(13)
})
