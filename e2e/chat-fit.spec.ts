/** Conversations that go on with a model that takes less: what is said to be left out is what the request lacks. */
import { png, pngChunk } from '../src/media/fixtures.ts'
import {
  choose,
  contents,
  generations,
  message,
  model,
  say,
  sendButton,
  sent,
  settled,
  you,
} from './chatPage.ts'
import { expect, test } from './fixtures.ts'
import { upload } from './pictures.ts'
import type { Page } from '@playwright/test'

const checks = (page: Page) => page.getByRole('list', { name: 'Checks' }).getByRole('listitem')
const leftOut = (page: Page) => checks(page).filter({ hasText: /leaves out|won’t be sent/ })

/** The calls have no results, which the API is known to refuse; this one takes them. */
async function sendAnyway(page: Page): Promise<void> {
  await sendButton(page).click()
  await page
    .getByRole('alertdialog', { name: 'Before you run' })
    .getByRole('button', { name: 'Run anyway' })
    .click()
  await expect(message(page)).toHaveValue('')
  await settled(page)
}

test.beforeEach(async ({ page, api }) => {
  await page.goto('/#/chat')
  await api.connect(page)
})

test('another model: signatures are said to go, go, and come back with the first model', async ({
  page,
  api,
}) => {
  await choose(page, 'demo-thoughts')
  await say(page, 'Why is the sky blue?')
  await settled(page)
  await expect(leftOut(page)).toBeHidden()
  await choose(page, 'demo-flash')
  await expect(leftOut(page)).toContainText(
    '1 thought signature won’t be sent; it only works with demo-thoughts.',
  )
  expect(generations(api.requests)).toHaveLength(1)
  await say(page, 'And at dusk?')
  await settled(page)
  const signatures = () =>
    contents(generations(api.requests).at(-1))
      .flatMap(({ parts }) => parts)
      .filter(({ thoughtSignature }) => thoughtSignature !== undefined)
  expect(signatures()).toEqual([])
  await choose(page, 'demo-thoughts')
  await say(page, 'And at night?')
  await settled(page)
  expect(signatures()).toHaveLength(1)
})

test('calls of another model go with the documented stand-in, so that they are taken', async ({
  page,
  api,
}) => {
  await choose(page, 'demo-function-call')
  await say(page, 'Weather?')
  await settled(page)
  await choose(page, 'demo-flash')
  await expect(leftOut(page)).toContainText(
    '1 thought signature won’t be sent; it only works with demo-function-call.',
  )
  await message(page).fill('Thank you')
  await sendAnyway(page)
  const calls = contents(generations(api.requests).at(-1))[1]!.parts.filter((part) => 'functionCall' in part)
  expect(calls.map(({ thoughtSignature }) => thoughtSignature)).toEqual([
    'skip_thought_signature_validator',
    undefined,
  ])
})

test('pictures and calls that a model does not take: named before, missing after, back again after that', async ({
  page,
  api,
}) => {
  await choose(page, 'demo-function-call')
  const file = upload('chart.png', png({ chunks: [pngChunk('gAMA', new Uint8Array([0, 0, 0xb1, 0x8f]))] }))
  await page.locator('input[type=file]').first().setInputFiles(file)
  await expect(page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')).toHaveCount(1)
  await say(page, 'What is in this picture?')
  await settled(page)
  await choose(page, 'gemini-2.5-flash-preview-tts')
  await expect(leftOut(page)).toContainText('leaves out 1 picture and 2 function and code parts')
  await expect(leftOut(page)).toContainText('1 turn contains nothing else and is not sent')
  await message(page).fill('Say hello')
  await sendAnyway(page)
  await expect(sendButton(page)).toBeVisible()
  expect(contents(generations(api.requests).at(-1))).toEqual([
    { role: 'user', parts: [{ text: 'What is in this picture?' }] },
    { role: 'user', parts: [{ text: 'Say hello' }] },
  ])
  await page.locator('input[type=file]').first().setInputFiles(file)
  await expect(leftOut(page)).toContainText('leaves out 2 pictures')
  await sendButton(page).click()
  await expect(page.getByRole('status', { name: 'Message status' })).toContainText(
    'takes nothing of this message',
  )
  await expect(page.getByRole('button', { name: 'Remove chart.png' })).toBeVisible()
  await choose(page, 'demo-function-call')
  await expect(leftOut(page)).toBeHidden()
  await message(page).fill('And now?')
  await sendAnyway(page)
  const parts = contents(generations(api.requests).at(-1)).flatMap((content) => content.parts)
  expect(parts.filter(({ inlineData }) => inlineData?.mimeType === 'image/png')).toHaveLength(2)
  expect(parts.filter((part) => 'functionCall' in part).length).toBeGreaterThan(1)
})

test('beyond the input limit nothing is dropped by itself; what is left out on request stays out, and comes back', async ({
  page,
  api,
}) => {
  await choose(page, 'demo-flash')
  const words = 'apple pear plum '.repeat(3500)
  await say(page, `How many words? ${words}`)
  await settled(page)
  await say(page, 'Reply with exactly: two')
  await settled(page)
  // 8,192 tokens; the demo counts about one token a word.
  await choose(page, 'gemini-2.5-flash-preview-tts')
  const tooLong = checks(page).filter({ hasText: 'tokens do not fit' })
  await expect(tooLong).toContainText(/tokens do not fit: gemini-2.5-flash-preview-tts takes 8,192/)
  await tooLong.getByRole('button', { name: /^Fix: leave out the first/ }).click()
  await expect(you(page).first()).toContainText('because you left it out')
  await expect(tooLong).toBeHidden()
  await choose(page, 'demo-flash')
  await say(page, 'Reply with exactly: three')
  await settled(page)
  expect(sent(api.requests)).toEqual([
    'user: Reply with exactly: two',
    'model',
    'user: Reply with exactly: three',
  ])
  await you(page).first().getByRole('button', { name: 'Include' }).click()
  await expect(you(page).first()).not.toContainText('you left it out')
  await page.reload()
  await expect(model(page)).toHaveCount(3)
})
