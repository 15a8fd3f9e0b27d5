/** Find marks the words themselves, where they stand. */
import { say, settled } from './chatPage.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

/** What is marked under a name, as it reads. */
const marked = (page: Page, name: string) =>
  page.evaluate(
    (key) =>
      [...(CSS.highlights.get(key) ?? [])].map((range) =>
        range instanceof Range ? range.toString().toLowerCase() : '',
      ),
    name,
  )

test('the words are marked in every turn, those of the turn on show apart; closing takes the marks away', async ({
  page,
}) => {
  await page.goto('/#/chat')
  await say(page, 'Sort alphabetically: pear, apple, fig')
  await settled(page)
  await say(page, 'Pear first, **pe**ar last')
  await settled(page)
  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Find in conversation' }).click()
  const field = page.getByRole('searchbox', { name: 'Find in conversation' })
  await field.fill('pear')
  await expect.poll(async () => (await marked(page, 'found')).length).toBeGreaterThanOrEqual(3)
  expect(new Set(await marked(page, 'found'))).toEqual(new Set(['pear']))
  expect(await marked(page, 'found-here')).toEqual([])
  await field.press('Enter')
  await expect.poll(() => marked(page, 'found-here')).toEqual(['pear'])
  await field.press('Escape')
  await expect(field).toBeHidden()
  expect(await marked(page, 'found')).toEqual([])
  expect(await marked(page, 'found-here')).toEqual([])
})
