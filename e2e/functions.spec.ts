import { expect, test } from './fixtures.ts'
import { choose, contents, generations, say, settled } from './chatPage.ts'
import type { Page } from '@playwright/test'

interface Part {
  functionCall?: { id?: string; name: string }
}

test.beforeEach(async ({ page, api }) => {
  await page.goto('/#/chat')
  await api.connect(page)
  await choose(page, 'demo-flash')
})

const open = async (page: Page) => {
  await page.getByRole('button', { name: 'Functions', exact: true }).click()
  return page.getByRole('dialog', { name: 'Functions' })
}
const call = (page: Page, name: string) => page.getByRole('group', { name: `Function call ${name}` })

test('functions are declared by hand; what cannot be read is said and never sent', async ({ page, api }) => {
  const dialog = await open(page)
  await expect(dialog).toContainText('you or a handler answer it')
  await dialog.getByRole('button', { name: 'Add function' }).click()
  await dialog.getByRole('textbox', { name: 'Function name' }).fill('get weather')
  await expect(dialog).toContainText('Start with a letter or _')
  await dialog.getByRole('textbox', { name: 'Function name' }).fill('get_weather')
  await dialog.getByRole('textbox', { name: 'Description' }).fill('The weather of a city')
  const schema = dialog.getByRole('textbox', { name: 'Parameters (JSON Schema)' })
  await schema.fill('{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}')
  await schema.fill('{"type":')
  await expect(dialog).toContainText('still applies')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog.getByRole('alert').first()).toContainText('will be lost')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toHaveCount(0)
  await say(page, 'What is the weather in Oslo?')
  await settled(page)
  expect(generations(api.requests).at(-1)?.postDataJSON().tools).toEqual([
    {
      functionDeclarations: [
        {
          name: 'get_weather',
          description: 'The weather of a city',
          parametersJsonSchema: {
            type: 'object',
            properties: { city: { type: 'string' } },
            required: ['city'],
          },
        },
      ],
    },
  ])
  await expect(call(page, 'get_weather')).toContainText('Oslo')
})

test('a list of another kind is read, what was left out is listed, and a reload keeps the functions', async ({
  page,
}) => {
  const dialog = await open(page)
  await dialog
    .getByRole('textbox', { name: 'Function declarations' })
    .fill(
      JSON.stringify([
        { type: 'function', function: { name: 'look_up', strict: true, parameters: { type: 'object' } } },
        { type: 'web_search' },
      ]),
    )
  const read = dialog.getByRole('status', { name: 'What was read' })
  await expect(read).toContainText('1 function read (OpenAI format)')
  await expect(read).toContainText('strict was left out')
  await expect(read).toContainText('“web_search” is not a function')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.reload()
  await open(page)
  await expect(dialog.getByRole('list', { name: 'Functions' }).getByRole('listitem')).toHaveText([/^look_up/])
  await dialog.getByRole('button', { name: 'Remove function look_up' }).click()
  await expect(dialog).toContainText('you or a handler answer it')
})

test('what is half typed is not left in silence, and an example replaces no function of one’s own', async ({
  page,
}) => {
  const dialog = await open(page)
  const chosen = dialog.getByRole('textbox', { name: 'Function name' })
  await dialog.getByRole('button', { name: 'Add function' }).click()
  await chosen.fill('get_weather')
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Mine')
  await dialog.getByRole('textbox', { name: 'Parameters (JSON Schema)' }).fill('{"type":')
  await dialog.getByRole('button', { name: 'Add function' }).click()
  await expect(dialog.getByRole('alert').first()).toContainText('will be lost')
  await expect(chosen).toHaveValue('get_weather')
  await dialog.getByRole('button', { name: 'Add function' }).click()
  await expect(chosen).toHaveValue('function_1')
  await dialog.getByRole('combobox', { name: 'Example' }).selectOption('Weather')
  await expect(dialog).toContainText('get_weather was already there and stays as it is.')
  await dialog.getByRole('button', { name: 'get_weather', exact: true }).click()
  await expect(dialog.getByRole('textbox', { name: 'Description' })).toHaveValue('Mine')
  await dialog.getByRole('textbox', { name: 'Function declarations' }).fill('[]')
  await expect(dialog.getByRole('textbox', { name: 'Function declarations' })).toHaveValue('[]')
  await expect(dialog.getByRole('list', { name: 'Functions' }).getByRole('listitem')).toHaveCount(0)
})

