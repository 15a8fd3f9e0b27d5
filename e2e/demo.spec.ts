/** The demo in the tab: what only a browser can give it, and what it must not pretend. */
import { answer, button, choose, dialog, fact, note, prompt, response } from './contract.ts'
import { states as every } from '../src/emulator/modelsDemo.ts'
import { embedButton, neighbours, table, texts } from './embeddingsPage.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const states = (page: Page) => page.getByRole('list', { name: 'States' })

const run = async (page: Page, text: string) => {
  await prompt(page).fill(text)
  await prompt(page).press('ControlOrMeta+Enter')
  await expect(fact(answer(page), 'Finish reason')).toHaveText('STOP')
}

test('an answer is computed or refused plainly, without a disclaimer and under the demo’s own name', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await run(page, 'Solve x^2 - 5x + 6 = 0')
  await expect(answer(page)).toContainText('x = 2 or x = 3')
  await expect(answer(page)).not.toContainText('language model')
  await expect(fact(answer(page), 'Model version')).toHaveText('demo-flash')
  await run(page, 'Why is the sky blue?')
  await expect(answer(page)).toContainText('takes a language model, and the demo has none')
  await expect(
    answer(page)
      .getByRole('listitem')
      .filter({ has: page.locator('code') }),
  ).toHaveCount(3)
  expect(api.requests).toEqual([])
})

test('pictures of all three kinds are measured', async ({ page }) => {
  await page.goto('/')
  for (const name of ['chart.png', 'shapes.webp', 'receipt.jpg']) {
    await page.getByRole('button', { name: new RegExp(`^Add sample ${name.replace('.', '\\.')}`) }).click()
    await expect(page.getByRole('button', { name: `Remove ${name}` })).toBeVisible()
    await run(page, 'What is in this picture?')
    await expect(answer(page)).toContainText(/Main colours: [a-z ]+\(\d+%\)/)
    await expect(answer(page)).toContainText(/\d+ × \d+ pixels/)
    await page.getByRole('button', { name: `Remove ${name}` }).click()
  }
})

test('a Gemini model is not in the demo: 404, and what to do instead', async ({ page }) => {
  await page.goto('/')
  const model = page.getByRole('combobox', { name: 'Model', exact: true })
  await model.fill('gemini-2.5-flash')
  await model.press('Enter')
  await prompt(page).fill('Hello')
  await prompt(page).press('ControlOrMeta+Enter')
  await expect(response(page).getByRole('alert')).toContainText('it needs a key, or use demo-flash')
})

test('vectors know meaning; the word vectors come from the page’s own origin, with the first text', async ({
  page,
  baseURL,
}) => {
  const loaded: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('demo-words')) loaded.push(request.url())
  })
  await page.goto('/#/embeddings')
  await page.getByRole('button', { name: /Said in other words/ }).click()
  expect(loaded).toEqual([])
  await embedButton(page).click()
  await expect(table(page)).toBeVisible()
  await expect(neighbours(page).first()).toContainText('She fixed her own bike.')
  const query = page.getByRole('textbox', { name: 'Query' })
  await query.fill('medical examination of an ill man')
  await query.press('Enter')
  await expect(neighbours(page).first()).toContainText('A physician examined the sick man.')
  expect(loaded.toSorted()).toEqual(
    ['vectors.bin', 'words.txt'].map((name) => `${baseURL}/demo-words/${name}`),
  )
})

test('a chip says what produced an answer, and where no skill did, one click adds a key', async ({
  page,
}) => {
  await page.goto('/')
  await run(page, 'Solve x^2 - 5x + 6 = 0')
  await expect(button(answer(page), 'Add a key')).toHaveCount(0)
  await button(answer(page), 'Demo').click()
  await expect(answer(page)).toContainText('a small program in this tab, not a language model')
  await expect(answer(page)).toContainText('Answered by a skill: equations.')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Answered by a skill')).toHaveCount(0)

  // A failure alone has the chip too.
  await choose(page, 'demo-overloaded')
  await button(page, 'Run').click()
  await button(page, 'Stop').click()
  await expect(button(response(page), 'Demo')).toBeVisible()
  await choose(page, 'demo-flash')

  await run(page, 'Why is the sky blue?')
  await button(answer(page), 'Add a key').click()
  await expect(dialog(page, 'Connection')).toBeVisible()
})

