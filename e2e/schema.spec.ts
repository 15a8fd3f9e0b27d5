import { bodies } from './chatPage.ts'
import { settings } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Response schema' })
const row = (page: Page, name: string) => dialog(page).getByRole('row', { name, exact: true })
const asJson = (page: Page) => dialog(page).getByRole('textbox', { name: 'Schema as JSON' })

async function edit(page: Page): Promise<void> {
  const on = settings(page).getByRole('switch', { name: 'Structured output' })
  if (!(await on.isChecked())) await on.check()
  await settings(page).getByRole('button', { name: 'Edit schema' }).click()
  await expect(dialog(page)).toBeVisible()
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeHidden()
  await expect(page.getByRole('region', { name: 'Response' }).getByRole('article')).not.toHaveCount(0)
}

test('a schema made of fields is sent in one order, as responseJsonSchema', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Invoice 2231-B of Nordkai.')
  await edit(page)
  await dialog(page).getByRole('button', { name: 'Add field', exact: true }).click()
  await row(page, 'field').getByRole('textbox', { name: 'Field name' }).fill('supplier')
  await row(page, 'supplier').getByRole('combobox', { name: 'Type' }).selectOption('object')
  await row(page, 'supplier').getByRole('textbox', { name: 'Description' }).fill('Who sent it')
  await dialog(page).getByRole('button', { name: 'Add field in supplier' }).click()
  await row(page, 'supplier.field').getByRole('textbox', { name: 'Field name' }).fill('name')
  await dialog(page).getByRole('button', { name: 'Add field', exact: true }).click()
  await row(page, 'field').getByRole('textbox', { name: 'Field name' }).fill('lines')
  await row(page, 'lines').getByRole('combobox', { name: 'Type' }).selectOption('array of object')
  await dialog(page).getByRole('button', { name: 'Add field in lines' }).click()
  await row(page, 'lines[].field').getByRole('textbox', { name: 'Field name' }).fill('price')
  await row(page, 'lines[].price').getByRole('combobox', { name: 'Type' }).selectOption('number')
  await row(page, 'lines[].price').getByRole('checkbox', { name: 'Required' }).uncheck()
  await dialog(page).getByRole('button', { name: 'Add field', exact: true }).click()
  await row(page, 'field').getByRole('textbox', { name: 'Field name' }).fill('currency')
  await row(page, 'currency').getByRole('combobox', { name: 'Type' }).selectOption('enum')
  await dialog(page).getByRole('textbox', { name: 'Values of currency' }).fill('EUR, GBP')
  await dialog(page).getByRole('button', { name: 'Move currency up' }).click()
  await expect(dialog(page).getByRole('button', { name: 'Move currency up' })).toBeFocused()
  await dialog(page).getByRole('button', { name: 'Apply' }).click()
  await expect(dialog(page)).toBeHidden()
  await run(page)
  expect(JSON.stringify(bodies(api.requests).at(-1)!['generationConfig'])).toBe(
    JSON.stringify({
      responseMimeType: 'application/json',
      responseJsonSchema: {
        type: 'object',
        properties: {
          supplier: {
            type: 'object',
            properties: { name: { type: 'string' } },
            description: 'Who sent it',
            required: ['name'],
            propertyOrdering: ['name'],
          },
          currency: { type: 'string', enum: ['EUR', 'GBP'] },
          lines: {
            type: 'array',
            items: { type: 'object', properties: { price: { type: 'number' } }, propertyOrdering: ['price'] },
          },
        },
        required: ['supplier', 'currency', 'lines'],
        propertyOrdering: ['supplier', 'currency', 'lines'],
      },
    }),
  )
})

test('both tabs show the same schema; what has no column is kept and named', async ({ page }) => {
  await page.goto('/')
  await edit(page)
  await dialog(page).getByRole('tab', { name: 'JSON' }).click()
  await asJson(page).fill(
    '{"type":"object","properties":{"lines":{"type":"array","maxItems":40,"items":{"type":"string"}}}}',
  )
  await dialog(page).getByRole('tab', { name: 'Fields' }).click()
  await expect(dialog(page).getByText('1 rule has no column and is kept: lines.maxItems 40')).toBeVisible()
  await row(page, 'lines').getByRole('checkbox', { name: 'Required' }).check()
  await dialog(page).getByRole('tab', { name: 'JSON' }).click()
  await expect(asJson(page)).toHaveValue(/"maxItems": 40[^]*"required": \[\s+"lines"/)
  // The editor that takes the place of the plain field is filled as it was, and once more.
  await asJson(page).focus()
  await expect(asJson(page)).toHaveAttribute('contenteditable', 'true')
  for (const name of ['first', 'second']) {
    const fields = Array.from({ length: 60 }, (_, index) => [`${name}_${index}`, { type: 'string' }])
    await asJson(page).fill(
      JSON.stringify({ type: 'object', properties: Object.fromEntries(fields) }, null, 2),
    )
    await dialog(page).getByRole('tab', { name: 'Fields' }).click()
    await expect(dialog(page).getByRole('row')).toHaveCount(61)
    await expect(row(page, `${name}_59`)).toBeAttached()
    await dialog(page).getByRole('tab', { name: 'JSON' }).click()
    await asJson(page).focus()
    await expect(asJson(page)).toHaveAttribute('contenteditable', 'true')
  }
})

test('the editor completes keywords, marks what is said, and mends it', async ({ page }) => {
  await page.goto('/')
  await edit(page)
  await dialog(page).getByRole('tab', { name: 'JSON' }).click()
  await asJson(page).focus()
  await expect(asJson(page)).toHaveAttribute('contenteditable', 'true')
  // The focus has gone along to the editor.
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('{ "ty')
  // By a click: the editor takes no Enter in the moment in which its list appears.
  await dialog(page).getByRole('option', { name: /^type/ }).click()
  await expect(asJson(page)).toContainText('"type": ""')
  await asJson(page).fill('{"type":"object","properties":{"kind":{"const":"x"}},}')
  const said = dialog(page).getByRole('list', { name: 'In this schema' })
  await expect(said).toContainText(
    'Line 1, column 54: There is } where a name in double quotes was expected.',
  )
  await dialog(page).getByRole('button', { name: 'Apply' }).click()
  await expect(dialog(page).getByRole('alert')).toContainText('Not applied')
  await asJson(page).fill('{"type":"object","properties":{"kind":{"const":"x"}}}')
  await expect(said.getByRole('listitem')).toHaveCount(1)
  await said.getByRole('button', { name: 'Fix: write const as an enum of one value' }).click()
  await expect(said.getByRole('listitem')).toHaveCount(0)
  await dialog(page).getByRole('button', { name: 'Undo' }).click()
  await expect(said.getByRole('listitem')).toHaveCount(1)
})

test('Cancel loses nothing: what was left is offered when the dialog opens again', async ({ page }) => {
  await page.goto('/')
  await edit(page)
  await dialog(page).getByRole('combobox', { name: 'Example' }).selectOption('Support ticket')
  await expect(row(page, 'urgency')).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog(page)).toBeHidden()
  await expect(settings(page).getByRole('textbox', { name: 'Response schema' })).toHaveValue('')
  await edit(page)
  await dialog(page).getByRole('button', { name: 'Bring them back' }).click()
  await expect(row(page, 'urgency')).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Apply' }).click()
  await expect(settings(page).getByRole('textbox', { name: 'Response schema' })).toHaveValue(/"urgency"/)
})

