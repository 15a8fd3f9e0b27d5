import { readFile } from 'node:fs/promises'
import { bodies } from './chatPage.ts'
import { settings } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const field = (page: Page) => settings(page).getByRole('textbox', { name: 'Response schema' })

const schema = {
  type: 'object',
  properties: {
    unitPrice: { type: 'number', minimum: 0 },
    lineItems: { type: 'array', items: { type: 'string' } },
  },
  required: ['unitPrice'],
  propertyOrdering: ['unitPrice', 'lineItems'],
}
const generationConfig = { responseMimeType: 'application/json', responseJsonSchema: schema }

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeHidden()
}

test('a schema survives reload, link and file, and stands in the code with the names it has', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await page.getByRole('textbox', { name: 'Prompt' }).fill('unit price: 12')
  await settings(page).getByRole('switch', { name: 'Structured output' }).check()
  await field(page).fill(JSON.stringify(schema))
  await page.reload()
  await expect(field(page)).toHaveValue(/"unitPrice"/)

  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share' })
  const link = dialog.getByRole('textbox', { name: 'Link' })
  await expect(link).toHaveValue(/#s2=/)
  const address = await link.inputValue()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export file' }).click()
  const file = JSON.parse(await readFile(await (await download).path(), 'utf8')) as object
  expect(file).toMatchObject({ generationConfig })
  await dialog.getByRole('button', { name: 'Close' }).click()

  await settings(page).getByRole('button', { name: 'Use default Structured output' }).click()
  await expect(field(page)).toBeHidden()
  await page.goto(address)
  await page.reload()
  const shared = page.getByRole('dialog', { name: 'Open shared prompt' })
  await expect(shared).toContainText('unitPrice')
  await shared.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(field(page)).toHaveValue(/"unitPrice"/)
  await api.connect(page)
  await run(page)
  await expect.poll(() => bodies(api.requests).at(-1)?.['generationConfig']).toEqual(generationConfig)

  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = page.getByRole('region', { name: 'Inspector' })
  await inspector.getByRole('tab', { name: 'Code' }).click()
  for (const [language, key] of [
    ['cURL', 'responseJsonSchema'],
    ['Python', 'response_json_schema'],
    ['TypeScript', 'responseJsonSchema'],
  ] as const) {
    await inspector.getByRole('combobox', { name: 'Language' }).selectOption(language)
    await expect(inspector).toContainText(key)
    await expect(inspector).toContainText('unitPrice')
    await expect(inspector).toContainText('propertyOrdering')
  }
})
