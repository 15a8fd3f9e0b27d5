import { prompt } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const review = (page: Page) => page.getByRole('dialog', { name: 'Open shared prompt' })
const words = 'Compare full and equal jitter, with a formula for each.'

/** The link of the dialog Share for a prompt of these words, as a path of the page. */
async function linkOf(page: Page): Promise<string> {
  await page.goto('/')
  await prompt(page).fill(words)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const field = page.getByRole('dialog', { name: 'Share' }).getByRole('textbox', { name: 'Link' })
  await expect(field).toHaveValue(/#s\d+=/)
  const { hash } = new URL(await field.inputValue())
  return `/${hash}`
}

const inTheMiddle = (link: string, by: string) => `${link.slice(0, 40)}${by}${link.slice(40)}`

test('a link opens with what a sentence, a mail or a rewriter made of it, and leaves nothing behind', async ({
  page,
  context,
}) => {
  // A dozen pages.
  test.setTimeout(180_000)
  const link = await linkOf(page)
  const [head = '', code = ''] = link.split('=')
  const version = head.slice('/#'.length)
  const addresses = [
    ...[')', '>', '”', ',', '**'].map((glued) => link + glued),
    ...['%20', '\n', '=\n', '\u200B'].map((by) => inTheMiddle(link, by)),
    `/%23${version}=${code}`,
    `/#${version}%3D${code}`,
  ]
  for (const address of addresses) {
    const other = await context.newPage()
    await other.goto(address)
    await expect(review(other), address).toContainText(words)
    await review(other).getByRole('button', { name: 'Open' }).click()
    await expect(prompt(other)).toHaveValue(words)
    expect(new URL(other.url()).pathname).toBe('/')
    await expect(other).toHaveURL(/#\/prompt$/)
    await other.reload()
    await expect(prompt(other)).toHaveValue(words)
    await expect(review(other)).toBeHidden()
    await other.close()
  }
})

test('a link that cannot be read is told, wherever it was cut', async ({ page }) => {
  for (const address of ['/#s1', '/#s1=', '/%23s1=abc', '/#eNqLVkrMLShKVbJSSsrPz1bSUcpNzSsFAA']) {
    await page.goto('about:blank')
    await page.goto(address)
    await expect(review(page).getByRole('alert'), address).toContainText('damaged or incomplete')
  }
})
