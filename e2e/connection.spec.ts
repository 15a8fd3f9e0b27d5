import type { Page } from '@playwright/test'
import { expect, test, testKey } from './fixtures.ts'

const backend = (page: Page) => page.getByRole('status', { name: 'Backend' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Connection' })
const key = (page: Page) => dialog(page).getByLabel('API key', { exact: true })
const url = (page: Page) => dialog(page).getByRole('textbox', { name: 'Base URL' })
const press = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click()

async function open(page: Page) {
  await page.getByRole('button', { name: 'Connection', exact: true }).click()
  await expect(key(page)).toBeFocused()
}

async function type(page: Page, baseUrl: string) {
  if (!(await url(page).isVisible())) await press(page, 'Advanced')
  await url(page).fill(baseUrl)
}

async function run(page: Page) {
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Hello')
  await page.keyboard.press('Control+Enter')
}

const local = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }))

test('the key goes out in its header, to its origin, and is in no storage', async ({ page, api }) => {
  await page.goto('/')
  await open(page)
  await dialog(page).getByRole('radio', { name: 'Gemini API' }).check()
  await type(page, api.origin)
  await key(page).fill(testKey)
  await press(page, 'Save')
  await expect(dialog(page)).toBeHidden()
  await expect(backend(page)).toHaveText(new URL(api.origin).host)
  await page.goto('/#/models')
  await expect(page.getByRole('table', { name: 'Models' })).toBeVisible()
  const list = api.requests.find((request) => request.url().includes('/v1beta/models'))!
  expect(list.headers()['x-goog-api-key']).toBe(testKey)
  expect(await local(page)).not.toContain(testKey)
  await page.reload()
  await expect(backend(page)).toHaveText(`${new URL(api.origin).host} (no key)`)
})

test('a remembered key survives a reload; Forget key removes it here and in other tabs', async ({
  page,
  api,
  context,
}) => {
  await page.goto('/')
  await open(page)
  await key(page).fill(testKey)
  await type(page, api.origin)
  await dialog(page).getByRole('checkbox', { name: 'Remember this key on this device' }).check()
  await press(page, 'Save')
  await expect(dialog(page)).toBeHidden()
  expect(await local(page)).toContain(testKey)
  const other = await context.newPage()
  await other.goto('/')
  await expect(backend(other)).toHaveText(new URL(api.origin).host)

  await open(page)
  await press(page, 'Forget key')
  await expect(key(page)).toHaveValue('')
  expect(await local(page)).not.toContain(testKey)
  await expect(backend(other)).toHaveText(`${new URL(api.origin).host} (no key)`)
  await run(other)
  await expect(dialog(other)).toBeVisible()
  await page.reload()
  await expect(backend(page)).toHaveText(/\(no key\)$/)
})

test('every kind of odd base URL is refused in a sentence, and nothing is lost', async ({ page, api }) => {
  await page.goto('/')
  await open(page)
  await key(page).fill(testKey)
  for (const [odd, sentence] of [
    ['https://key@gateway.test', /user name/],
    ['https://gateway.test/?q=generativelanguage.googleapis.com', /query/],
    ['https://gateway.test/#x', /fragment/],
    ['http://gateway.test', /unencrypted/],
    ['javascript:alert(1)', /https:\/\//],
    ['gateway.test', /https:\/\//],
  ] as const) {
    await type(page, odd)
    await press(page, 'Save')
    await expect(dialog(page).getByText(sentence)).toBeVisible()
    await expect(url(page)).toHaveValue(odd)
    await expect(key(page)).toHaveValue(testKey)
  }
  await expect(backend(page)).toHaveText(/^Demo/)
  await type(page, api.origin)
  await press(page, 'Save')
  await expect(backend(page)).toHaveText(new URL(api.origin).host)
})

test('white space and invisible characters around a key go, any prefix stays; what no header can hold is refused', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page, { key: ` \u200B${testKey}\uFEFF ` })
  await page.goto('/#/models')
  await expect(page.getByRole('table', { name: 'Models' })).toBeVisible()
  expect(api.requests[0]!.headers()['x-goog-api-key']).toBe(testKey)
  await open(page)
  await key(page).fill('ключ')
  await press(page, 'Save')
  await expect(dialog(page).getByText(/cannot be sent in a header/)).toBeVisible()
})

test('a key in its .env line and a base URL with the path of another client are understood, and what is left out is said', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await open(page)
  await key(page).fill(`export GEMINI_API_KEY="${testKey}"`)
  await expect(dialog(page)).toContainText(
    'Only the key is used, without the name in front of it and the quotes around it.',
  )
  await type(page, `${api.origin}/v1beta/openai/`)
  await expect(dialog(page)).toContainText(`Taken as ${api.origin}: /v1beta/openai is left out`)
  await press(page, 'Test connection')
  await expect(dialog(page).getByRole('status', { name: 'Connection test' })).toContainText('The key works')
  await press(page, 'Save')
  await page.goto('/#/models')
  await expect(page.getByRole('table', { name: 'Models' })).toBeVisible()
  for (const request of api.requests) {
    expect(request.headers()['x-goog-api-key']).toBe(testKey)
    expect(new URL(request.url()).pathname).toMatch(/^\/v1beta\/models/)
  }
  await open(page)
  await expect(key(page)).toHaveValue(testKey)
  await expect(url(page)).toHaveValue(api.origin)
})

