/** Answers of the kinds that Markdown alone would change: looked at, copied, printed. A scripted API gives them, whole and in bits. */
import { texts, embedButton, table as matrix } from './embeddingsPage.ts'
import { expect, response, test } from './faults/judge.ts'
import { chunk, event } from './faults/wire.ts'
import type { Locator, Page } from '@playwright/test'
import type { Judge } from './faults/judge.ts'
import type { Fault } from './faults/server.ts'

const inBits =
  (text: string): Fault =>
  async (wire) => {
    for (let at = 0; at < text.length; at += 24)
      await wire.write(
        [0, 3, 6, 9, 12, 15, 18, 21].map((by) => event(chunk(text.slice(at + by, at + by + 3)))).join(''),
      )
    wire.end(event(chunk('', 'STOP')))
  }

const equation = (n: number) => `$$\n\\begin{equation}\nx = ${n}\n\\end{equation}\n$$`
const direction = (scope: Locator) => scope.evaluate((element) => getComputedStyle(element).direction)

/** Gives `text` as the answer to a prompt. @returns the article Candidate 1. */
async function answered(page: Page, judge: Judge, text: string): Promise<Locator> {
  await judge.serve('rendering', { generate: inBits(text) })
  await judge.run('rendering')
  const article = response(page).getByRole('article', { name: 'Candidate 1' })
  await expect(article.locator('.md[aria-busy=false]')).toBeVisible()
  return article
}

const clipboard = (page: Page, type: string) =>
  page.evaluate(async (wanted) => {
    const [item] = await navigator.clipboard.read()
    return item?.types.includes(wanted) ? (await item.getType(wanted)).text() : ''
  }, type)

const selectAll = (scope: Locator) =>
  scope.evaluate((element) => document.getSelection()?.selectAllChildren(element))

test('prices, ranges, bold, tags, addresses and formulas', async ({ page, judge }) => {
  const article = await answered(
    page,
    judge,
    [
      'Tea is $3.20 and cake $4.80, **$8** in all; US$2M to US$3M. Set $SHELL or ${port}.',
      '全部で**「三つ」**です。*（仮）*の表、8~20 度。詳細は https://example.org/a。次へ。',
      'Water is H<sub>2</sub>O<br>and <kbd>Esc</kbd> ends. `List<T>` and List<String>.',
      'So $e^{i\\pi} = -1$ and \\(|z| > 1\\):\n\\[\n- a\n+ b = 0\n\\]',
      '| norm | price |\n|---|---|\n| $|v|$ | $5 | more |',
    ].join('\n\n'),
  )
  const md = article.locator('.md')
  await expect(md).toContainText(
    'Tea is $3.20 and cake $4.80, $8 in all; US$2M to US$3M. Set $SHELL or ${port}.',
  )
  await expect(md.locator('strong')).toHaveText(['$8', '「三つ」'])
  await expect(md.locator('em')).toHaveText(['（仮）'])
  await expect(md.locator('del')).toHaveCount(0)
  await expect(md.getByRole('link')).toHaveText(['https://example.org/a'])
  await expect(md.locator('sub, kbd')).toHaveText(['2', 'Esc'])
  await expect(md).toContainText('List<String>')
  await expect(md.locator('.katex')).toHaveCount(4)
  await expect(md.locator('.katex-display')).toHaveCount(1)
  await expect(md.locator('annotation')).toHaveText(['e^{i\\pi} = -1', '|z| > 1', '- a\n+ b = 0', '|v|'])
  await expect(md.getByRole('row').last().getByRole('cell')).toHaveCount(3)
})