test('results typed by hand survive a reload and go back as one turn, in order, ids and signatures byte for byte', async ({
  page,
  api,
}) => {
  const dialog = await open(page)
  await dialog.getByRole('combobox', { name: 'Example' }).selectOption('Weather')
  await dialog.getByRole('button', { name: 'Close' }).click()
  const answered = page.waitForResponse((response) => response.url().includes('streamGenerateContent'))
  await say(page, 'What is the weather in Oslo and Lisbon?')
  const raw = await (await answered).text()
  await settled(page)
  const results = page.getByRole('textbox', { name: 'Result of get_weather' })
  await expect(results).toHaveCount(2)
  await results.first().fill('{"temp": 3}')
  await page.reload()
  await expect(results.first()).toHaveValue('{"temp": 3}')
  const sent = generations(api.requests).length
  const send = page.getByRole('button', { name: 'Send results' })
  await send.click()
  await expect(page.getByText('Write the result as JSON first.')).toBeVisible()
  await expect(results.nth(1)).toBeFocused()
  expect(generations(api.requests)).toHaveLength(sent)
  await api.connect(page)
  await choose(page, 'demo-flash')
  await results.nth(1).fill('"17 degrees"')
  await expect(page.getByText('2 of 2 results ready')).toBeVisible()
  await send.click()
  await settled(page)
  const [, said, back] = contents(generations(api.requests).at(-1))
  const signatures = [...raw.matchAll(/"thoughtSignature":\s*"([^"]+)"/g)].map(([, one]) => one)
  expect(said?.parts.flatMap(({ thoughtSignature }) => thoughtSignature ?? [])).toEqual(signatures)
  const calls = ((said?.parts ?? []) as Part[]).flatMap(({ functionCall }) => functionCall ?? [])
  expect(calls).toHaveLength(2)
  expect(back?.parts).toEqual(
    calls.map(({ id, name }, at) => ({
      functionResponse: { ...(id && { id }), name, response: [{ temp: 3 }, { output: '17 degrees' }][at] },
    })),
  )
  await expect(page.getByRole('group', { name: 'Function result get_weather' })).toHaveCount(2)
  await expect(send).toHaveCount(0)
})

