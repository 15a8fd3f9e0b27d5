import { readFile } from 'node:fs/promises'
import { deflateRawSync } from 'node:zlib'
import { prompt } from './contract.ts'
import { expect, test, testKey } from './fixtures.ts'
import type { Page } from '@playwright/test'
import { aMinuteLater } from './later.ts'

const pack = (value: unknown) =>
  `/#s1=${deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`
const review = (page: Page) => page.getByRole('dialog', { name: 'Open shared prompt' })
const temperature = (page: Page) => page.getByRole('spinbutton', { name: 'Temperature' })

async function link(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const field = page.getByRole('dialog', { name: 'Share' }).getByRole('textbox', { name: 'Link' })
  await expect(field).toHaveValue(/#s2=/)
  return field.inputValue()
}

test('a link carries prompt, model, instruction, settings and safety to another browser', async ({
  page,
  browser,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill('Compare “full” and equal jitter.\nIn a table. 😀')
  await temperature(page).fill('0.4')
  await page.getByRole('textbox', { name: 'System instruction' }).fill('Formula first.')
  await page.getByRole('slider', { name: 'Hate speech' }).fill('3')
  await page.getByRole('textbox', { name: 'Cached content' }).fill('cachedContents/abc')
  const url = await link(page)
  const dialog = page.getByRole('dialog', { name: 'Share' })
  const ids = dialog.getByRole('checkbox', { name: 'Include ids that work only with your project’s key' })
  await expect(ids).not.toBeChecked()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'cachedContents/abc' })).toHaveCount(1)
  for (const name of [
    'Prompt',
    'System instruction',
    'Model',
    'Generation config',
    'Safety settings',
    'API key',
  ])
    await expect(dialog.getByRole('list', { name: 'In this link' })).toContainText(name)
  await dialog.getByRole('button', { name: 'Copy link' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url)
  expect(url).not.toContain(testKey)
  await ids.check()
  await expect(dialog.getByRole('textbox', { name: 'Link' })).not.toHaveValue(url)
  await expect(dialog.getByRole('listitem').filter({ hasText: 'cachedContents/abc' })).toHaveCount(2)

  const other = await browser.newPage()
  const asked: string[] = []
  other.on('request', (request) => asked.push(request.url()))
  await other.goto(url)
  await expect(review(other)).toContainText('Formula first.')
  await expect(review(other)).toContainText('0.4')
  expect(asked.filter((address) => /v1beta|emulator|demo-/.test(address))).toEqual([])
  await review(other).getByRole('button', { name: 'Open', exact: true }).click()
  await expect(prompt(other)).toHaveValue('Compare “full” and equal jitter.\nIn a table. 😀')
  await expect(temperature(other)).toHaveValue('0.4')
  await expect(other.getByRole('textbox', { name: 'Cached content' })).toHaveValue('')
  await expect(other.getByRole('slider', { name: 'Hate speech' })).toHaveAttribute(
    'aria-valuetext',
    'Block few',
  )
  expect(new URL(other.url()).hash).toBe('#/prompt')
  await other.close()
})

test('opening sends nothing: not before the answer, not after it, with a key at hand', async ({
  page,
  api,
}) => {
  await page.clock.install()
  await page.goto('/')
  await api.connect(page, { remember: true })
  await expect(page.getByRole('status', { name: 'Backend' })).toContainText('127.0.0.1')
  const links = [
    pack({
      v: 1,
      model: 'demo-flash',
      text: 'Hi',
      auto: true,
      submit: 1,
      baseUrl: 'https://evil.example',
      apiKey: 'x',
    }),
    '/#/prompt?text=Hi&auto=1&submit=1&key=abc&baseUrl=https://evil.example',
  ]
  for (const address of links) {
    await page.goto('about:blank')
    api.requests.length = 0
    await page.goto(address)
    await expect(review(page)).toContainText('Hi')
    await expect(review(page)).toContainText('baseUrl')
    await page.keyboard.press('Escape')
    await page.goto('about:blank')
    await page.goto(address)
    // A link opened twice is asked about twice.
    await expect(review(page)).toBeVisible()
    expect(api.requests.map((request) => request.url())).toEqual(
      expect.not.arrayContaining([expect.stringContaining('ontent')]),
    )
    await review(page).getByRole('button', { name: 'Open', exact: true }).click()
    await expect(prompt(page)).toHaveValue('Hi')
    await aMinuteLater(page)
    expect(api.requests.filter((request) => !request.url().includes('/models?'))).toEqual([])
    await expect(page.getByRole('status', { name: 'Backend' })).toContainText('127.0.0.1')
  }
})