test('a mixed list keeps its markers; equations count through frozen groups', async ({ page, judge }) => {
  const filler = Array.from({ length: 20 }, (_, n) => `Paragraph ${n}.`).join('\n\n')
  const article = await answered(
    page,
    judge,
    `- plain\n- [x] done\n- plain\n\n${[1, 2, 3].map((n) => `${equation(n)}\n\n${filler}`).join('\n\n')}`,
  )
  const styles = await article
    .locator('.md li')
    .evaluateAll((items) => items.map((item) => getComputedStyle(item).listStyleType))
  expect(styles).toEqual(['disc', 'none', 'disc'])
  const boxes = await article
    .locator('.md li')
    .evaluateAll((items) => items.map((item) => item.getBoundingClientRect().left))
  expect(new Set(boxes).size).toBe(1)
  await expect(article.locator('.eqn-num').first()).toBeAttached()
  await expect(article.locator('.eqn-num')).toHaveCount(3)
  // What is contained counts for itself.
  const contained = await article.locator('.eqn-num').evaluateAll((numbers) =>
    numbers.filter((one) => {
      for (let up = one.parentElement; up && up.localName !== 'article'; up = up.parentElement)
        if (
          getComputedStyle(up).contentVisibility === 'auto' ||
          getComputedStyle(up).contain.includes('style')
        )
          return true
      return false
    }),
  )
  expect(contained).toEqual([])
  // What counters came to can only be seen.
  const drawn = new Set<string>()
  for (const number of await article.locator('.eqn-num').all())
    drawn.add((await number.screenshot()).toString('base64'))
  expect(drawn.size).toBe(3)
})

test('right to left: markers, bars, columns and code', async ({ page, judge }) => {
  const article = await answered(
    page,
    judge,
    '# שלום עולם\n\n- פריט\n- Second, in English.\n\n> ציטוט\n\n| שם | ערך |\n|---|---|\n| דנה | 12 |\n\n```js\nconst a = "שלום"; // تعليق\n```\n\nPlain words.',
  )
  const md = article.locator('.md')
  for (const name of ['h1', 'ul', 'li >> nth=1', 'blockquote', 'table'])
    expect(await direction(md.locator(name))).toBe('rtl')
  expect(await direction(md.locator('pre'))).toBe('ltr')
  expect(await direction(md.locator('p').last())).toBe('ltr')
  const bar = await md
    .locator('blockquote')
    .evaluate((element) => [
      getComputedStyle(element).borderRightWidth,
      getComputedStyle(element).borderLeftWidth,
    ])
  expect(bar).toEqual(['2px', '0px'])
  const [first, second] = await md
    .getByRole('columnheader')
    .evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().x))
  expect(first).toBeGreaterThan(second!)
  const ends = await md.locator('li').evaluateAll((items) =>
    items.map((item) => {
      const range = document.createRange()
      range.selectNodeContents(item)
      return Math.round(range.getBoundingClientRect().right)
    }),
  )
  expect(ends[0]).toBe(ends[1])
  const places = await md.locator('pre').evaluate((pre) => {
    const text = pre.textContent
    const nodes = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT)
    const leftOf = (word: string) => {
      const at = text.indexOf(word)
      let before = 0
      nodes.currentNode = pre
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const { length } = node.textContent ?? ''
        if (at < before + length) {
          const range = document.createRange()
          range.setStart(node, at - before)
          range.setEnd(node, Math.min(length, at - before + word.length))
          return range.getBoundingClientRect().left
        }
        before += length
      }
      return -1
    }
    return ['const', 'שלום', ';', '//', 'تعليق'].map(leftOf)
  })
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('Copy, Copy table and a selection', async ({ page, judge }) => {
  const source = [
    'The side is $a^2$ and **half** is $\\frac{1}{2}$ of <b>it</b>.',
    '![chart](https://evil.test/p.png) [docs](https://example.org/d)',
    '| name | value |\n|---|---|\n| $|x|$ | one<br>two |\n| Tea | $3 |',
    '```js\nlet a = 1\n```',
    'End.',
  ].join('\n\n')
  const article = await answered(page, judge, source)
  await expect(article.locator('.katex')).toHaveCount(3)

  await article.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect.poll(() => clipboard(page, 'text/plain')).toBe(source)
  const html = await clipboard(page, 'text/html')
  expect(html).toContain('<strong>half</strong>')
  expect(html).toContain('$a^2$')
  expect(html).not.toMatch(/<(?:img|script|svg|button|span|math|b)\b|class=|onerror|style=/)

  await article.getByRole('button', { name: 'Copy table' }).click()
  await expect.poll(() => clipboard(page, 'text/plain')).toBe('name\tvalue\n$|x|$\tone two\nTea\t$3')
  expect(await clipboard(page, 'text/html')).toMatch(/<table>.*<td>\$\|x\|\$<\/td>\s*<td>one<br>two<\/td>/s)

  await selectAll(article.locator('.md p').first())
  await page.keyboard.press('ControlOrMeta+c')
  await expect
    .poll(() => clipboard(page, 'text/plain'))
    .toBe('The side is $a^2$ and half is $\\frac{1}{2}$ of <b>it</b>.')

  await selectAll(article.locator('.md'))
  await page.keyboard.press('ControlOrMeta+c')
  await expect.poll(() => clipboard(page, 'text/plain')).toContain('End.')
  const all = await clipboard(page, 'text/plain')
  for (const tex of ['a^2', '\\frac{1}{2}', '|x|']) expect(all.split(tex)).toHaveLength(2)
  expect(all).toContain('name\tvalue\n$|x|$\tone')
  expect(all).toContain('let a = 1')
  expect(all).not.toMatch(/Copied|Copy|Complete/i)
  expect(await clipboard(page, 'text/html')).not.toMatch(/<(?:img|script|svg|button|math)\b|katex/)

  // From the middle of a word into a formula: the formula is taken whole.
  await article
    .locator('.md p')
    .first()
    .evaluate((paragraph) => {
      const inside = paragraph.querySelector('.katex-html .mord')?.firstChild
      if (paragraph.firstChild && inside)
        document.getSelection()?.setBaseAndExtent(paragraph.firstChild, 4, inside, 0)
    })
  await page.keyboard.press('ControlOrMeta+c')
  await expect.poll(() => clipboard(page, 'text/plain')).toBe('side is $a^2$')

  // What is typed elsewhere is none of our business.
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
  await prompt.fill('my words')
  await prompt.press('ControlOrMeta+a')
  await prompt.press('ControlOrMeta+c')
  await expect.poll(() => clipboard(page, 'text/plain')).toBe('my words')
})

