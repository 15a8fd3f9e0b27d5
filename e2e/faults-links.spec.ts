/** Share links as an attack: opening one sends nothing, changes nothing unasked, and no link takes the page down. */
import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { expect, field, test, testKey } from './faults/judge.ts'
import { answerOk } from './faults/wire.ts'
import type { Page } from '@playwright/test'
import { aMinuteLater, countRequests } from './later.ts'

// A trace takes a picture of the page at every step: most of the time of a suite this long.
test.use({ trace: 'off' })
test.setTimeout(120_000)

const pack = (value: unknown) =>
  `#s1=${deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value), { level: 9 }).toString('base64url')}`
const review = (page: Page) => page.getByRole('dialog', { name: 'Open shared prompt' })

/** Follows a link inside the page, as a click on one does. */
const follow = (page: Page, hash: string) =>
  page.evaluate((to) => {
    location.hash = to
  }, hash)

/** What a link may never change. */
const kept = (page: Page) =>
  page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, Object.keys(Object.prototype)]),
  )

async function closeWith(page: Page, name: 'Open' | 'Cancel' | 'Close'): Promise<void> {
  await review(page).getByRole('button', { name, exact: true }).last().click()
  await expect(review(page)).toBeHidden()
}

test('G21, G22, G24: links that would send, move the key or change what things are', async ({
  page,
  judge,
}) => {
  const { server } = judge
  await judge.serve('link', { generate: answerOk })
  const evil = server.canary
  const base = { v: 1, model: 'demo-flash', text: 'Hi there' }
  const links: [string, string[]][] = [
    [pack({ ...base, auto: 1, submit: true, run: true, send: 'now', q: 'x' }), ['auto', 'submit']],
    [
      pack({ ...base, apiKey: 'AQ.x', baseUrl: evil, endpoint: evil, proxy: evil, headers: { a: 1 } }),
      ['apiKey', 'baseUrl', 'endpoint', 'proxy', 'headers'],
    ],
    [
      pack({
        ...base,
        connection: { baseUrl: evil, key: 'x' },
        generationConfig: { baseUrl: evil, temperature: 0.5 },
      }),
      ['connection', 'generationConfig.baseUrl'],
    ],
    [
      pack({ ...base, settings: { apiKey: 'x' }, theme: 'evil', remember: true, backend: 'live' }),
      ['settings', 'remember', 'backend'],
    ],
    [
      pack({ ...base, safety: { HARM_CATEGORY_HARASSMENT: 'OFF', __proto__: 1, apiKey: 'x' } }),
      ['safety.apiKey'],
    ],
    [
      pack(
        `{"v":1,"model":"m","text":"Hi there","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x","0":1}`,
      ),
      ['constructor'],
    ],
    [
      `#/prompt?text=Hi%20there&auto=1&submit=1&key=abc&baseUrl=${encodeURIComponent(evil)}&__proto__=x&constructor=y`,
      ['auto', 'submit', 'key', 'baseUrl'],
    ],
  ]
  const before = await kept(page)
  await page.clock.install()
  const asked = countRequests(page, /[gG]enerateContent/)
  for (const [hash, ignored] of links) {
    const calls = server.calls('link').length
    await follow(page, hash)
    await expect(review(page)).toContainText('Hi there')
    for (const one of ignored) await expect(review(page)).toContainText(one)
    expect(server.calls('link')).toHaveLength(calls)
    await closeWith(page, 'Open')
    expect(new URL(page.url()).hash).toBe('#/prompt')
    await expect(field(page)).toHaveValue('Hi there')
    expect(await kept(page)).toBe(before)
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
    expect(server.generations('link')).toHaveLength(0)
    await field(page).fill('')
  }
  await aMinuteLater(page)
  expect(asked()).toBe(0)
  expect(server.generations('link')).toHaveLength(0)
  expect(server.leaks).toEqual([])
})

test('a link opened afresh sends nothing, before the answer and after; Enter and Ctrl+Enter count as no answer', async ({
  page,
  judge,
}) => {
  await judge.serve('fresh', { generate: answerOk })
  const { server } = judge
  await page.goto('about:blank')
  const calls = server.calls('fresh').length
  await page.clock.install()
  const asked = countRequests(page, server.api)
  await page.goto(`/${pack({ v: 1, model: 'demo-flash', text: 'Fresh' })}`)
  await page.keyboard.press('Control+Enter')
  await expect(review(page)).toContainText('Fresh')
  await page.keyboard.press('Control+Enter')
  await aMinuteLater(page)
  expect(asked()).toBe(0)
  expect(server.calls('fresh')).toHaveLength(calls)
  await closeWith(page, 'Cancel')
  expect(page.url()).not.toContain('s1=')
  expect(
    await page.evaluate(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('s1=')),
    ),
  ).toBe(false)
})