test('cancel keeps the draft; open keeps it one undo away, also after a reload', async ({ page }) => {
  await page.goto('/')
  await prompt(page).fill('My own draft.')
  await temperature(page).fill('1.5')
  await page.goto(pack({ v: 1, model: 'demo-flash', text: 'Theirs.' }))
  await review(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(prompt(page)).toHaveValue('My own draft.')
  await expect(temperature(page)).toHaveValue('1.5')
  expect(new URL(page.url()).hash).toBe('#/prompt')

  await page.goto(pack({ v: 1, model: 'demo-flash', text: 'Theirs.' }))
  await expect(review(page)).toContainText('Replaces yours of 13 characters')
  await review(page).getByRole('button', { name: 'Open', exact: true }).click()
  await expect(prompt(page)).toHaveValue('Theirs.')
  await expect(temperature(page)).toHaveValue('')
  await page.reload()
  await expect(prompt(page)).toHaveValue('Theirs.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(prompt(page)).toHaveValue('My own draft.')
  await expect(temperature(page)).toHaveValue('1.5')
})

test('a link that cannot be opened gives one sentence, and the page goes on', async ({ page }) => {
  await page.goto('/')
  await prompt(page).fill('Mine.')
  const good = pack({ v: 1, model: 'demo-flash', text: 'Theirs, and long enough to be cut somewhere.' })
  const cases: [string, RegExp][] = [
    [good.slice(0, -7), /damaged or incomplete/],
    ['/#s1=%%%', /damaged or incomplete/],
    ['/#s7=AAAA', /newer version/],
    [pack({ v: 9, model: 'm' }), /newer version/],
    [
      pack({ v: 1, model: 'm', generationConfig: { temperature: 11 } }),
      /generationConfig\.temperature is 11/,
    ],
    [pack(`{"v":1,"model":"m","text":"${'a'.repeat(20_000_000)}"}`), /more than 1 MB/],
    [pack(`{"v":1,"turns":${'['.repeat(200_000)}${']'.repeat(200_000)}}`), /nested too deeply/],
  ]
  for (const [address, sentence] of cases) {
    await page.goto(address)
    await expect(review(page).getByRole('alert')).toContainText(sentence)
    await review(page).getByRole('button', { name: 'Close' }).first().click()
    await expect(review(page)).toBeHidden()
    await expect(prompt(page)).toHaveValue('Mine.')
  }
})

test('a file holds the same, with the image in full', async ({ page }) => {
  await page.goto('/')
  await prompt(page).fill('What is in this picture?')
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: png })
  await expect(page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')).toHaveCount(1)
  await temperature(page).fill('0.3')
  await link(page)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export file' }).click()
  const path = await (await downloading).path()
  const file = JSON.parse(await readFile(path, 'utf8'))
  expect(file).toMatchObject({
    v: 2,
    generationConfig: { temperature: 0.3 },
    parts: [{ media: { name: 'dot.png' } }, { text: 'What is in this picture?' }],
  })
  expect(Buffer.from(file.parts[0].media.data, 'base64').subarray(1, 4).toString()).toBe('PNG')
  await page.keyboard.press('Escape')

  await prompt(page).fill('Something else.')
  await page.getByRole('button', { name: 'Remove dot.png' }).click()
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import file' }).click()
  await (await choosing).setFiles(path)
  await review(page).getByRole('button', { name: 'Open', exact: true }).click()
  await expect(prompt(page)).toHaveValue('What is in this picture?')
  await expect(page.getByRole('button', { name: 'Remove dot.png' })).toBeVisible()
})

test('images travel in the link as far as they fit, and when asked to where they make it long', async ({
  page,
  browser,
}) => {
  await page.goto('/')
  // Noise does not compress.
  const pictures = await page.evaluate(() =>
    Promise.all(
      [16, 400].map(async (side) => {
        const canvas = new OffscreenCanvas(side, side)
        const context = canvas.getContext('2d')!
        const image = context.createImageData(side, side)
        for (let i = 0; i < image.data.length; i++)
          image.data[i] = i % 4 === 3 ? 255 : (i * 2_654_435_761) >>> 24
        context.putImageData(image, 0, 0)
        const blob = await canvas.convertToBlob({ type: 'image/png' })
        return Array.from(new Uint8Array(await blob.arrayBuffer()))
      }),
    ),
  )
  const files = ['small.png', 'large.png'].map((name, at) => ({
    name,
    mimeType: 'image/png',
    buffer: Buffer.from(pictures[at]!),
  }))
  await page.locator('input[type=file]').first().setInputFiles(files)
  await expect(page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')).toHaveCount(2)
  expect((await link(page)).length).toBeLessThan(8_000)
  const held = page.getByRole('list', { name: 'In this link' })
  const large = held.getByRole('listitem').filter({ hasText: 'large.png' })
  await expect(held.getByRole('listitem').filter({ hasText: 'small.png' })).toContainText('as it is')
  await expect(large).toContainText('longer than 8,000 characters')
  await page.getByRole('checkbox', { name: 'Include images in the link' }).check()
  await expect(large).toContainText(/as it is|smaller copy/)
  const url = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  expect(url.length).toBeGreaterThan(8_000)
  expect(url.length).toBeLessThan(66_000)
  const other = await browser.newPage()
  await other.goto(url)
  await expect(review(other)).toContainText('small.png, image/png')
  // What the link holds is seen before it is opened.
  const shown = review(other).getByRole('img', { name: 'small.png' })
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await review(other).getByRole('button', { name: 'Open', exact: true }).click()
  await expect(other.getByRole('button', { name: 'Remove small.png' })).toBeVisible()
  await other.close()
})

test('a file that is none gives one sentence', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import file' }).click()
  await (
    await choosing
  ).setFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"v":1,') })
  await expect(review(page).getByRole('alert')).toContainText('damaged or incomplete')
})

test('a long link says that it may be cut; one too long is not offered', async ({ page }) => {
  await page.goto('/')
  const noise = Array.from({ length: 12_000 }, (_, i) => ((i * 2_654_435_761) >>> 0).toString(36)).join('')
  await prompt(page).fill(noise.slice(0, 16_000))
  expect((await link(page)).length).toBeGreaterThan(8000)
  await expect(page.getByText('This link may be cut')).toBeVisible()
  await page.keyboard.press('Escape')
  await prompt(page).fill(noise + noise.split('').toReversed().join('') + noise.toUpperCase())
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByText('Too large for a link', { exact: true })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Link' })).toBeHidden()
})

test('a key pasted into the prompt stays out of the link', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill(`Is ${testKey} a good key?`)
  const { hash } = new URL(await link(page))
  await page.goto('about:blank')
  await page.goto(`/${hash}`)
  await expect(review(page)).toContainText('a good key?')
  await expect(review(page)).not.toContainText(testKey)
})
