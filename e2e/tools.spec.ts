/** Tools that the API brings: from their rows to the wire, their sources in the answer, and back in a conversation. */
import { choose, contents, generations, model, say, settled } from './chatPage.ts'
import { settings } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page, Response } from '@playwright/test'

const tool = (page: Page, name: string) => settings(page).getByRole('switch', { name, exact: true })
const field = (page: Page, role: 'textbox' | 'spinbutton', name: string) =>
  settings(page).getByRole(role, { name, exact: true })
const checks = (page: Page) => page.getByRole('list', { name: 'Checks' }).getByRole('listitem')

test('rows go to the wire; sources are marked in the text, which stays as it was, and a mark leads to its entry', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-flash')
  // The row is drawn, and what belongs to it is not.
  await expect(tool(page, 'Google Search')).not.toBeChecked()
  await expect(field(page, 'textbox', 'Search from')).toHaveCount(0)
  await tool(page, 'Google Search').click()
  await tool(page, 'Google Maps').click()
  await field(page, 'textbox', 'Search from').fill('2026-02-30')
  await expect(settings(page).getByRole('alert')).toContainText('“2026-02-30” is not a date')
  await field(page, 'textbox', 'Search from').fill('2026-01-01')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('What does the Gemini API answer over?')
  await expect(checks(page)).toHaveText([
    /^Error tools\[0\]\.googleSearch\.timeRangeFilter.*needs Search until/,
  ])
  await field(page, 'textbox', 'Search until').fill('2026-04-01')
  await field(page, 'spinbutton', 'Latitude').fill('38.72')
  await field(page, 'spinbutton', 'Longitude').fill('-9.14')
  await expect(checks(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Run', exact: true }).click()

  const answer = page.getByRole('article', { name: 'Candidate 1' })
  const marks = answer.getByRole('button', { name: /^Sources \d+$/ })
  await expect(marks).toHaveCount(3)
  const { tools, toolConfig } = generations(api.requests).at(-1)!.postDataJSON()
  expect(tools).toEqual([
    {
      googleSearch: {
        timeRangeFilter: { startTime: '2026-01-01T00:00:00Z', endTime: '2026-04-01T00:00:00Z' },
      },
    },
    { googleMaps: {} },
  ])
  expect(toolConfig).toEqual({ retrievalConfig: { latLng: { latitude: 38.72, longitude: -9.14 } } })

  const entries = answer.getByRole('list', { name: 'Sources', exact: true }).getByRole('listitem')
  await answer.getByRole('button', { name: 'Sources 3', exact: true }).press('Enter')
  await expect(entries.nth(2)).toBeFocused()
  await expect(entries.nth(2)).toHaveAttribute('aria-current', 'true')
  const shown = await answer.locator('.md').textContent()
  const rawText = async () => {
    const button = answer.getByRole('button', { name: 'Raw' })
    await button.click()
    const exact = await answer.getByRole('textbox', { name: 'Raw text' }).inputValue()
    // It stays as it is chosen, for the next run too.
    await button.click()
    return exact.trim()
  }
  const raw = await rawText()
  expect(shown?.trim()).toBe(raw)
  expect(raw).toContain('3,072 of them')

  // Supports that overlap, end inside a character or past the text, or name no source change no word either.
  await choose(page, 'demo-odd-supports')
  await page.getByRole('textbox', { name: 'Prompt' }).press('ControlOrMeta+Enter')
  await expect(marks).toHaveCount(6)
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeFocused()
  const odd = await answer.locator('.md').textContent()
  expect(odd?.trim()).toBe((await rawText()).replaceAll('**', ''))
  expect(odd).toContain('the last letter of café. One ends')
})

test('functions beside a tool: the finding sets its row, AUTO is not sent, and the API takes it', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-flash')
  await settings(page).getByRole('button', { name: 'Functions', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Functions' })
  await dialog.getByRole('button', { name: 'Add function' }).click()
  await dialog.getByRole('textbox', { name: 'Function name' }).fill('get_weather')
  await dialog.getByRole('textbox', { name: 'Description' }).fill('The weather of a city')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await settings(page).getByRole('combobox', { name: 'Function calling mode' }).selectOption('AUTO')
  await tool(page, 'Google Search').click()
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Why is the sky blue?')
  const fix = checks(page).getByRole('button', { name: 'Fix: set includeServerSideToolInvocations' })
  await fix.click()
  await expect(tool(page, 'Server-side tool calls')).toBeChecked()
  await expect(checks(page).filter({ hasText: 'Error' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const answer = page.getByRole('article', { name: 'Candidate 1' })
  await expect(answer.getByRole('group', { name: 'Tool call GOOGLE_SEARCH_WEB' })).toContainText('sky blue')
  await expect(answer.getByRole('group', { name: 'Tool response GOOGLE_SEARCH_WEB' })).toBeVisible()
  const { toolConfig, tools } = generations(api.requests).at(-1)!.postDataJSON()
  expect(toolConfig).toEqual({ includeServerSideToolInvocations: true })
  expect(tools.map((one: object) => Object.keys(one))).toEqual([['functionDeclarations'], ['googleSearch']])

  // A model before Gemini 3 takes no such pair: the fix switches the row off, and the functions stay.
  await choose(page, 'demo-lite')
  await checks(page).getByRole('button', { name: 'Fix: remove googleSearch' }).click()
  await expect(tool(page, 'Google Search')).not.toBeChecked()
  await choose(page, 'demo-speech')
  await expect(settings(page)).toContainText('this model does not have this tool')
})

/** Of a stream, each part that is more than words, as it came. */
const partsOf = async (response: Response) =>
  (await response.text())
    .split('\r\n\r\n')
    .filter((event) => event.startsWith('data: '))
    .flatMap((event) => {
      const chunk = JSON.parse(event.slice('data: '.length)) as {
        candidates?: { content?: { parts?: object[] } }[]
      }
      return chunk.candidates?.[0]?.content?.parts ?? []
    })
    .filter((part) => !('text' in part))
    .map((part) => JSON.stringify(part))

test('code, what came of it, and traces of tools go back byte for byte', async ({ page, api }) => {
  await page.goto('/#/chat')
  await api.connect(page)
  await choose(page, 'demo-flash')
  const answered = () => page.waitForResponse((response) => response.url().includes('GenerateContent'))
  await tool(page, 'Google Search').click()
  await tool(page, 'Server-side tool calls').click()
  const [searched] = await Promise.all([answered(), say(page, 'Why is the sky blue?')])
  await settled(page)
  await expect(model(page).last().getByRole('button', { name: 'Sources 1', exact: true })).toBeVisible()
  await tool(page, 'Code execution').click()
  const [computed] = await Promise.all([answered(), say(page, 'What is 12 * 34 + 5?')])
  await settled(page)
  const last = model(page).last()
  await expect(last.getByRole('group', { name: 'Executable code' })).toContainText('print(12 * 34 + 5)')
  await expect(last.getByRole('group', { name: 'Code result' })).toContainText(/OUTCOME_OK[^]*413/)
  await say(page, 'Thank you.')
  await settled(page)
  const back = contents(generations(api.requests).at(-1))
    .filter(({ role }) => role === 'model')
    .map(({ parts }) => parts.filter((part) => !('text' in part)).map((part) => JSON.stringify(part)))
  const came = [await partsOf(searched), await partsOf(computed)]
  expect(came.map((parts) => parts.length)).toEqual([2, 2])
  expect(back).toEqual(came)
})
