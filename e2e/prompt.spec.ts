import { prompt } from './contract.ts'
import { expect, test } from './fixtures.ts'
import { timeToAbort } from './stopping.ts'
import type { Page, Request } from '@playwright/test'
import { onDisk } from './later.ts'

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true })
const stop = (page: Page) => page.getByRole('button', { name: 'Stop', exact: true })
const answer = (page: Page) => page.getByRole('region', { name: 'Response' }).getByRole('article')
const tokens = (page: Page) => page.getByRole('status', { name: 'Token count' })
const fact = (page: Page, term: string) =>
  answer(page).locator('dt', { hasText: term }).locator('xpath=following-sibling::dd[1]')

async function choose(page: Page, model: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Model', exact: true })
  await box.fill(model)
  await box.press('Enter')
  await expect(box).toHaveValue(model)
}

/** Probes of a failed call are GETs without a body and without the key. */
const generations = (requests: Request[]) =>
  requests.filter((request) => request.method() === 'POST' && /[gG]enerateContent/.test(request.url()))

const examples = (page: Page) => page.getByRole('list', { name: 'Examples' })

test('a newcomer chooses an example, which waits for Run; Undo brings back what stood there', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await expect(prompt(page)).toBeFocused()
  await expect(examples(page).getByRole('listitem')).toHaveCount(6)
  await prompt(page).fill('mine')
  await examples(page)
    .getByRole('button', { name: /Explain a stack/ })
    .click()
  await expect(prompt(page)).toHaveValue(/TypeError/)
  await expect(run(page)).toBeFocused()
  // Looking through them loses nothing: Undo goes back to what the reader wrote.
  await examples(page)
    .getByRole('button', { name: /Measure a picture/ })
    .click()
  await expect(page.getByRole('button', { name: 'Remove chart.png' })).toBeVisible()
  await expect(run(page)).toBeFocused()
  await expect(answer(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(prompt(page)).toHaveValue('mine')
  await expect(page.getByRole('button', { name: 'Remove chart.png' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await run(page).click()
  await expect(answer(page)).toContainText('Main colours')
  await expect(fact(page, 'Finish reason')).toHaveText('STOP')
  await expect(page.getByRole('list', { name: 'Run statistics' })).toContainText('First token')
  await expect(page.getByRole('img', { name: /Stream strip/ })).toBeVisible()
  expect(api.requests).toEqual([])
})

test('the examples give way to the answer, and come back with an empty prompt', async ({ page }) => {
  await page.goto('/')
  await prompt(page).fill('What is 12 * 7?')
  await expect(examples(page)).toBeVisible()
  await run(page).click()
  await expect(answer(page)).toContainText('84')
  await expect(examples(page)).toHaveCount(0)
  await prompt(page).fill('')
  await expect(examples(page)).toBeVisible()
  await page.getByRole('button', { name: 'Show the last answer' }).click()
  await expect(answer(page)).toContainText('84')
  await prompt(page).fill('x')
  await prompt(page).fill('')
  await expect(examples(page)).toBeVisible()
  await prompt(page).fill('More')
  await expect(answer(page)).toContainText('84')
})

test('the focus that the page gave away takes no shortcut away', async ({ page }) => {
  await page.goto('/')
  await expect(prompt(page)).toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(prompt(page)).toBeFocused()
  await page.keyboard.type('Why?')
  await expect(prompt(page)).toHaveValue('Why?')
})

test.describe('over HTTP', () => {
  test.beforeEach(async ({ page, api }) => {
    await page.goto('/')
    await api.connect(page)
    await choose(page, 'demo-flash')
  })

  test('streams an answer: what is sent, what is shown, what it cost', async ({ page, api }) => {
    await prompt(page).fill('Count from one to five.')
    await run(page).click()
    await expect(fact(page, 'Finish reason')).toHaveText('STOP')
    await expect(fact(page, 'Model version')).toHaveText('demo-flash')
    await expect(run(page)).toBeVisible()
    const statistics = page.getByRole('list', { name: 'Run statistics' }).getByRole('listitem')
    await expect(statistics).toHaveText([/\d s$/, /\d s$/, /\d/, /\d+$/, /\d+$/, /\d+$/])
    const [request] = generations(api.requests)
    expect(request?.url()).toBe(`${api.origin}/v1beta/models/demo-flash:streamGenerateContent?alt=sse`)
    expect(request?.postDataJSON()).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Count from one to five.' }] }],
    })
    expect(generations(api.requests)).toHaveLength(1)
  })

  test('with Stream off, one unary call', async ({ page, api }) => {
    await page.getByRole('switch', { name: 'Stream' }).click()
    await prompt(page).fill('Hello')
    await run(page).click()
    await expect(fact(page, 'Finish reason')).toHaveText('STOP')
    expect(generations(api.requests).map((request) => request.url())).toEqual([
      `${api.origin}/v1beta/models/demo-flash:generateContent`,
    ])
  })

  test('what was stopped goes on in a conversation: prompt, picture and partial answer are sent along', async ({
    page,
    api,
  }) => {
    await choose(page, 'demo-long')
    await page.getByRole('button', { name: /^Add sample chart\.png/ }).click()
    await expect(page.getByRole('button', { name: 'Remove chart.png' })).toBeVisible()
    await prompt(page).fill('A long story')
    await run(page).click()
    await expect(answer(page).locator('p').nth(3)).toBeVisible()
    await stop(page).click()
    await expect(answer(page).getByRole('note', { name: 'Stop reason' })).toContainText(/^Stopped/)
    await choose(page, 'demo-flash')
    await answer(page).getByRole('button', { name: 'Ask for the rest' }).click()
    await expect(page).toHaveURL(/#\/chat$/)
    const log = page.getByRole('log', { name: 'Conversation' })
    await expect(log.getByRole('article', { name: 'Model' })).toHaveCount(2)
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
    await expect(log.getByRole('img', { name: /^chart\.png/ })).toBeVisible()
    const { contents } = generations(api.requests).at(-1)!.postDataJSON() as {
      contents: { role: string; parts: { text?: string; inlineData?: object }[] }[]
    }
    expect(contents.map(({ role }) => role)).toEqual(['user', 'model', 'user'])
    expect(contents[0]?.parts.map((part) => Object.keys(part)[0])).toEqual(['inlineData', 'text'])
    expect(contents[2]?.parts).toEqual([{ text: 'Continue exactly where you stopped.' }])
    // The prompt and its answer are where they were.
    await page.goBack()
    await expect(prompt(page)).toHaveValue('A long story')
    await expect(answer(page).getByRole('note', { name: 'Stop reason' })).toContainText(/^Stopped/)
    await choose(page, 'demo-long')
    await run(page).click()
    await expect(page.getByRole('status', { name: 'Waiting' })).toContainText(/Earlier runs took \d\.\d/)
  })

  test('Stop keeps what arrived and closes the socket within a second; so does Esc', async ({ page }) => {
    await choose(page, 'demo-long')
    await prompt(page).fill('A long story')
    for (const end of ['click', 'Escape'] as const) {
      await prompt(page).press('ControlOrMeta+Enter')
      await expect(answer(page).locator('p').first()).toBeVisible()
      const press = () => (end === 'click' ? stop(page).click() : page.keyboard.press('Escape'))
      expect(await timeToAbort(page, press)).toBeLessThan(1000)
      await expect(answer(page).getByRole('note', { name: 'Stop reason' })).toContainText(/^Stopped/)
      await expect(answer(page).locator('p').first()).not.toBeEmpty()
      await expect(run(page)).toBeVisible()
    }
  })

  test('a new run while one is going leaves nothing of the old one', async ({ page }) => {
    await choose(page, 'demo-silent')
    await prompt(page).fill('first')
    await run(page).click()
    await expect(answer(page)).toContainText(/\w{4}/)
    await choose(page, 'demo-flash')
    await prompt(page).fill('second')
    await prompt(page).press('ControlOrMeta+Enter')
    await expect(fact(page, 'Finish reason')).toHaveText('STOP')
    await expect(fact(page, 'Model version')).toHaveText('demo-flash')
    await expect(answer(page).getByRole('note')).toHaveCount(0)
  })

  test('candidates stand side by side, each with its own facts', async ({ page }) => {
    await choose(page, 'demo-candidates')
    await prompt(page).fill('three of them')
    await run(page).click()
    await expect(answer(page)).toHaveCount(3)
    for (const name of ['Candidate 1', 'Candidate 2', 'Candidate 3'])
      await expect(page.getByRole('article', { name }).getByText('STOP', { exact: true })).toBeVisible()
  })

  test('counts tokens as the API does, after the typing, and only the last text', async ({ page, api }) => {
    const counts = () => api.requests.filter((request) => request.url().endsWith(':countTokens'))
    await prompt(page).pressSequentially('What is the meaning of life?', { delay: 10 })
    await expect(tokens(page)).toHaveText(/^\d+ tokens$/)
    expect(counts()).toHaveLength(1)
    expect(counts()[0]?.postDataJSON()).toMatchObject({
      generateContentRequest: { model: 'models/demo-flash' },
    })
    const before = Number.parseInt(await tokens(page).innerText(), 10)
    await page
      .getByRole('textbox', { name: 'System instruction' })
      .fill('You answer in one word and nothing else.')
    await expect.poll(async () => Number.parseInt(await tokens(page).innerText(), 10)).toBeGreaterThan(before)
  })

  test('a stale count is cancelled', async ({ page, api }) => {
    const held: (() => void)[] = []
    await page.route(`${api.origin}/**/*:countTokens`, async (route) => {
      if (held.length === 0) await new Promise<void>((go) => held.push(go))
      await route.continue().catch(() => undefined)
    })
    const cancelled = page.waitForEvent('requestfailed', (request) => request.url().endsWith(':countTokens'))
    await prompt(page).fill('one')
    await expect.poll(() => held.length).toBe(1)
    await prompt(page).fill('one two three four five')
    await cancelled
    await expect(tokens(page)).toHaveText(/^\d+ tokens$/)
    held[0]?.()
  })

  test('a count that fails says so in its own place, and running goes on', async ({ page }) => {
    await choose(page, 'no-such-model')
    await prompt(page).fill('Hello')
    await expect(tokens(page)).toHaveText('token count failed: 404 NOT_FOUND')
    await expect(page.getByRole('alert')).toHaveCount(0)
  })

  test('what looks like a key is neither counted nor sent before it was asked about', async ({
    page,
    api,
  }) => {
    const secret = `AIza${'Sy0'.repeat(12)}`
    await prompt(page).fill(`my key is ${secret}, thanks`)
    await expect(tokens(page)).toContainText('not counted')
    await run(page).click()
    const question = page.getByRole('alertdialog', { name: 'Key in prompt' })
    await expect(question).toBeVisible()
    expect(generations(api.requests)).toEqual([])
    await question.getByRole('button', { name: 'Remove it' }).click()
    await expect(prompt(page)).toHaveValue('my key is , thanks')
    expect(generations(api.requests)).toEqual([])
    await prompt(page).fill(`my key is ${secret}, thanks`)
    await run(page).click()
    await question.getByRole('button', { name: 'Run anyway' }).click()
    await expect(fact(page, 'Finish reason')).toHaveText('STOP')
    expect(generations(api.requests)[0]?.postData()).toContain(secret)
    const counted = api.requests.filter((request) => request.url().endsWith(':countTokens'))
    expect(counted.filter((request) => request.postData()?.includes(secret))).toEqual([])
  })
})

test('Run without a text asks for one, and sends nothing', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await run(page).click()
  await expect(page.getByRole('status', { name: 'Run status' })).toHaveText('Write a prompt first.')
  await expect(prompt(page)).toBeFocused()
  expect(generations(api.requests)).toEqual([])
})

test('the public API without a key: Run opens Connection', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Connection', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Connection' })
  await dialog.getByRole('radio', { name: 'Gemini API' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await prompt(page).fill('Hello')
  await expect(tokens(page)).toHaveText('add a key to count tokens')
  await run(page).click()
  await expect(dialog).toBeVisible()
})

test('draft, settings and the last answer survive a reload', async ({ page }) => {
  await page.goto('/')
  await prompt(page).fill('Keep this text')
  await page.getByRole('textbox', { name: 'System instruction' }).fill('Be brief.')
  await run(page).click()
  await expect(fact(page, 'Finish reason')).toHaveText('STOP')
  const text = await answer(page).innerText()
  await page.reload()
  await expect(prompt(page)).toHaveValue('Keep this text')
  await expect(page.getByRole('textbox', { name: 'System instruction' })).toHaveValue('Be brief.')
  await expect(answer(page)).toHaveText(text.replaceAll(/\s+/g, ' '), { useInnerText: true })
})

test('the last edit before a reload is not lost, however quick the reload', async ({ page }) => {
  await page.goto('/')
  await prompt(page).fill('typed and gone')
  await page.reload()
  await expect(prompt(page)).toHaveValue('typed and gone')
})

test('six thousand lines that no hand wrote go into the prompt at once, between what stands there', async ({
  page,
}) => {
  await page.goto('/')
  await prompt(page).fill('before after')
  await prompt(page).press('Home')
  for (let at = 0; at < 'before '.length; at++) await prompt(page).press('ArrowRight')
  const lines = Array.from({ length: 6000 }, (_, at) => `line ${at}`).join('\n')
  await page.keyboard.insertText(lines)
  await expect(prompt(page)).toHaveValue(`before ${lines}after`)
})

test('a draft survives a crash', async ({ page }) => {
  await page.goto('/')
  await prompt(page).fill('written before the crash')
  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  const other = await page.context().newPage()
  await page.goto('chrome://crash').catch(() => undefined)
  await page.close()
  await other.goto('/')
  await expect(prompt(other)).toHaveValue('written before the crash')
})

test('a run cut by a reload is kept and marked interrupted', async ({ page }) => {
  await page.goto('/')
  await choose(page, 'demo-silent')
  await prompt(page).fill('Hello')
  await run(page).click()
  const came = 'One event, and then nothing'
  await expect(answer(page)).toContainText(came)
  await expect.poll(() => onDisk(page)).toContain(came)
  await page.reload()
  await expect(answer(page).getByRole('note', { name: 'Stop reason' })).toContainText(/^Interrupted/)
})

test('a phone has the composer at the bottom edge, and all of it works', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  await prompt(page).fill('Hello')
  await run(page).click()
  await expect(fact(page, 'Finish reason')).toHaveText('STOP')
  const box = await run(page).boundingBox()
  expect(box && box.y + box.height).toBeGreaterThan(800)
  expect(box?.height).toBe(44)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
