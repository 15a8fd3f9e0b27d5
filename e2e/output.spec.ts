/** Pictures, speech and everything beside text: asked for, shown, used again. */
import { readFile } from 'node:fs/promises'
import { bodies } from './chatPage.ts'
import { answer, button, choose, dialog, fact, prompt, run, settings } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Locator, Page } from '@playwright/test'

const select = (page: Page, name: string) => settings(page).getByRole('combobox', { name, exact: true })
const textbox = (scope: Locator, name: string) => scope.getByRole('textbox', { name, exact: true })

/** Of the last request. */
const configOf = (requests: Parameters<typeof bodies>[0]) => bodies(requests).at(-1)?.generationConfig

test('a picture in the ratio and size that were asked for, which becomes the input of the next', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-image')
  await prompt(page).fill('Hills at dusk')
  const kinds = settings(page).getByRole('group', { name: 'Response modalities', exact: true })
  await kinds.getByRole('checkbox', { name: 'Image', exact: true }).check()
  await expect(kinds.getByRole('checkbox', { name: 'Audio', exact: true })).toHaveCount(0)
  await select(page, 'Aspect ratio').selectOption('16:9')
  await select(page, 'Image size').selectOption('512')
  await run(page)
  await expect
    .poll(() => configOf(api.requests))
    .toEqual({
      responseModalities: ['IMAGE'],
      imageConfig: { aspectRatio: '16:9', imageSize: '512' },
    })
  const picture = answer(page).getByRole('img', { name: 'Generated image 1', exact: true })
  await expect
    .poll(() => picture.evaluate((one: HTMLImageElement) => [one.naturalWidth, one.naturalHeight]))
    .toEqual([213, 120])
  await expect(answer(page)).toContainText('213 × 120')
  await expect(answer(page).getByRole('link', { name: 'Download' })).toHaveAttribute(
    'download',
    'image-1.png',
  )

  await button(answer(page), 'Use image 1 as input').click()
  await expect(page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')).toHaveCount(1)
  await run(page)
  await expect.poll(() => JSON.stringify(bodies(api.requests).at(-1))).toContain('"mimeType":"image/png"')
})

test('only sizes that a model takes are offered', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'gemini-3-pro-image')
  expect(await select(page, 'Image size').getByRole('option').allTextContents()).toEqual([
    'default',
    '1K',
    '2K',
    '4K',
  ])
  await choose(page, 'gemini-2.5-flash-image')
  await expect(settings(page).getByText('this model has only one size')).toBeVisible()
  await choose(page, 'gemini-3.6-flash')
  await expect(select(page, 'Aspect ratio')).toHaveCount(0)
  await expect(settings(page).getByRole('group', { name: 'Response modalities' })).toHaveCount(0)
})

/** What Download saves, and how long the browser finds it. */
async function fileOf(page: Page): Promise<{ headers: number; bytes: number; duration: number }> {
  const group = answer(page).getByRole('group', { name: 'Generated audio 1', exact: true })
  const lengthOf = () => group.locator('audio').evaluate((one: HTMLAudioElement) => one.duration)
  await expect.poll(lengthOf).toBeGreaterThan(0.5)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    group.getByRole('link', { name: 'Download' }).click(),
  ])
  const file = await readFile(await download.path())
  return {
    headers: file.toString('latin1').split('RIFF').length - 1,
    bytes: file.length,
    duration: await lengthOf(),
  }
}

test('speech with a voice is one player, streamed in pieces or at once as a file', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-speech')
  await prompt(page).fill('Hello there.')
  await select(page, 'Voice').fill('Puck')
  await select(page, 'Voice').press('Enter')
  await run(page)
  await expect
    .poll(() => configOf(api.requests))
    .toEqual({
      speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } } },
    })
  const streamed = await fileOf(page)
  await expect(answer(page).getByRole('group', { name: /^Generated audio/ })).toHaveCount(1)
  await settings(page).getByRole('switch', { name: 'Stream' }).uncheck()
  await run(page)
  await expect(answer(page)).toContainText('audio/wav')
  // One header in either: samples get theirs, a file has it already.
  expect(await fileOf(page)).toEqual(streamed)
  expect(streamed).toMatchObject({ headers: 1, bytes: 72_044 })

  await button(answer(page), 'Play Generated audio 1').click()
  await button(answer(page), 'Pause Generated audio 1').click()
  await expect(button(answer(page), 'Play Generated audio 1')).toBeVisible()
})