test('the rows of a treegrid are walked, folded and entered by keys', async ({ page }) => {
  await page.goto('/')
  await edit(page)
  await dialog(page).getByRole('combobox', { name: 'Example' }).selectOption('Invoice with lines')
  await row(page, 'supplier').focus()
  await expect(row(page, 'supplier')).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(row(page, 'supplier')).toHaveAttribute('aria-expanded', 'false')
  await expect(row(page, 'supplier.name')).toHaveCount(0)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(row(page, 'supplier.name')).toBeFocused()
  await expect(row(page, 'supplier.name')).toHaveAttribute('aria-level', '2')
  await page.keyboard.press('Enter')
  await expect(row(page, 'supplier.name').getByRole('textbox', { name: 'Field name' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(row(page, 'supplier.name')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(row(page, 'supplier')).toBeFocused()
  await page.keyboard.press('End')
  await expect(row(page, 'total')).toBeFocused()
})

test('a schema is made from an example of an answer', async ({ page }) => {
  await page.goto('/')
  await edit(page)
  await dialog(page).getByRole('button', { name: 'Make a schema from JSON' }).click()
  await dialog(page).getByRole('textbox', { name: 'Example answer' }).fill('{"city": "Oslo", "days": [')
  await dialog(page).getByRole('button', { name: 'Make schema', exact: true }).click()
  await expect(dialog(page).getByRole('alert')).toContainText('Line 1, column 27: It ends inside $.days')
  await dialog(page)
    .getByRole('textbox', { name: 'Example answer' })
    .fill('{"city": "Oslo", "days": [{"low": -3.5}]}')
  await dialog(page).getByRole('button', { name: 'Make schema', exact: true }).click()
  await expect(row(page, 'days[].low').getByRole('combobox', { name: 'Type' })).toHaveValue('number')
})

test('what is half typed is never another schema on the wire', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Oslo')
  await settings(page).getByRole('switch', { name: 'Structured output' }).check()
  const field = settings(page).getByRole('textbox', { name: 'Response schema' })
  await field.fill('{"type":"object","properties":{"city":{"type":"string"}}}')
  await field.fill('{"type":"object","properties":{"city"')
  await expect(settings(page).getByRole('alert')).toContainText('Still sending what was there before.')
  await run(page)
  expect(bodies(api.requests).at(-1)!['generationConfig']).toEqual({
    responseMimeType: 'application/json',
    responseJsonSchema: { type: 'object', properties: { city: { type: 'string' } } },
  })
})

test('text/x.enum is sent with its values, the other schema comes back, and Use default takes all of it away', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await page.getByRole('textbox', { name: 'Prompt' }).fill('I am delighted.')
  await settings(page).getByRole('switch', { name: 'Structured output' }).check()
  const field = settings(page).getByRole('textbox', { name: 'Response schema' })
  await field.fill('{"type":"object","properties":{"city":{"type":"string"}}}')
  const mime = settings(page).getByRole('combobox', { name: 'Response MIME type' })
  await mime.selectOption('text/x.enum')
  await edit(page)
  await dialog(page).getByRole('textbox', { name: 'Values of the answer' }).fill('good, bad')
  await dialog(page).getByRole('button', { name: 'Apply' }).click()
  await run(page)
  expect(bodies(api.requests).at(-1)!['generationConfig']).toEqual({
    responseMimeType: 'text/x.enum',
    responseSchema: { type: 'STRING', enum: ['good', 'bad'] },
  })
  await mime.selectOption('application/json')
  await expect(field).toHaveValue(/"city"/)
  await settings(page).getByRole('button', { name: 'Use default Structured output' }).click()
  await expect(field).toBeHidden()
  await run(page)
  expect(bodies(api.requests).at(-1)!['generationConfig']).toBeUndefined()
  // Put aside, after a reload too.
  await page.reload()
  await settings(page).getByRole('switch', { name: 'Structured output' }).check()
  await expect(field).toHaveValue(/"city"/)
})
