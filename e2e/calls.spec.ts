import { expect, test } from './fixtures.ts'
import { action, branches, choose, contents, generations, model, say, settled, you } from './chatPage.ts'
import type { Page } from '@playwright/test'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test.beforeEach(async ({ page, api }) => {
  await page.goto('/#/chat')
  await api.connect(page)
  await choose(page, 'demo-flash')
})

const call = (page: Page) => page.getByRole('group', { name: 'Function call get_weather' })
const result = (page: Page) => page.getByRole('textbox', { name: 'Result of get_weather' })

/** A function whose arguments the demo cannot make fit. */
async function declare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Functions', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Functions' })
  const parametersJsonSchema = {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city', 'zip'],
  }
  await dialog
    .getByRole('textbox', { name: 'Function declarations' })
    .fill(
      JSON.stringify([{ name: 'get_weather', description: 'The weather of a city', parametersJsonSchema }]),
    )
  await dialog.getByRole('button', { name: 'Close' }).click()
}

test('a call is held against its declaration, its result becomes a handler, and another result of it a branch', async ({
  page,
  api,
}) => {
  await declare(page)
  await say(page, 'What is the weather in Oslo?')
  await settled(page)
  const check = call(page).getByRole('note', { name: 'Argument check' })
  await expect(check).toHaveText(/Argument check: 1 of 2 does not fit.*zip is missing; declared required/)
  const handler = call(page).getByRole('button', { name: 'Use as handler' })
  await expect(handler).toBeDisabled()
  await result(page).fill('{"temp": 3}')
  await expect(call(page)).toContainText('JSON, 10 B')
  await handler.click()
  const change = page.getByRole('status', { name: 'Last change' })
  await expect(change).toContainText('Row 1 of the table of get_weather answers such calls now')
  await page.getByRole('button', { name: 'Functions', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Functions' })
  await expect(dialog.getByRole('textbox', { name: 'Handler of get_weather' })).toHaveValue(
    /"Oslo".*"temp": 3/,
  )
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Send results' }).click()
  await settled(page)

  await expect(call(page)).toContainText('step 1, by hand')
  await expect(call(page).getByRole('button', { name: /^Function call/ })).toHaveAttribute(
    'aria-expanded',
    'false',
  )
  await expect(page.getByRole('group', { name: 'Function result get_weather' })).toContainText('by hand')
  const [, , before] = contents(generations(api.requests).at(-1))
  const given = you(page).nth(1)
  await action(given, 'Edit').click()
  await given.getByRole('textbox', { name: 'Result of get_weather' }).fill('{"temp":')
  await given.getByRole('button', { name: 'Save and run' }).click()
  await expect(given.getByRole('alert')).toContainText('not JSON')
  await given.getByRole('textbox', { name: 'Result of get_weather' }).fill('{"temp": 30}')
  await given.getByRole('button', { name: 'Save and run' }).click()
  await settled(page)
  const [, , after] = contents(generations(api.requests).at(-1))
  expect(JSON.stringify(after)).toBe(JSON.stringify(before).replace('"temp":3', '"temp":30'))
  await expect(model(page).nth(1)).toContainText('30')
  await expect(branches(given)).toContainText('2 / 2')
  await given.getByRole('button', { name: 'Previous branch' }).click()
  await expect(page.getByRole('group', { name: 'Function result get_weather' })).toContainText('"temp": 3')
  await expect(model(page)).toHaveCount(2)
})

test('a call of Prompt goes on in Chat without a request, and its result goes back with a picture where the model takes one', async ({
  page,
  api,
}) => {
  await declare(page)
  await page.getByRole('link', { name: 'Prompt', exact: true }).click()
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('What is the weather in Oslo?')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await call(page).getByRole('button', { name: 'Continue in Chat' }).click()
  await expect(you(page)).toContainText('What is the weather in Oslo?')
  await expect(result(page)).toBeVisible()
  expect(generations(api.requests)).toHaveLength(1)
  const attach = call(page).getByRole('button', { name: 'Attach to result of get_weather' })
  await choose(page, 'demo-lite')
  await expect(attach).toBeDisabled()
  await expect(attach).toHaveAttribute('title', /demo-lite takes no files in a result/)
  await choose(page, 'demo-flash')
  const chooser = page.waitForEvent('filechooser')
  await attach.click()
  await (await chooser).setFiles({ name: 'sky.png', mimeType: 'image/png', buffer: pixel })
  await expect(result(page)).toHaveValue(/"\$ref": "sky.png"/)
  await result(page).fill('{"a": {"$ref": "sky.png"}, "b": {"$ref": "sea.png"}}')
  await expect(call(page)).toContainText('"$ref": "sea.png" names no file of this result.')
  await result(page).fill('{"a": {"$ref": "sky.png"}}')
  await page.getByRole('button', { name: 'Send results' }).click()
  await expect.poll(() => generations(api.requests).length).toBe(2)
  await settled(page)
  expect(contents(generations(api.requests).at(-1))[2]?.parts).toMatchObject([
    {
      functionResponse: {
        name: 'get_weather',
        response: { a: { $ref: 'sky.png' } },
        parts: [{ inlineData: { displayName: 'sky.png', mimeType: 'image/png' } }],
      },
    },
  ])
  await expect(
    page.getByRole('group', { name: 'Function result get_weather' }).getByRole('img', { name: 'sky.png' }),
  ).toBeVisible()
})

test('results answer the calls of the candidate in the history alone', async ({ page }) => {
  const candidates = ['Oslo', 'Lisbon'].map((city, index) => ({
    index,
    content: { role: 'model', parts: [{ functionCall: { name: 'get_weather', args: { city } } }] },
    finishReason: 'STOP',
  }))
  await page.route(/:streamGenerateContent/, (route) =>
    route.fulfill({
      headers: { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' },
      body: `data: ${JSON.stringify({ candidates })}\r\n\r\n`,
    }),
  )
  await declare(page)
  await say(page, 'What is the weather?')
  const candidate = (number: number) => page.getByRole('group', { name: `Candidate ${number}`, exact: true })
  const field = (number: number) => candidate(number).getByRole('textbox', { name: 'Result of get_weather' })
  await expect(field(1)).toBeVisible()
  await expect(field(2)).toHaveCount(0)
  await candidate(2).getByRole('button', { name: 'Use this one' }).click()
  await expect(field(2)).toBeVisible()
  await expect(field(1)).toHaveCount(0)
})
