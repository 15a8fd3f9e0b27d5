import { png } from '../src/media/fixtures.ts'
import { action, message, sendButton, settled, you } from './chatPage.ts'
import { button } from './contract.ts'
import { expect, test } from './fixtures.ts'
import { add, tiles, upload } from './pictures.ts'
import type { Page } from '@playwright/test'

interface Part {
  text?: string
  inlineData?: { mimeType: string; data: string }
}

/** What one press sends, part for part: a text as it is, a picture by its width. */
async function sentBy(page: Page, press: () => Promise<void>): Promise<(string | number)[]> {
  const request = page.waitForRequest((r) => r.method() === 'POST' && /[gG]enerateContent/.test(r.url()))
  await press()
  const { contents } = (await request).postDataJSON() as { contents: { parts: Part[] }[] }
  return contents
    .at(-1)!
    .parts.map(({ text, inlineData }) =>
      inlineData ? Buffer.from(inlineData.data, 'base64').readUInt32BE(16) : (text ?? ''),
    )
}
const run = (page: Page) => sentBy(page, () => page.getByRole('button', { name: 'Run', exact: true }).click())
const textPart = (page: Page, number: number) => page.getByRole('textbox', { name: `Text part ${number}` })
const pictures = [upload('one.png', png({ width: 31 })), upload('two.png', png({ width: 32 }))]

test('text and pictures go in the order that buttons and drag give them, after a reload and in a link too', async ({
  page,
  context,
  api,
}) => {
  await page.goto('/')
  await api.connect(page, { remember: true })
  await page.getByRole('textbox', { name: 'Prompt' }).fill('first')
  await add(page, pictures)
  await expect(tiles(page)).toHaveCount(2)
  await button(page, 'Add text part').click()
  await expect(textPart(page, 1)).toBeFocused()
  await textPart(page, 1).fill('between')
  await button(page, 'Move one.png later').click()
  await button(page, 'Move one.png later').click()
  expect(await run(page)).toEqual([32, 'first', 31, 'between'])

  await button(page, 'Move Text part 1 earlier').click()
  // A key in it goes on as before: the row moved along.
  await textPart(page, 1).press('End')
  await textPart(page, 1).pressSequentially(' them')
  await tiles(page).nth(2).dragTo(tiles(page).nth(0))
  expect(await run(page)).toEqual([31, 32, 'first', 'between them'])

  await page.getByRole('combobox', { name: 'Position of images' }).selectOption({ label: 'after the text' })
  expect(await run(page)).toEqual(['first', 31, 32, 'between them'])
  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(textPart(page, 1)).toHaveValue('between them')
  expect(await run(page)).toEqual(['first', 31, 32, 'between them'])

  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const field = page.getByRole('dialog', { name: 'Share' }).getByRole('textbox', { name: 'Link' })
  await expect(field).toHaveValue(/#s2=/)
  const other = await context.newPage()
  await other.goto(`/${new URL(await field.inputValue()).hash}`)
  const review = other.getByRole('dialog', { name: 'Open shared prompt' })
  await expect(review.getByRole('list', { name: 'In this prompt' })).toContainText('between them')
  await review.getByRole('button', { name: 'Open', exact: true }).click()
  expect(await run(other)).toEqual(['first', 31, 32, 'between them'])
  await button(other, 'Remove Text part 1').click()
  await button(other, 'Remove one.png').click()
  expect(await run(other)).toEqual(['first', 32])
})

test('a message of Chat keeps its order on the screen, in what is sent, and while it is edited', async ({
  page,
  api,
}) => {
  await page.goto('/#/chat')
  await api.connect(page, { remember: true })
  await message(page).fill('first')
  await add(page, pictures)
  await expect(tiles(page)).toHaveCount(2)
  await button(page, 'Move one.png later').click()
  await button(page, 'Move one.png later').click()
  await button(page, 'Add text part').click()
  await textPart(page, 1).fill('second')
  expect(await sentBy(page, () => sendButton(page).click())).toEqual([32, 'first', 31, 'second'])
  await settled(page)
  await expect(message(page)).toHaveValue('')
  await expect(tiles(page)).toHaveCount(0)

  const turn = you(page).last()
  const order = () =>
    turn.evaluate((element) =>
      [...element.querySelectorAll('img, p')].flatMap((one) =>
        one instanceof HTMLImageElement
          ? one.alt
          : /^(first|second|other)$/.test(one.textContent)
            ? one.textContent
            : [],
      ),
    )
  await expect.poll(order).toEqual(['two.png', 'first', 'one.png', 'second'])
  await action(turn, 'Edit').click()
  await turn.getByRole('textbox', { name: 'Edit message', exact: true }).fill('other')
  await expect(turn.getByRole('textbox', { name: 'Edit message, text 2' })).toHaveValue('second')
  await turn.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(order).toEqual(['two.png', 'other', 'one.png', 'second'])
  await page.reload()
  await expect.poll(order).toEqual(['two.png', 'other', 'one.png', 'second'])
})
