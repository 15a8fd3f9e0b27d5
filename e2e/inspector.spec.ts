/** The inspector shows what went over the wire, chunk for chunk, and what would go now. */
import { expect, test, testKey } from './fixtures.ts'
import type { Page } from '@playwright/test'

const inspectorOf = (page: Page) => page.getByRole('region', { name: 'Inspector' })
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

async function runModel(page: Page, model: string, prompt = 'Hello'): Promise<void> {
  const combobox = page.getByRole('combobox', { name: 'Model', exact: true })
  await combobox.fill(model)
  await combobox.press('Enter')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompt)
  await page.getByRole('button', { name: /^Run\b(?! settings)/ }).click()
  await expect(page.getByRole('img', { name: 'Stream strip' })).toHaveAccessibleDescription(/total \d/)
}

test.beforeEach(async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
})

test('Request holds the very bytes that were sent, the key masked', async ({ page, api }) => {
  await runModel(page, 'demo-flash', 'Grüße & "quotes"')
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = inspectorOf(page)
  await inspector.getByRole('tab', { name: 'Request' }).click()
  const sent = api.requests.findLast((request) => request.url().includes(':streamGenerateContent'))
  await expect(inspector).toContainText(`POST ${sent?.url()}`)
  await expect(inspector).toContainText('x-goog-api-key:••••••••')
  await expect(inspector).not.toContainText(testKey)
  await inspector.getByRole('button', { name: 'Copy JSON', exact: true }).click()
  await expect.poll(() => copied(page)).toBe(sent?.postData())
})

test('before a run, Request and Code show what Run would send', async ({ page, api }) => {
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('not yet sent')
  await page.getByRole('spinbutton', { name: 'Temperature' }).fill('0.3')
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = inspectorOf(page)
  await inspector.getByRole('tab', { name: 'Request' }).click()
  await expect(inspector).toContainText('"temperature": 0.3')
  await inspector.getByRole('button', { name: 'Copy JSON', exact: true }).click()
  const would = await copied(page)
  await inspector.getByRole('tab', { name: 'Code' }).click()
  await expect(inspector).toContainText('not yet sent')
  expect(api.requests.filter((request) => request.url().includes('enerateContent'))).toEqual([])

  await page.getByRole('button', { name: /^Run\b(?! settings)/ }).click()
  await expect(page.getByRole('img', { name: 'Stream strip' })).toHaveAccessibleDescription(/total \d/)
  const sent = api.requests.findLast((request) => request.url().includes(':streamGenerateContent'))
  expect(would).toBe(sent?.postData())
})

test('Code prints the same request in three languages, without the key', async ({ page }) => {
  await runModel(page, 'demo-flash', 'print me')
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = inspectorOf(page)
  await inspector.getByRole('tab', { name: 'Code' }).click()
  const language = inspector.getByRole('combobox', { name: 'Language' })
  for (const [name, word] of [
    ['cURL', 'curl'],
    ['Python', 'from google import genai'],
    ['TypeScript', '@google/genai'],
  ] as const) {
    await language.selectOption(name)
    await expect(inspector).toContainText(word)
    await inspector.getByRole('button', { name: 'Copy code' }).click()
    await expect.poll(() => copied(page)).toContain('print me')
    expect(await copied(page)).toContain('GEMINI_API_KEY')
    expect(await copied(page)).not.toContain(testKey)
  }
})

test('Code follows the prompt of now on demand', async ({ page }) => {
  await runModel(page, 'demo-flash', 'the old one')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('the new one')
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = inspectorOf(page)
  await inspector.getByRole('tab', { name: 'Code' }).click()
  await expect(inspector).toContainText('the old one')
  await inspector.getByRole('button', { name: 'Next run' }).click()
  await expect(inspector).toContainText('the new one')
})

test('Response: as received and merged', async ({ page }) => {
  await runModel(page, 'demo-flash')
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = inspectorOf(page)
  await inspector.getByRole('tab', { name: 'Response' }).click()
  await expect(inspector.getByRole('button', { name: 'Merged' })).toHaveAttribute('aria-pressed', 'true')
  await inspector.getByRole('button', { name: 'As received' }).click()
  await inspector.getByRole('button', { name: 'Copy JSON', exact: true }).click()
  const chunks = (await copied(page)).split('\n\n').map((raw) => JSON.parse(raw))
  expect(chunks.length).toBeGreaterThan(2)
  await inspector.getByRole('button', { name: 'Merged' }).click()
  await inspector.getByRole('button', { name: 'Copy JSON', exact: true }).click()
  const merged = JSON.parse(await copied(page))
  const text = chunks
    .flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? [])
    .map((part) => part.text ?? '')
    .join('')
  expect(merged.candidates[0].content.parts.map((part: { text?: string }) => part.text ?? '').join('')).toBe(
    text,
  )
  expect(merged.candidates[0].finishReason).toBe('STOP')
})

