/** Where the key may go: base URLs that look like others, odd keys, another origin. */
import { expect, field, test, testKey } from './faults/judge.ts'
import { answerOk } from './faults/wire.ts'
import { aMinuteLater, countRequests } from './later.ts'

// A trace takes a picture of the page at every step: most of the time of a suite this long.
test.use({ trace: 'off' })
test.setTimeout(120_000)

test('base URLs that could send the key elsewhere are refused in a sentence; nothing is sent', async ({
  page,
  judge,
}) => {
  const { canary } = judge.server
  const host = new URL(canary).host
  await page.getByRole('button', { name: 'Connection', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Connection' })
  await dialog.getByLabel('API key', { exact: true }).fill(testKey)
  await dialog.getByRole('button', { name: 'Advanced' }).click()
  const url = dialog.getByRole('textbox', { name: 'Base URL' })
  const odd = [
    `https://generativelanguage.googleapis.com@${host}`,
    `https://generativelanguage.googleapis.com:443@${host}/`,
    `https://user:pass@${host}`,
    `https://@${host}`,
    `http://generativelanguage.googleapis.com`,
    `http://127.0.0.1.evil.test`,
    `http://localhost.evil.test:8080`,
    `http://192.168.1.1`,
    `http://0.0.0.0:8080`,
    `https://evil.test/?q=https://generativelanguage.googleapis.com`,
    `https://evil.test#.googleapis.com`,
    `https://evil.test\\.googleapis.com`,
    `javascript:alert(1)//https://x`,
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://evil.test',
    'ws://evil.test',
    '//evil.test',
    'https://',
    'https:///',
    'https://evil test',
    'evil.test',
    'https:evil.test',
  ]
  for (const one of odd) {
    await url.fill(one)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(url, one).toHaveAttribute('aria-invalid', 'true')
    await expect(dialog).toBeVisible()
  }
  await expect(dialog.getByLabel('API key', { exact: true })).toHaveValue(testKey)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('status', { name: 'Backend' })).toHaveText(/^Demo/)
  console.log(`faults: ${odd.length}/${odd.length} odd base URLs refused`)
})

test('odd keys arrive cleaned or are refused in a sentence, whatever their beginning', async ({
  page,
  judge,
}) => {
  const { server } = judge
  const base = server.serve('keys', { generate: answerOk })
  const taken: [string, string][] = [
    [` \u200B${testKey}\uFEFF \t`, testKey],
    ['AIzaSyA-0123456789abcdefghijklmnopqrstu', 'AIzaSyA-0123456789abcdefghijklmnopqrstu'],
    ['sk-gateway"quoted"', 'sk-gateway"quoted"'],
    ["it's:a,key;=", "it's:a,key;="],
    ['\u202A' + testKey + '\u202C', testKey],
  ]
  for (const [typed, arrives] of taken) {
    await judge.connect(base, typed)
    expect((await judge.run('keys')).text).toContain('OK')
    expect(server.generations('keys').at(-1)?.headers['x-goog-api-key']).toBe(arrives)
  }
  const sent = server.generations('keys').length
  await page.getByRole('button', { name: 'Connection', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Connection' })
  const key = dialog.getByLabel('API key', { exact: true })
  for (const bad of [
    'two words',
    'ключ',
    '“smart quotes”',
    'auth_tokens/abc',
    'emoji😀key',
    'a\u0000b',
    'a\u007Fb',
  ]) {
    await key.fill(bad)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(key, bad).toHaveAttribute('aria-invalid', 'true')
  }
  await page.keyboard.press('Escape')
  expect(server.generations('keys')).toHaveLength(sent)
})

test('another origin never sees the key that was given for this one', async ({ page, judge, watch }) => {
  const { server } = judge
  watch.hosts.add(new URL(server.gateway).host)
  await judge.serve('mine', { generate: answerOk })
  expect((await judge.run('mine')).text).toContain('OK')
  await page.getByRole('button', { name: 'Connection', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Connection' })
  await dialog.getByRole('textbox', { name: 'Base URL' }).fill(server.gateway)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/The page was reloaded/)).toBeVisible()
  await page.keyboard.press('Escape')
  await field(page).fill('To the other one')
  await field(page).press('Control+Enter')
  await expect.poll(() => server.gatewayCalls.some(({ path }) => /[gG]enerateContent/.test(path))).toBe(true)
  const seen = server.gatewayCalls.splice(0)
  expect(JSON.stringify(seen)).not.toContain(testKey)
})

test('a key in the prompt is asked about before anything goes out', async ({ page, judge }) => {
  await judge.serve('pasted', { generate: answerOk })
  const { server } = judge
  await page.clock.install()
  const asked = countRequests(page, /[gG]enerateContent/)
  for (const text of [`My key is ${testKey}.`, 'AIzaSyA-0123456789abcdefghijklmnopqrstu']) {
    await field(page).fill(text)
    await field(page).press('Control+Enter')
    const question = page.getByRole('alertdialog', { name: 'Key in prompt' })
    await expect(question).toBeVisible()
    await aMinuteLater(page)
    expect(asked()).toBe(0)
    expect(server.generations('pasted')).toHaveLength(0)
    expect(server.calls('pasted').filter(({ body }) => /CANARY|AIzaSy/.test(body))).toEqual([])
    await question.getByRole('button', { name: 'Remove it' }).click()
    await expect(field(page)).not.toHaveValue(/CANARY|AIzaSy/)
  }
})