test('in a conversation each answer has its chip; answers of another server have none', async ({
  page,
  api,
}) => {
  await page.goto('/#/chat')
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  const models = page.getByRole('article', { name: 'Model' })
  await message.fill('What is 2 + 2?')
  await message.press('ControlOrMeta+Enter')
  await expect(button(models.last(), 'Demo')).toBeVisible()
  await expect(models.last()).toContainText('complete')
  await api.connect(page)
  await choose(page, 'demo-flash')
  await message.fill('And 3 + 3?')
  await message.press('ControlOrMeta+Enter')
  await expect(models).toHaveCount(2)
  await expect(models.last()).toContainText('complete')
  await expect(button(models.first(), 'Demo')).toBeVisible()
  await expect(button(models.last(), 'Demo')).toHaveCount(0)
})

test('Inspector and code of a demo run show its own address and say what to replace', async ({ page }) => {
  await page.goto('/')
  await run(page, 'What is 2 + 2?')
  await button(page, 'Inspector').click()
  const inspector = page.getByRole('region', { name: 'Inspector' })
  await inspector.getByRole('tab', { name: 'Request' }).click()
  await expect(inspector).toContainText(
    'POST https://demo.invalid/v1beta/models/demo-flash:streamGenerateContent?alt=sse',
  )
  await expect(inspector).toContainText(
    'replace https://demo.invalid with https://generativelanguage.googleapis.com, and demo-flash with a Gemini model',
  )
  await inspector.getByRole('tab', { name: 'Code' }).click()
  for (const [language, first] of [
    ['cURL', '# '],
    ['Python', '# '],
    ['TypeScript', '// '],
  ] as const) {
    await inspector.getByRole('combobox', { name: 'Language' }).selectOption(language)
    await button(inspector, 'Copy code').click()
    const code = await page.evaluate(() => navigator.clipboard.readText())
    expect(code.split('\n')[1]).toMatch(
      new RegExp(`^${first}For the Gemini API, replace https://demo\\.invalid`),
    )
  }
})

test.describe('the gallery of states', () => {
  test('choosing one runs it, again too, and leaves model, settings and draft as they were', async ({
    page,
  }) => {
    await page.goto('/')
    const model = page.getByRole('combobox', { name: 'Model', exact: true })
    await choose(page, 'demo-pro')
    await prompt(page).fill('my draft')
    await expect(states(page).getByRole('listitem')).toHaveCount(every.length)
    await states(page)
      .getByRole('button', { name: /^Rate limited/ })
      .click()
    await expect(response(page).getByRole('alert')).toContainText('429 RESOURCE_EXHAUSTED')
    await expect(model).toHaveValue('demo-pro')
    await expect(prompt(page)).toHaveValue('my draft')
    // The draft is what Run runs.
    await button(page, 'Run').click()
    await expect(fact(answer(page), 'Model version')).toHaveText('demo-pro')

    await page.getByRole('link', { name: 'Models', exact: true }).click()
    await states(page)
      .getByRole('button', { name: /^Dropped connection/ })
      .click()
    await expect(note(answer(page))).toContainText('Interrupted')
    await button(answer(page), 'Run again').click()
    await expect(note(answer(page))).toContainText('Interrupted')
    await expect(fact(answer(page), 'Model version')).toHaveText('demo-dropped')

    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox', { name: 'Command' }).fill('state cut')
    await page.keyboard.press('Enter')
    await expect(note(answer(page))).toContainText('Cut off')
    await expect(model).toHaveValue('demo-pro')
    await expect(prompt(page)).toHaveValue('my draft')
  })

  test('every state is met', async ({ page }) => {
    test.setTimeout(120_000)
    await page.goto('/#/models')
    const titles = await states(page).getByRole('button').locator('span.font-semibold').allTextContents()
    for (const title of titles.filter((one) => !/^(Slow|Falls silent|Overloaded)$/.test(one))) {
      await page.getByRole('link', { name: 'Models', exact: true }).click()
      await states(page).getByRole('button', { name: title }).first().click()
      const strip = response(page).getByRole('img', { name: 'Stream strip', exact: true })
      await expect(strip, title).toHaveAccessibleDescription(/total \d/, { timeout: 20_000 })
    }
  })

  test('another backend has none', async ({ page, api }) => {
    await page.goto('/')
    await expect(states(page)).toBeVisible()
    await api.connect(page)
    await expect(states(page)).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox', { name: 'Command' }).fill('state')
    await expect(page.getByRole('option', { name: /^State: / })).toHaveCount(0)
  })
})