test('Stream: a row a chunk, chosen there or on the strip', async ({ page }) => {
  await runModel(page, 'demo-flash')
  await page.getByRole('button', { name: 'Open in Inspector' }).click()
  const inspector = inspectorOf(page)
  await expect(inspector.getByRole('tab', { name: 'Stream' })).toHaveAttribute('aria-selected', 'true')
  const rows = inspector.getByRole('row').filter({ has: page.getByRole('gridcell') })
  const strip = page.getByRole('img', { name: 'Stream strip' })
  const described = await strip.evaluate((node) => node.textContent)
  await expect(rows).toHaveCount(Number(/(\d+) chunks/.exec(described ?? '')?.[1]))

  await rows.nth(2).click()
  await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true')
  await expect(inspector).toContainText('Chunk 3 as received')
  await inspector.getByRole('button', { name: 'Copy JSON' }).click()
  await expect.poll(async () => JSON.parse(await copied(page))).toHaveProperty('responseId')

  await strip.focus()
  await strip.press('ArrowRight')
  await expect(rows.nth(3)).toHaveAttribute('aria-selected', 'true')
  await strip.press('Home')
  await expect(inspector).toContainText('Chunk 1 as received')
  const box = await strip.boundingBox()
  if (!box) throw new Error('The strip is not drawn.')
  await page.mouse.click(box.x + box.width - 4, box.y + 6)
  await expect(rows.last()).toHaveAttribute('aria-selected', 'true')
})

test('five megabytes in one chunk stay readable and exact', async ({ page }) => {
  await runModel(page, 'demo-huge-event')
  await page.getByRole('button', { name: 'Open in Inspector' }).click()
  const inspector = inspectorOf(page)
  await inspector.getByRole('tab', { name: 'Response' }).click()
  await inspector.getByRole('button', { name: 'Copy JSON', exact: true }).click()
  await expect.poll(async () => (await copied(page)).length).toBeGreaterThan(4_000_000)
  expect((await inspector.innerText()).length).toBeLessThan(200_000)
})

test('of a conversation from before a reload, every view has what it had: the request byte for byte, and each chunk', async ({
  page,
}) => {
  await page.goto('/#/chat')
  const combobox = page.getByRole('combobox', { name: 'Model', exact: true })
  await combobox.fill('demo-flash')
  await combobox.press('Enter')
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Hello')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const turn = page.getByRole('log', { name: 'Conversation' }).getByRole('article', { name: 'Model' })
  await expect(turn.locator('dt', { hasText: 'Finish reason' })).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  const inspector = inspectorOf(page)
  const views = async () => {
    await turn.hover()
    await turn.getByRole('button', { name: 'Open in Inspector' }).click()
    const found: string[] = []
    await inspector.getByRole('row').last().click()
    await expect(inspector.getByText(/^Chunk \d+ as received/)).toBeVisible()
    // The view is there before its words are.
    const words = inspector.getByRole('tabpanel')
    await expect(words).toContainText('responseId')
    found.push(await inspector.getByRole('tabpanel').innerText())
    for (const tab of ['Request', 'Response', 'Code']) {
      await inspector.getByRole('tab', { name: tab }).click()
      await expect(inspector.getByRole('button', { name: /^Copy (JSON|code)$/ })).toBeVisible()
      await expect(words).toContainText('{')
      found.push(await inspector.getByRole('tabpanel').innerText())
    }
    return found
  }
  const before = await views()
  expect(before[1]).toContain('Hello')
  expect(before.join('\n')).not.toContain('not byte for byte')
  await page.reload()
  expect(await views()).toEqual(before)
})

test('Stream begins with a chunk on show, and follows the newest while the stream goes on', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = inspectorOf(page)
  await inspector.getByRole('tab', { name: 'Stream' }).click()
  await runModel(page, 'demo-flash', 'What is 12 * (3 + 4)?')
  const rows = inspector.getByRole('row').filter({ has: page.getByRole('gridcell') })
  await expect(rows.last()).toHaveAttribute('aria-selected', 'true')
  await expect(inspector).toContainText(`Chunk ${await rows.count()} as received`)
  await page.reload()
  await page.getByRole('button', { name: 'Open in Inspector' }).click()
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true')
  await expect(inspector).toContainText('Chunk 1 as received')
})

test('JSON folds by pointer and by key; long base64 is elided, and Copy gives all of it', async ({
  page,
}) => {
  const signature = btoa('sign'.repeat(120))
  await page.route('**/*:streamGenerateContent*', (route) =>
    route.fulfill({
      headers: { 'access-control-allow-origin': '*', 'content-type': 'text/event-stream' },
      body: `data: ${JSON.stringify({
        candidates: [
          {
            content: { role: 'model', parts: [{ text: 'Signed.', thoughtSignature: signature }] },
            finishReason: 'STOP',
            index: 0,
          },
        ],
      })}\n\n`,
    }),
  )
  await runModel(page, 'demo-flash', 'Sign it')
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = inspectorOf(page)
  await inspector.getByRole('tab', { name: 'Response' }).click()
  await expect(inspector).toContainText('"finishReason": "STOP"')
  await expect(inspector).toContainText('(480 B as base64)')
  await expect(inspector).not.toContainText(signature)
  await inspector.getByRole('button', { name: 'Copy JSON', exact: true }).click()
  await expect.poll(() => copied(page)).toContain(signature)

  const content = inspector.getByRole('button', { name: 'Fold content', exact: true })
  await content.click()
  await expect(content).toHaveAttribute('aria-expanded', 'false')
  await expect(inspector).not.toContainText('"Signed."')
  await expect(inspector).toContainText('"finishReason": "STOP"')
  await content.press('ArrowRight')
  await expect(inspector).toContainText('"Signed."')
  await content.press('ArrowUp')
  await expect(inspector.getByRole('button', { name: 'Fold candidates', exact: true })).not.toBeFocused()
  await content.focus()
  await content.press('Home')
  await page.keyboard.press('ArrowLeft')
  await expect(inspector).not.toContainText('"finishReason": "STOP"')
})
