import { png, text } from '../src/media/fixtures.ts'
import { expect, test } from './fixtures.ts'
import { add, tiles, upload } from './pictures.ts'
import type { Page } from '@playwright/test'

test.beforeEach(async ({ page }) => {
  await page.goto('/#/prompt')
  await expect(page.getByRole('button', { name: 'Add images' })).toBeVisible()
})

/** Pastes files and a text into the field that has the focus. @returns whether the page took it */
const paste = (page: Page, names: string[], words?: string) =>
  page.evaluate(
    ([content, files, plain]) => {
      const clipboardData = new DataTransfer()
      if (plain !== undefined) clipboardData.setData('text/plain', plain)
      for (const name of files)
        clipboardData.items.add(new File([new Uint8Array(content)], name, { type: 'image/png' }))
      return !document.activeElement!.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
      )
    },
    [[...png()], names, words] as const,
  )

test('a picture file copied in a file manager is taken; beside the words of a document the words are', async ({
  page,
}) => {
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await prompt.focus()
  expect(await paste(page, ['image.png'], 'Dear all,\nplease see below.')).toBe(false)
  expect(await paste(page, ['image.png'], 'a\tb\n1\t2')).toBe(false)
  expect(await paste(page, ['holiday.png'], 'holiday.png')).toBe(true)
  expect(await paste(page, ['beach.png'], '/home/me/My pictures/beach.png')).toBe(true)
  await expect(tiles(page)).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Remove holiday.png' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove beach.png' })).toBeVisible()
  await expect(prompt).toHaveValue('')
})

test('pasted screenshots get names of their own', async ({ page }) => {
  await page.getByRole('textbox', { name: 'Prompt' }).focus()
  for (const count of [1, 2, 3]) {
    expect(await paste(page, ['image.png'])).toBe(true)
    await expect(tiles(page)).toHaveCount(count)
  }
  for (const name of ['image.png', 'image 2.png', 'image 3.png'])
    await expect(page.getByRole('button', { name: `Remove ${name}`, exact: true })).toBeVisible()
})

test('the report of files holds what was refused, and leaves with the next change of the list', async ({
  page,
}) => {
  const report = page.getByRole('alert')
  const bad = upload('page.png', text('<!doctype html>'))
  await add(page, [bad, upload('good.png', png())])
  await expect(report).toContainText('1 of 2 added')
  await expect(report.getByRole('listitem')).toHaveText([/page\.png/])
  await expect(tiles(page)).toHaveText([/good\.png/])
  await page.getByRole('textbox', { name: 'Prompt' }).fill('typed meanwhile')
  await expect(report).toBeVisible()
  await page.getByRole('button', { name: 'Remove good.png' }).click()
  await expect(tiles(page)).toHaveCount(0)
  await expect(report).toBeHidden()
  await add(page, [bad])
  await expect(report).toContainText('0 of 1 added')
  await add(page, [upload('good.png', png())])
  await expect(tiles(page)).toHaveCount(1)
  await expect(report).toBeHidden()
})