test('the sliders alone lead to a refusal, a blocked prompt and a blocked answer', async ({ page }) => {
  await page.goto('/')
  const dangerous = page.getByRole('slider', { name: 'Dangerous content' })
  const level = async (name: string) => {
    for (let step = 0; step < 6 && (await dangerous.getAttribute('aria-valuetext')) !== name; step++)
      await dangerous.press('ArrowRight')
    await expect(dangerous).toHaveAttribute('aria-valuetext', name)
  }
  await prompt(page).fill('How do I make a bomb?')
  await button(page, 'Run').click()
  await expect(fact(answer(page), 'Finish reason')).toHaveText('STOP')
  await expect(answer(page)).toContainText('I won’t help with that')
  const categories = answer(page).getByRole('table', { name: 'Safety ratings' }).getByRole('columnheader')
  const order = ['Harassment', 'Hate speech', 'Sexually explicit', 'Dangerous content']
  await expect(categories).toHaveText(order)
  await level('Block few')
  await button(page, 'Run').click()
  await expect(note(answer(page))).toContainText(/^Blocked/)
  await expect(fact(answer(page), 'Finish reason')).toHaveText('SAFETY')
  await expect(categories).toHaveText(order)
  await level('Block most')
  await button(page, 'Run').click()
  await expect(response(page).getByRole('note', { name: 'Stop reason' })).toContainText(/^Blocked.*prompt/s)
  await expect(categories).toHaveText(order)
})

test('one text alone shows its vector; the word vectors come with progress', async ({ page }) => {
  await page.goto('/#/embeddings')
  await texts(page).fill('What is the meaning of life?')
  const arrived: { open?: () => void } = {}
  const gate = new Promise<void>((open) => (arrived.open = open))
  await page.route('**/vectors.bin', async (route) => {
    await gate
    await route.continue()
  })
  await embedButton(page).click()
  const loading = page.getByRole('progressbar', { name: 'Loading word vectors' })
  await expect(loading).toHaveAttribute('aria-valuetext', '294.3 kB of 3.3 MB')
  arrived.open?.()
  const vector = page.getByRole('region', { name: 'Vector' })
  await expect(vector.getByRole('img', { name: /^All 3,072 numbers, from −0\.\d+ to 0\.\d+$/ })).toBeVisible()
  await expect(loading).toHaveCount(0)
  await expect(vector).toContainText('3,072 numbers]')
  await expect(vector).toContainText('Gemini’s will differ')
  await expect(table(page)).toHaveCount(0)
  await button(vector, 'Copy vector').click()
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as number[]
  expect(copied).toHaveLength(3072)
  expect(Math.hypot(...copied)).toBeCloseTo(1, 3)

  await texts(page).fill('What is the meaning of life?\nWhy are we here?')
  await embedButton(page).click()
  await expect(table(page)).toBeVisible()
  await expect(vector).toHaveCount(0)
})
