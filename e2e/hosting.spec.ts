/** What the build holds for static hosts, beside what its own server says. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from './fixtures.ts'

const built = (name: string) => readFileSync(join(process.env['E2E_DIST'] ?? 'dist', name), 'utf8')

/** `_headers` by path, names in small letters. */
function headersByPath(): [path: string, headers: Record<string, string>][] {
  return built('_headers')
    .split(/\n(?=\S)/)
    .map((rule) => {
      const [path = '', ...rest] = rule.trim().split('\n')
      const pairs = rest.map((line) => /^\s+([^:]+): (.+)$/.exec(line)!.slice(1) as [string, string])
      return [path, Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]))]
    })
}

test('the file of headers and the server of the build say the same, for every file of the page', async ({
  page,
  request,
}) => {
  const rules = headersByPath()
  expect(rules.map(([path]) => path)).toEqual(['/', '/index.html', '/404.html', '/assets/*', '/handler.html'])
  const asset = /\.\/(assets\/[^"]+\.js)/.exec(built('index.html'))![1]!
  for (const [path, expected] of rules) {
    expect(Object.keys(expected)).toContain('content-security-policy')
    const headers = (await request.get(path.replace('/assets/*', `/${asset}`))).headers()
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, headers[name]]))).toEqual(expected)
  }
  // Hosts without headers have the policy in the page; what a `<meta>` cannot say is left out there.
  await page.goto('/')
  const policy = await page
    .locator('meta[http-equiv="Content-Security-Policy"]')
    .first()
    .getAttribute('content')
  const header = rules[0]![1]['content-security-policy']
  expect(`${policy}; frame-ancestors 'none'`).toBe(header)
})

test('an address that is none gets the same page', () => {
  expect(built('404.html')).toBe(built('index.html'))
  expect(built('_redirects')).toBe('/%23*  /#:splat  302\n')
})

const packed = deflateRawSync(JSON.stringify({ v: 1, model: 'demo-flash', text: 'Hello there' })).toString(
  'base64url',
)
for (const [about, path] of [
  ['with its # alone encoded', `/%23s1=${packed}`],
  ['encoded as a whole', `/${encodeURIComponent('#/prompt?model=demo-flash&text=Hello%20there')}`],
])
  test(`a link that reached the host as a path is read, ${about}`, async ({ page }) => {
    await page.goto(path!)
    const dialog = page.getByRole('dialog', { name: 'Open shared prompt' })
    await expect(dialog).toContainText('Hello there')
    await dialog.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue('Hello there')
    await expect(page).toHaveURL(/\/#\/prompt$/)
  })

test('Connection shows every host that was contacted since the page was opened, with counts', async ({
  page,
  api,
}) => {
  const asked = new Map<string, number>()
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url())
    if (/^https?:$/.test(protocol) && request.method() !== 'OPTIONS')
      asked.set(host, (asked.get(host) ?? 0) + 1)
  })
  await page.goto('/')
  const open = () => page.getByRole('button', { name: 'Connection', exact: true }).click()
  const hosts = page.getByRole('list', { name: 'Hosts contacted since this page was opened' })
  const rows = hosts.getByRole('listitem')
  await open()
  await expect(rows).toHaveText([/^127\.0\.0\.1:\d+\d+ for this page’s own files$/])
  await page.keyboard.press('Escape')
  await api.connect(page)
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Hello')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).press('ControlOrMeta+Enter')
  await expect(
    page.getByRole('region', { name: 'Response' }).locator('dt', { hasText: 'Finish reason' }),
  ).toBeVisible()
  await open()
  const { host } = new URL(api.origin)
  await expect(rows).toHaveCount(2)
  await expect
    .poll(
      async () =>
        Number.parseInt((await rows.filter({ hasText: host }).innerText()).split(/\s+/)[1]!, 10) -
        asked.get(host)!,
    )
    .toBe(0)
  expect([...asked.keys()]).toHaveLength(2)
})