/** How many sheets a PDF of the page has. */
async function sheets(page: Page): Promise<number> {
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

test('an answer is printed whole, without the frame', async ({ page, judge }) => {
  const long = Array.from({ length: 120 }, (_, n) => `Paragraph ${n} with some words in it.`).join('\n\n')
  const article = await answered(
    page,
    judge,
    `${long}\n\n\`\`\`\n${'wide '.repeat(100)}\n\`\`\`\n\nLast words.`,
  )
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(article.getByText('Last words.')).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await expect(page.getByText('Gemini API Playground')).toBeHidden()
  const scrolled = await article.evaluate(
    (element) =>
      [...element.querySelectorAll('*')].filter(
        (one) =>
          one.scrollHeight > one.clientHeight + 1 &&
          /auto|scroll|hidden/.test(getComputedStyle(one).overflowY) &&
          !one.closest('.katex, .sr-only'),
      ).length,
  )
  expect(scrolled).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  const ink = await article.getByText('Last words.').evaluate((element) => getComputedStyle(element).color)
  expect(ink).toMatch(/^oklch\(0\.[0-3]/)
  expect(await sheets(page)).toBeGreaterThan(3)
  await page.emulateMedia({ media: null })
  await expect(page.getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
})

test('a conversation is printed whole, without the frame', async ({ page, api }) => {
  await page.goto('/#/chat')
  await api.connect(page)
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  for (const words of ['First question', 'Second question']) {
    await message.fill(words)
    await message.press('ControlOrMeta+Enter')
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeHidden()
    await expect(
      page.getByRole('article', { name: 'Model' }).last().locator('.md[aria-busy=false]'),
    ).toBeVisible()
  }
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('article')).toHaveCount(4)
  for (const article of await page.getByRole('article').all()) await expect(article).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(message).toBeHidden()
  expect(await sheets(page)).toBeGreaterThan(0)
})

test('a similarity matrix is printed whole, without the frame', async ({ page, api }) => {
  await page.goto('/#/embeddings')
  await api.connect(page)
  await texts(page).fill(
    Array.from({ length: 40 }, (_, n) => `Text number ${n}, which has a rather long name`).join('\n'),
  )
  await embedButton(page).click()
  await expect(matrix(page).getByRole('row')).toHaveCount(41)
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 1040, height: 720 })
  await expect(matrix(page).getByRole('cell').last()).toBeVisible()
  await expect(texts(page)).toBeHidden()
  await expect(page.getByRole('combobox')).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  const cut = await matrix(page)
    .locator('td button')
    .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length)
  expect(cut).toBe(0)
  expect(await sheets(page)).toBeLessThan(4)
})
