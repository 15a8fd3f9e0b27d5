/** A run and two runs for those who see, hear and wait: axe on every part of them, and no text that holds up the page. */
import { violations } from './axe.ts'
import { button, prompt, run } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const region = (page: Page) => page.getByRole('region', { name: 'Run', exact: true })
const difference = (page: Page) => page.getByRole('region', { name: 'Difference', exact: true })

async function twoRuns(page: Page): Promise<void> {
  await prompt(page).fill('What is 2 + 3?')
  await run(page)
  await prompt(page).fill('Make a table of the planets and their moons.')
  await run(page)
}

test('axe finds nothing in a run, while it plays, in a difference, on a phone either', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('/')
  await twoRuns(page)
  await page.getByRole('link', { name: 'History', exact: true }).click()
  const found: string[] = []
  const look = async (name: string) => {
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height })
      found.push(...(await violations(page)).map((one) => `${name}, ${width}, ${one}`))
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  await page.getByRole('row').nth(1).getByText('planets').click()
  await expect(region(page).getByRole('article')).toBeVisible()
  await look('a run')
  await region(page).getByRole('slider', { name: 'Position' }).press('Home')
  await look('before its first chunk')
  await page.getByRole('checkbox', { name: 'Choose run 1' }).check()
  await page.getByRole('checkbox', { name: 'Choose run 2' }).check()
  await button(page, 'Compare runs').click()
  for (const tab of ['Request', 'Answer', 'Figures']) {
    await difference(page).getByRole('tab', { name: tab }).click()
    await look(tab)
  }
  expect(found).toEqual([])
})

test('two answers of half a megabyte that share little are compared without holding up the page', async ({
  page,
  api,
}) => {
  test.setTimeout(90_000)
  await page.goto('/')
  await api.connect(page)
  let number = 0
  await page.route(`${api.origin}/**/*GenerateContent*`, (route) => {
    number += 1
    const words = Array.from({ length: 60_000 }, (_, at) => `w${(at * (number === 1 ? 7 : 11)) % 9973}`)
    const body = {
      candidates: [{ content: { role: 'model', parts: [{ text: words.join(' ') }] }, finishReason: 'STOP' }],
    }
    return route.fulfill({
      headers: { 'access-control-allow-origin': '*', 'content-type': 'text/event-stream' },
      body: `data: ${JSON.stringify(body)}\r\n\r\n`,
    })
  })
  await prompt(page).fill('one')
  await run(page, 'demo-flash')
  await prompt(page).fill('two')
  await run(page)
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Choose run 1' }).check()
  await page.getByRole('checkbox', { name: 'Choose run 2' }).check()
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { longTasks: tasks })
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    })
  })
  await button(page, 'Compare runs').click()
  await difference(page).getByRole('tab', { name: 'Answer' }).click()
  const panel = difference(page).getByRole('tabpanel')
  await expect(panel.getByRole('deletion').first()).toBeVisible({ timeout: 30_000 })
  const longest = await page.evaluate(() =>
    Math.max(0, ...(globalThis as unknown as { longTasks: number[] }).longTasks),
  )
  console.log(`difference of two long answers: longest task ${Math.round(longest)} ms`)
  // Generous, for the machine is shared; worked out on the page itself it takes seconds.
  expect(longest).toBeLessThan(400)
})

test('a run is pinned and deleted where it is read; an answer of a conversation says whose it is', async ({
  page,
}) => {
  await page.goto('/')
  await prompt(page).fill('What is 2 + 3?')
  await run(page)
  await page.goto('/#/chat')
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('What is 4 + 5?')
  await page.getByRole('textbox', { name: 'Message', exact: true }).press('ControlOrMeta+Enter')
  await expect(page.getByRole('status', { name: 'Answer status' })).toHaveText('Answer complete')
  await page.getByRole('link', { name: 'History', exact: true }).click()
  const rows = page.getByRole('table', { name: 'Runs', exact: true }).getByRole('row')
  await rows.nth(1).getByText('What is 4 + 5?').click()
  await button(region(page), 'Delete run').click()
  await expect(region(page).getByRole('alert')).toContainText('This run is an answer in the conversation')
  await rows.nth(2).getByText('What is 2 + 3?').click()
  await button(region(page), 'Pin').click()
  await expect(rows.nth(1)).toContainText('What is 2 + 3?')
  await button(region(page), 'Delete run').click()
  await expect(region(page)).toHaveCount(0)
  await expect(rows).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(rows).toHaveCount(3)
})