test('two speakers: a part for each turn, with its speaker and style', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-speech')
  await prompt(page).fill('Joe: How are you?\nJane: Fine!')
  await button(settings(page), 'Add speaker').click()
  await button(settings(page), 'Add speaker').click()
  const rows = settings(page).getByRole('table', { name: 'Speakers', exact: true }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(settings(page).getByRole('combobox', { name: 'Voice', exact: true })).toHaveCount(2)
  await textbox(rows.nth(1), 'Speaker').fill('Joe')
  await textbox(rows.nth(1), 'Style').fill('curious')
  await textbox(rows.nth(2), 'Speaker').fill('Jane')
  await rows.nth(2).getByRole('combobox', { name: 'Voice' }).fill('Sulafat')
  await rows.nth(2).getByRole('combobox', { name: 'Voice' }).press('Enter')
  await run(page)
  await expect
    .poll(() => bodies(api.requests).at(-1))
    .toEqual({
      contents: [
        {
          role: 'user',
          parts: [
            { text: 'How are you?', speechMetadata: { speaker: 'Joe', style: 'curious' } },
            { text: 'Fine!', speechMetadata: { speaker: 'Jane' } },
          ],
        },
      ],
      generationConfig: {
        speechConfig: {
          multiSpeakerVoiceConfig: {
            speakerVoiceConfigs: [
              { speaker: 'Joe', voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
              { speaker: 'Jane', voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Sulafat' } } },
            ],
          },
        },
      },
    })
  expect((await fileOf(page)).duration).toBeCloseTo(3, 1)
  await button(settings(page), 'Remove speaker 1').click()
  await expect(rows).toHaveCount(2)
})

test('media resolution, tier, store and cached content go where the API has them', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-flash')
  await prompt(page).fill('What is 2 + 2?')
  await select(page, 'Media resolution').selectOption('LOW')
  await select(page, 'Service tier').selectOption('flex')
  await expect(settings(page).getByText('your project decides what is logged')).toBeVisible()
  await select(page, 'Store').selectOption('No')
  await run(page)
  await expect
    .poll(() => bodies(api.requests).at(-1))
    .toMatchObject({
      generationConfig: { mediaResolution: 'MEDIA_RESOLUTION_LOW' },
      serviceTier: 'flex',
      store: false,
    })
  await expect(fact(answer(page), 'Service tier')).toHaveText('flex')

  await textbox(settings(page), 'Cached content').fill('cachedContents/abc')
  await button(page, 'Run').click()
  await expect(page.getByRole('alert').filter({ hasText: 'CachedContent not found' })).toBeVisible()
  await button(settings(page), 'Reset generation config').click()
  await run(page)
  await expect.poll(() => Object.keys(bodies(api.requests).at(-1) ?? {})).toEqual(['contents'])
})

test('log probabilities are a table of tokens', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Model', exact: true }).fill('demo-logprobs')
  await page.getByRole('combobox', { name: 'Model', exact: true }).press('Enter')
  await prompt(page).fill('What is 2 + 2?')
  await run(page)
  const table = answer(page).getByRole('table', { name: 'Log probabilities', exact: true })
  await expect(table.getByRole('row').nth(1)).toContainText(/\d%/)
  expect(await table.getByRole('row').count()).toBeGreaterThan(3)
})

test('Extra fields are laid over the request, told apart in the Inspector, printed in code and opened whole', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-flash')
  await prompt(page).fill('What is 2 + 2?')
  await settings(page).getByRole('spinbutton', { name: 'Seed', exact: true }).fill('7')
  const extra = textbox(settings(page), 'Extra fields')
  const patch = { labels: { team: 'docs' }, generationConfig: { seed: null, temperature: 0.5 } }
  await extra.fill(JSON.stringify(patch))
  await extra.fill(`${JSON.stringify(patch)},`)
  await expect(settings(page).getByRole('alert')).toContainText('This is not JSON')
  await expect(settings(page).getByRole('alert')).toContainText('Still sending what was there before.')
  await run(page)
  const sent = { labels: { team: 'docs' }, generationConfig: { temperature: 0.5 } }
  await expect.poll(() => bodies(api.requests).at(-1)).toMatchObject(sent)
  expect(configOf(api.requests)).toEqual({ temperature: 0.5 })

  await button(page, 'Inspector').click()
  const pane = page.getByRole('region', { name: 'Inspector', exact: true })
  await pane.getByRole('tab', { name: 'Request' }).click()
  const laid = pane.getByRole('region', { name: 'Extra fields' })
  await expect(laid.getByRole('listitem')).toContainText([
    'labels.team',
    'generationConfig.seed',
    'generationConfig.temperature',
  ])
  await expect(laid.getByRole('listitem').nth(1)).toContainText('removed')
  await pane.getByRole('tab', { name: 'Code' }).click()
  await pane.getByRole('combobox', { name: 'Language' }).selectOption('TypeScript')
  await expect(pane).toContainText('extraBody')
  await pane.getByRole('combobox', { name: 'Language' }).selectOption('Python')
  await expect(pane).toContainText('extra_body')

  await page.reload()
  await expect(extra).toHaveValue(JSON.stringify(patch, null, 2))
  await button(page, 'Share').click()
  const link = await textbox(dialog(page, 'Share'), 'Link').inputValue()
  await page.goto('about:blank')
  await page.goto(link)
  await expect(dialog(page, 'Open shared prompt')).toContainText('"team": "docs"')
})

test('a key in Extra fields is asked about before it is sent', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill('Hello')
  await textbox(settings(page), 'Extra fields').fill(
    '{"labels":{"note":"AIza0123456789abcdefghijklmnopqrstuvwxyzA"}}',
  )
  await button(page, 'Run').click()
  await expect(page.getByRole('alertdialog', { name: 'Key in prompt' })).toBeVisible()
  expect(bodies(api.requests)).toEqual([])
})