test('an untouched key leaves the field with its origin and comes back with it', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await open(page)
  await expect(key(page)).toHaveValue(testKey)
  await type(page, 'https://gateway.test')
  await expect(key(page)).toHaveValue('')
  await type(page, `${api.origin}/prefix`)
  await expect(key(page)).toHaveValue(testKey)
})

test('another origin reloads the page into the dialog and never sees the old key', async ({
  page,
  api,
  watch,
}) => {
  watch.allowForeign = true
  const other = api.origin.replace('127.0.0.1', 'localhost')
  const seen: (string | undefined)[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(other) && request.method() !== 'OPTIONS')
      seen.push(request.headers()['x-goog-api-key'])
  })
  await page.goto('/')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('still here')
  await api.connect(page, { remember: true })
  await open(page)
  await type(page, other)
  await press(page, 'Save')
  await expect(page.getByText(/The page was reloaded/)).toBeVisible()
  await expect(url(page)).toHaveValue(other)
  await expect(key(page)).toHaveValue('')
  expect(await local(page)).not.toContain(testKey)
  await key(page).fill('AQ.OTHER')
  await press(page, 'Save')
  await expect(backend(page)).toHaveText(new URL(other).host)
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('still here')
  await page.goto('/#/models')
  await expect(page.getByRole('table', { name: 'Models' })).toBeVisible()
  expect(seen).toContain('AQ.OTHER')
  expect(seen).not.toContain(testKey)
})

test('once connected, the page can talk to that origin alone', async ({ page, api, watch }) => {
  watch.allowForeign = true
  await page.goto('/')
  const reach = (target: string) =>
    page.evaluate(
      (to) =>
        fetch(to).then(
          () => true,
          () => false,
        ),
      target,
    )
  const other = `${api.origin.replace('127.0.0.1', 'localhost')}/v1beta/models?key=ready`
  expect(await reach(other)).toBe(true)
  await api.connect(page)
  expect(await reach(other)).toBe(false)
  expect(await reach(`${api.origin}/v1beta/models?key=ready`)).toBe(true)
})

test('the public API without a key: nothing is sent, Run opens Connection', async ({ page }) => {
  await page.goto('/')
  await open(page)
  await dialog(page).getByRole('radio', { name: 'Gemini API' }).check()
  await press(page, 'Save')
  await expect(backend(page)).toHaveText('generativelanguage.googleapis.com (no key)')
  await run(page)
  await expect(dialog(page)).toContainText('needs an API key')
})

test('a gateway without a key runs, and the status says so', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page, { key: '' })
  await expect(backend(page)).toHaveText(`${new URL(api.origin).host} (no key)`)
  await run(page)
  await expect(page.getByRole('region', { name: 'Response' }).getByRole('alert')).toBeVisible()
  expect(api.requests.some((request) => request.url().includes('GenerateContent'))).toBe(true)
})

test('Test connection says whether the key works and how many models it sees, and saves nothing', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await open(page)
  const said = dialog(page).getByRole('status')
  await press(page, 'Test connection')
  await expect(said).toHaveText(/demo answers and has \d+ models/)
  await key(page).fill(testKey)
  await type(page, api.origin)
  await press(page, 'Test connection')
  await expect(said).toHaveText(/The key works: .* \d+ models/)
  await key(page).fill('bad-key')
  // It was of another key.
  await expect(said).toHaveText('')
  await press(page, 'Test connection')
  await expect(said).toContainText('400 INVALID_ARGUMENT')
  await page.keyboard.press('Escape')
  await expect(backend(page)).toHaveText(/^Demo/)
})

test('a test ends with a change of the form, and one that cannot be tested says why', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await open(page)
  // A list that never comes.
  await page.route(`${api.origin}/**`, () => undefined)
  await key(page).fill(testKey)
  await type(page, api.origin)
  await press(page, 'Test connection')
  const button = dialog(page).getByRole('button', { name: 'Test connection' })
  await expect(button).toHaveAttribute('aria-busy', 'true')
  await type(page, 'nonsense')
  await expect(button).toHaveAttribute('aria-busy', 'false')
  await expect(dialog(page).getByRole('status')).toHaveText('')
  await press(page, 'Test connection')
  await expect(
    dialog(page)
      .getByText(/https:\/\//)
      .first(),
  ).toBeVisible()
})

test('the demo reads no key and sends nothing', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page, { remember: true })
  await open(page)
  await dialog(page).getByRole('radio', { name: 'Demo (in this tab)' }).check()
  await press(page, 'Save')
  await page.reload()
  const before = api.requests.length
  await run(page)
  await expect(page.getByRole('article', { name: 'Candidate 1' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Stop( |$)/ })).toBeHidden({ timeout: 30_000 })
  expect(api.requests).toHaveLength(before)
})
