import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GrowingDocument } from './GrowingDocument.tsx'
import { document as markdown, paragraph } from './arbitrary.ts'
import { everyLength, grown, inOne } from './oracle.tsx'

function many<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: 12, maxLength: 40 })
}

/** More texts by MARKDOWN_RUNS. */
const runs = Number(process.env['MARKDOWN_RUNS'] ?? 40)
const timeout = 20_000 + runs * 1000

test(
  'a text that grew by random pieces ends in the DOM of one render',
  () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.nat(), { maxLength: 30 }), (text, picks) => {
        const cuts = picks.map((pick) => pick % (text.length + 1)).toSorted((a, b) => a - b)
        expect(grown(text, cuts)).toBe(inOne(text))
      }),
      { numRuns: runs, interruptAfterTimeLimit: timeout / 2 },
    )
  },
  timeout,
)

test(
  'a text that grew by single characters ends in the DOM of one render',
  () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(grown(text.slice(0, 400), everyLength(text.slice(0, 400), 1))).toBe(inOne(text.slice(0, 400)))
      }),
      { numRuns: Math.ceil(runs / 3), interruptAfterTimeLimit: timeout / 2 },
    )
  },
  timeout,
)

test(
  'long lists, tables, paragraphs and fences, taken in part by part, end in the DOM of one render',
  () => {
    const plain = paragraph.map((text) => text.replaceAll('\n', ' '))
    const long = fc.oneof(
      many(plain).map((items) => items.map((item) => `- ${item}`).join('\n')),
      many(
        fc.tuple(
          plain,
          fc.constantFrom('\n', '\n', '\n\n', '\n\n  more\n', '\n  - [ ] inner\n', '\n  lazy\n', '\n1. x\n'),
        ),
      ).map((items) => items.map(([item, end], index) => `${index + 3}. ${item}${end}`).join('')),
      many(plain).map(
        (rows) => `| a | b |\n| :-- | --: |\n${rows.map((row) => `| ${row} | x |`).join('\n')}`,
      ),
      many(plain).map((sentences) => sentences.join('. ')),
      many(paragraph).map((lines) => lines.join('\n')),
      many(plain).map((lines) => `\`\`\`ts\n${lines.join('\n')}\n\`\`\``),
    )
    fc.assert(
      fc.property(long, markdown, fc.integer({ min: 7, max: 90 }), (first, then, step) => {
        const text = `${first}\n\n${then}`
        expect(grown(text, everyLength(text, step))).toBe(inOne(text))
      }),
      { numRuns: runs, interruptAfterTimeLimit: timeout / 2 },
    )
  },
  timeout,
)

test.each([
  ['table', '| a | b |\n| :-- | --: |\n', '| alpha **x** | y `c` |\n'],
  ['list', '', '3. alpha **x** `c`\n'],
  ['paragraph', '', 'Alpha **x** and more words, with `c` at the end. '],
  ['fence', '```ts\n', 'const a = 1\n'],
])('a long %s ends in the DOM of one render', (_, head, part) => {
  const text = `${head + part.repeat(80)}\n\nafter\n\n`
  expect(grown(text, everyLength(text, 13))).toBe(inOne(text))
})

/** Found by `npm run properties`. */
test.each(['2)\n\n    ;\n2)'])('a text found by chance ends in the DOM of one render: %j', (text) => {
  expect(grown(text, everyLength(text, 1))).toBe(inOne(text))
})

test('a finished block keeps its element until a definition it refers to comes', () => {
  const growing = new GrowingDocument('t-', { interval: 0, fast: 0, rest: 0 })
  const blocks = (text: string) =>
    growing.update(text, true).flatMap((group) => (group.props as { blocks: unknown[] }).blocks)
  const text = 'Plain words.\n\nA [ref] to come.\n\nMore words here.\n\nAnd more.\n\n'
  const [plain, referring] = blocks(text)
  const [plainLater, referringLater] = blocks(`${text}Still more.\n\n`)
  expect([plainLater, referringLater]).toEqual([plain, referring])
  expect(plainLater).toBe(plain)
  expect(referringLater).toBe(referring)
  const [plainAtLast, referringAtLast] = blocks(`${text}Still more.\n\n[ref]: https://e.test\n\nEnd.\n\n`)
  expect(plainAtLast).toBe(plain)
  expect(referringAtLast).not.toBe(referring)
})