test('hostile words in a link are words, isolated and short', async ({ page, judge }) => {
  const evil = `<img src=${judge.server.canary}/x onerror=alert(1)>![x](${judge.server.canary}/y)`
  await follow(
    page,
    pack({
      v: 1,
      model: 'demo-flash',
      text: `\u202E${evil}${'t'.repeat(10_000)}`,
      systemInstruction: evil,
      [evil]: 1,
      generationConfig: { stopSequences: [evil] },
    }),
  )
  await expect(review(page)).toContainText('<img src=')
  expect(await review(page).locator('img, script, a').count()).toBe(0)
  expect((await page.title()).length).toBeLessThan(100)
  await closeWith(page, 'Open')
  await expect(field(page)).toHaveValue(/<img src=/)
})

test('G23 bombs are refused at once, and the page is alive', async ({ page, judge }) => {
  await judge.serve('bomb', { generate: answerOk })
  const { server } = judge
  const bombs = [
    pack('\0'.repeat(40_000_000)),
    pack(`{"v":1,"model":"m","text":"${'a'.repeat(30_000_000)}"}`),
    pack(`${'['.repeat(500_000)}${']'.repeat(500_000)}`),
    pack(`{"v":1,"model":"m","x":${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}}`),
    pack(`{"v":1,"model":"m","turns":[${'{"role":"user","parts":[]},'.repeat(30_000)}null]}`),
    pack(`{"v":1,"model":"m",${Array.from({ length: 60_000 }, (_, at) => `"k${at % 1000}":0`).join(',')}}`),
    pack(`{"v":1,"model":"m","stopSequences":[${'"a",'.repeat(200_000)}"a"]}`),
    `#s1=${'A'.repeat(3_000_000)}`,
    `#/prompt?text=${'a'.repeat(3_000_000)}`,
  ]
  let worst = 0
  let longest = 0
  for (const [at, bomb] of bombs.entries()) {
    await judge.longestTask()
    const begun = Date.now()
    await follow(page, bomb)
    await expect(review(page), `bomb ${at}`).toBeVisible()
    const took = Date.now() - begun
    const task = await judge.longestTask()
    longest = Math.max(longest, task)
    worst = Math.max(worst, took)
    const refused = await review(page).getByRole('alert').count()
    if (refused === 1) await closeWith(page, 'Close')
    else await closeWith(page, 'Cancel')
    // Many keys are no bomb by themselves: whatever is shown, the page must answer.
    if (at !== 5) expect(refused, `bomb ${at} refused`).toBe(1)
  }
  console.log(`faults: ${bombs.length} bombs, slowest ${worst} ms, longest task ${Math.round(longest)} ms`)
  expect((await judge.run('bomb')).text).toContain('OK')
  expect(server.leaks).toEqual([])
})

test('garbage: a valid link cut anywhere or with bytes changed never takes the page down', async ({
  page,
  judge,
}) => {
  await judge.serve('garbage', { generate: answerOk })
  await field(page).fill('Mine.')
  const good = pack({
    v: 1,
    model: 'demo-flash',
    text: `Theirs. ${'Some more of it. '.repeat(6)}`,
    generationConfig: { temperature: 0.5 },
  })
  const body = good.slice(4)
  const changed = Array.from({ length: 8 }, (_, turn) => {
    const at = (turn * 37) % body.length
    return `#s1=${body.slice(0, at)}${randomBytes(2).toString('hex')}${body.slice(at + 4)}`
  })
  const links = [
    ...[5, 6, 9, 14, 23, 41, 60, good.length - 9, good.length - 2, good.length - 1].map((length) =>
      good.slice(0, length),
    ),
    ...changed,
    '#s1=',
    '#s1=!!!',
    '#s1=%E0%A4%A',
    '#s1=\u0000',
    '#s0=AAAA',
    '#s2=AAAA',
    '#s99999999999999999999=AAAA',
    ...[
      null,
      7,
      '"x"',
      '[]',
      '{}',
      { v: 2 },
      { v: '1' },
      { v: 1 },
      { v: 1, model: 7 },
      { v: 1, model: 'm', text: {} },
      { v: 1e308 },
      { v: -1, model: 'm' },
      { v: 1, model: 'm', images: [{ id: 'x' }] },
    ].map(pack),
    '#/prompt?text=%E0%A4%A&model=%00',
    '#/prompt?generationConfig=x',
  ]
  let sentences = 0
  for (const hash of links) {
    await follow(page, hash)
    // Some say nothing a link would: then the page is simply where it was.
    await review(page)
      .waitFor({ state: 'visible', timeout: 700 })
      .catch(() => undefined)
    if (!(await review(page).isVisible())) continue
    sentences += 1
    const alert = review(page).getByRole('alert')
    if (await alert.count()) {
      const words = await alert.innerText()
      expect(words, hash.slice(0, 80)).toMatch(/\.\s+Your own prompt is unchanged\./)
      expect(words).not.toMatch(/SyntaxError|Unexpected|undefined|\[object/)
      await closeWith(page, 'Close')
    } else await closeWith(page, 'Cancel')
    await expect(field(page)).toHaveValue('Mine.')
  }
  console.log(`faults: ${links.length} damaged links, ${sentences} answered in a sentence`)
  expect((await judge.run('garbage')).text).toContain('OK')
  expect(await page.content()).not.toContain(testKey)
})
