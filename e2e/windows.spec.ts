/** What holds at every width: nothing is cut off, ids keep their room, and what is to be pressed can be pressed. */
import { embedButton, neighbours, open, table } from './embeddingsPage.ts'
import { expect, test } from './fixtures.ts'

for (const width of [1024, 1280, 1440, 1920])
  test(`at ${width} the models keep their ids, and their actions are in the window`, async ({ page }) => {
    await page.setViewportSize({ width, height: 768 })
    await page.goto('/#/models')
    const row = page
      .getByRole('table', { name: 'Models' })
      .getByRole('row')
      .filter({ has: page.getByRole('cell', { name: 'demo-embedding-2', exact: true }) })
    const id = row.getByRole('cell', { name: 'demo-embedding-2', exact: true })
    await expect(id).toBeVisible()
    expect((await id.boundingBox())!.width).toBeGreaterThanOrEqual(220)
    expect(await id.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true)
    // The name is read out where there is no column for it.
    await expect(row.getByRole('cell', { name: 'Demo Embedding 2', exact: true })).toBeAttached()
    for (const name of ['Details', 'Use demo-embedding-2']) {
      const box = (await row.getByRole('button', { name, exact: true }).boundingBox())!
      expect(box.x).toBeGreaterThan(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
    }
    await row.getByRole('button', { name: 'Details' }).click()
    const details = page.getByRole('dialog', { name: 'Details' })
    await expect(details.getByRole('heading', { name: 'demo-embedding-2' })).toBeVisible()
    await details.getByRole('button', { name: 'Use demo-embedding-2' }).click()
    await expect(page).toHaveURL(/#\/embeddings$/)
  })

test('at 720 what does not fit is scrolled to, between the ids and the actions', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 })
  await page.goto('/#/models')
  const models = page.getByRole('table', { name: 'Models' })
  const id = models.getByRole('cell', { name: 'demo-flash', exact: true })
  const use = models.getByRole('button', { name: 'Use demo-flash', exact: true })
  const before = [await id.boundingBox(), await use.boundingBox()]
  await models.locator('..').evaluate((scroller) => scroller.scrollTo(10_000, 0))
  expect([await id.boundingBox(), await use.boundingBox()]).toEqual(before)
})

test('candidates that do not fit are scrolled to, and an edge shows that there are more', async ({
  page,
}) => {
  await page.goto('/')
  const count = page.getByRole('spinbutton', { name: 'Candidate count' })
  await count.fill('3')
  await count.press('Tab')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Three words about tea')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('status', { name: 'Answer status' })).toHaveText('Answer complete')
  const response = page.getByRole('region', { name: 'Response' })
  const third = response.getByRole('article', { name: 'Candidate 3' })
  const room = (await response.boundingBox())!
  const right = async () => {
    const box = (await third.boundingBox())!
    return box.x + box.width
  }
  expect(await right()).toBeGreaterThan(room.x + room.width)
  await expect(response.locator('[data-edge]')).toHaveCount(1)
  // The page itself stays put, and each column says which candidate it holds.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  const first = response.getByRole('heading', { name: 'Candidate 1', exact: true })
  expect((await first.boundingBox())!.width).toBeGreaterThan(20)
  await third.getByRole('button', { name: 'Copy', exact: true }).focus()
  await expect.poll(right).toBeLessThanOrEqual(room.x + room.width)
  // Nothing in the head of a narrow column runs into the next.
  for (const name of ['Candidate 1', 'Candidate 2', 'Candidate 3']) {
    const head = response.getByRole('article', { name }).locator('header')
    expect(await head.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true)
  }
})

test('prose and tables share one measure, on the widest window too', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto('/')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A table, please.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('status', { name: 'Answer status' })).toHaveText('Answer complete')
  const blocks = page.getByRole('article', { name: 'Candidate 1' }).locator('.md-group > *')
  const widths = await blocks.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width))
  expect(widths.length).toBeGreaterThan(0)
  expect(Math.max(...widths)).toBeLessThanOrEqual(760)
})

test('every menu of a low window is inside it', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 300 })
  await page.goto('/')
  await page.getByRole('button', { name: 'More', exact: true }).click()
  const menu = (await page.getByRole('menu', { name: 'More' }).boundingBox())!
  expect(menu.y).toBeGreaterThanOrEqual(0)
  expect(menu.y + menu.height).toBeLessThanOrEqual(300)
})

for (const width of [1024, 1440])
  test(`at ${width} the foot of the settings is one line`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/')
    const pane = page.getByRole('complementary', { name: 'Run settings' })
    const tops = await Promise.all(
      ['Reset generation config', 'Reset safety settings', 'More'].map(async (name) => {
        const box = (await pane.getByRole('button', { name, exact: true }).boundingBox())!
        return box.y + box.height / 2
      }),
    )
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(4)
  })

const twelve = Array.from(
  { length: 12 },
  (_, at) => `Text ${at + 1} of twelve, each with some words of its own`,
)

for (const width of [1024, 1280, 1440])
  test(`at ${width} the matrix of twelve texts is whole, and map and neighbours are one press away`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 768 })
    await open(page, twelve)
    await embedButton(page).click()
    await expect(table(page)).toBeVisible()
    const box = table(page).locator('..')
    expect(await box.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true)
    await expect(neighbours(page)).toHaveCount(11)
    const parts = page.getByRole('navigation', { name: 'Parts of the result' })
    if (width < 1280) {
      await parts.getByRole('button', { name: 'Neighbours' }).click()
      await expect(page.getByRole('textbox', { name: 'Query' })).toBeInViewport()
      await expect(parts.getByRole('button', { name: 'Neighbours' })).toHaveAttribute('aria-current', 'true')
      await parts.getByRole('button', { name: 'Map' }).click()
      await expect(page.getByRole('application', { name: 'Map' })).toBeInViewport({ ratio: 0.9 })
    } else {
      await expect(parts).toBeHidden()
      await expect(page.getByRole('textbox', { name: 'Query' })).toBeInViewport()
    }
  })