test('what answers a function is kept over a reload, goes through a link without JavaScript, and comes with a file switched off', async ({
  page,
}) => {
  const dialog = await open(page)
  const handler = dialog.getByRole('combobox', { name: 'Handler' })
  const text = dialog.getByRole('textbox', { name: 'Handler of get_weather' })
  const list = dialog.getByRole('list', { name: 'Functions' })
  const close = () => dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.getByRole('button', { name: 'Add function' }).click()
  await dialog.getByRole('textbox', { name: 'Function name' }).fill('get_weather')
  await expect(list).toContainText('Ask me')
  await expect(text).toHaveCount(0)

  await handler.selectOption('Fixed result')
  await text.fill('{"temp": 3')
  await expect(dialog.getByRole('alert')).toContainText('This is not JSON')
  await handler.selectOption('Table')
  await expect(text).toHaveAttribute('placeholder', /"args": "\*"/)
  await text.fill('[{"args": {"city": "O*"}}]')
  await expect(dialog.getByRole('alert')).toHaveText('Row 1 has no “result”.')
  const rows = '[{"args": {"city": "O*"}, "result": 3}, {"args": "*", "result": {"error": "unknown"}}]'
  await text.fill(rows)
  await expect(list).toContainText('Table, 2 rows')
  await expect(dialog).toContainText('No row has answered in this tab yet.')
  await handler.selectOption('JavaScript')
  await text.fill('return { call }')
  await dialog.getByRole('checkbox', { name: 'Acts' }).check()
  await dialog.getByRole('combobox', { name: 'Fault' }).selectOption('Missing signature')
  await expect(dialog).toContainText('without its thought signature')
  await close()

  const kept = async () => {
    await expect(handler.locator('option:checked')).toHaveText('JavaScript')
    await expect(text).toHaveValue('return { call }')
    await expect(dialog.getByRole('checkbox', { name: 'Acts' })).toBeChecked()
    await expect(dialog.getByRole('combobox', { name: 'Fault' }).locator('option:checked')).toHaveText(
      'Missing signature',
    )
    await handler.selectOption('Table')
    await expect(text).toHaveValue(rows)
    await handler.selectOption('Fixed result')
    await expect(text).toHaveValue('{"temp": 3')
    await handler.selectOption('JavaScript')
  }
  await page.reload()
  await open(page)
  await kept()
  await expect(dialog.getByRole('button', { name: 'Allow' })).toHaveCount(0)
  await close()

  const share = page.getByRole('dialog', { name: 'Share' })
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(share.getByRole('list', { name: 'In this link' })).toContainText(
    /JavaScript handlers\s*of get_weather; the file holds them/,
  )
  const link = await share.getByRole('textbox', { name: 'Link' }).inputValue()
  const downloading = page.waitForEvent('download')
  await share.getByRole('button', { name: 'Export file' }).click()
  const file = await (await downloading).path()
  const choosing = page.waitForEvent('filechooser')
  await share.getByRole('button', { name: 'Import file' }).click()
  await (await choosing).setFiles(file)
  const shared = page.getByRole('dialog', { name: 'Open shared prompt' })
  await expect(shared).toContainText('return { call }')
  await shared.getByRole('button', { name: 'Open', exact: true }).click()
  await open(page)
  await expect(list).toContainText('JavaScript, not allowed yet')
  await kept()
  await dialog.getByRole('button', { name: 'Allow' }).click()
  await expect(list).toHaveText(/JavaScript$/)
  await close()

  await page.goto('about:blank')
  await page.goto(link)
  await expect(shared).toContainText(rows)
  await expect(shared).not.toContainText('return { call }')
  await shared.getByRole('button', { name: 'Open', exact: true }).click()
  await open(page)
  await expect(list).toContainText('Ask me')
  await handler.selectOption('Table')
  await expect(text).toHaveValue(rows)
  await handler.selectOption('JavaScript')
  await expect(text).toHaveValue('')
})

test('handlers answer in the loop: JavaScript in a frame that goes again, a row that is counted, and an endless one is ended and said', async ({
  page,
}) => {
  const dialog = await open(page)
  const loop = page.getByRole('region', { name: 'Tool loop' })
  const result = (name: string) => page.getByRole('group', { name: `Function result ${name}` })
  const close = () => dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.getByRole('combobox', { name: 'Example' }).selectOption('Order')
  await dialog.getByRole('combobox', { name: 'Example' }).selectOption('Weather')
  await close()
  await say(page, 'Change the order: A-1024, item: lamp, quantity: 2. Then quote its price.')
  await settled(page)
  await loop.getByRole('button', { name: 'Run loop' }).click()
  await expect(result('change_order')).toContainText('"lamp"')
  await expect(result('quote_price')).toContainText('89.9')
  await settled(page)
  await expect(page.locator('iframe')).toHaveCount(0)

  await say(page, 'What is the weather in Oslo and Lisbon?')
  await settled(page)
  await loop.getByRole('button', { name: 'Run loop' }).click()
  await expect(result('get_weather')).toHaveCount(2)
  await settled(page)
  await open(page)
  await dialog.getByRole('button', { name: 'get_weather', exact: true }).click()
  await expect(dialog).toContainText('In this tab: row 2 once, row 3 once.')

  await dialog.getByRole('button', { name: 'change_order', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Handler of change_order' }).fill('while (true) {}')
  await close()
  await say(page, 'Change the order: A-1024, item: desk, quantity: 3.')
  await settled(page)
  await loop.getByRole('button', { name: 'Run loop' }).click()
  await expect(loop).toContainText('It ran for 2 seconds and was ended.')
  await expect(page.locator('iframe')).toHaveCount(0)
})