test('a map that was moved shows all of itself again when a drawer takes its room', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 1080 })
  await open(page, twelve)
  await embedButton(page).click()
  const all = page.getByRole('button', { name: 'Show all', exact: true })
  await page.getByRole('button', { name: 'Zoom into the map' }).click()
  await expect(all).toBeEnabled()
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  await expect(all).toBeDisabled()
})

test('on a phone a result folds the settings of Embeddings to a line, and they unfold again', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, twelve)
  const task = page.getByRole('combobox', { name: 'Task type' })
  await task.selectOption('CLUSTERING')
  await embedButton(page).click()
  await expect(table(page)).toBeVisible()
  await expect(task).toBeHidden()
  const settings = page.getByRole('button', { name: 'Embedding settings' })
  await expect(settings).toContainText('demo-embedding · CLUSTERING')
  expect((await table(page).boundingBox())!.y).toBeLessThan(844)
  await settings.click()
  await expect(task).toHaveValue('CLUSTERING')
  // A new result folds them again.
  await task.selectOption('RETRIEVAL_QUERY')
  await embedButton(page).click()
  await expect(task).toBeHidden()
})

test('a window that becomes narrow closes no dialog, hides no conversation and loses no end', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/#/chat')
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  const log = page.getByRole('log', { name: 'Conversation' })
  await page.getByRole('combobox', { name: 'Model', exact: true }).fill('demo-long')
  await page.getByRole('combobox', { name: 'Model', exact: true }).press('Enter')
  await message.fill('Write a long answer.')
  await message.press('ControlOrMeta+Enter')
  const fromEnd = () => log.evaluate((one) => one.scrollHeight - one.clientHeight - one.scrollTop)
  await expect.poll(() => log.evaluate((one) => one.scrollHeight)).toBeGreaterThan(3000)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect.poll(fromEnd).toBeLessThan(60)

  await page.getByRole('switch', { name: 'Structured output' }).click()
  await page.getByRole('button', { name: 'Edit schema' }).click()
  const schema = page.getByRole('dialog', { name: 'Response schema' })
  await schema.getByRole('button', { name: 'Add field', exact: true }).click()
  await schema.getByRole('textbox', { name: 'Field name' }).fill('supplier')
  for (const [width, height] of [
    [720, 450],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expect(schema.getByRole('textbox', { name: 'Field name' })).toHaveValue('supplier')
  }
  // Esc is the dialog's, not the drawer's that it was opened from.
  await schema.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('button', { name: 'Edit schema' }).click()
  await page.keyboard.press('Escape')
  await expect(schema).toHaveCount(0)
  const settings = page.getByRole('complementary', { name: 'Run settings' })
  await expect(settings.getByRole('button', { name: 'Edit schema' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(settings).toHaveCount(0)

  // The list that stood beside the conversation does not lie over it.
  const list = page.getByRole('list', { name: 'Conversations' })
  await expect(list).toHaveCount(0)
  await message.click()
  await expect(message).toBeFocused()
  await expect.poll(fromEnd).toBeLessThan(60)
  const opener = page.getByRole('button', { name: 'Show conversations' })
  await opener.click()
  await list.getByRole('button', { name: 'Write a long answer.', exact: true }).click()
  await expect(list).toHaveCount(0)
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(list).toBeVisible()
})

test('the end of a growing answer stays in sight in Prompt, in a window of another width too', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Model', exact: true }).fill('demo-long')
  await page.getByRole('combobox', { name: 'Model', exact: true }).press('Enter')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Write a long answer.')
  await page.keyboard.press('ControlOrMeta+Enter')
  const body = page.getByRole('article', { name: 'Candidate 1' }).locator('[data-prints]')
  const grown = (height: number) =>
    expect.poll(() => body.evaluate((one) => one.scrollHeight)).toBeGreaterThan(height)
  const fromEnd = () => body.evaluate((one) => one.scrollHeight - one.clientHeight - one.scrollTop)
  await grown(3000)
  await expect.poll(fromEnd).toBeLessThan(60)
  await page.setViewportSize({ width: 720, height: 450 })
  await grown(6000)
  await expect.poll(fromEnd).toBeLessThan(60)
  // Who scrolls away reads on in peace.
  const top = () => body.evaluate((one) => one.scrollTop)
  await body.hover()
  const before = await top()
  await page.mouse.wheel(0, -3000)
  // Nobody but the reader goes up.
  await expect.poll(top).toBeLessThan(before - 500)
  const place = await top()
  await grown((await body.evaluate((one) => one.scrollHeight)) + 300)
  expect(await top()).toBe(place)

  // One that is whole and is read from its top stays there.
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('combobox', { name: 'Model', exact: true }).fill('demo-flash')
  await page.getByRole('combobox', { name: 'Model', exact: true }).press('Enter')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A table, please.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('status', { name: 'Answer status' })).toHaveText('Answer complete')
  await page.reload()
  await expect(body).toBeVisible()
  await page.setViewportSize({ width: 720, height: 450 })
  await expect.poll(fromEnd).toBeGreaterThan(10)
  expect(await top()).toBe(0)
})
