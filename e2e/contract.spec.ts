/**
 * The page as a screen reader and an outside test meet it: by role and accessible name alone, at every width. The
 * other specs hold behaviour; this one holds the names, and the ways of touching them that they promise.
 */
import { answer, button, choose, dialog, fact, note, prompt, response, run, settings } from './contract.ts'
import { expect, test, testKey } from './fixtures.ts'

for (const width of [1440, 960, 390]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 900 } })

    test('the shell and a run have their names, each once', async ({ page }) => {
      await page.goto('/')
      const links = page.getByRole('navigation', { name: 'Workspaces', exact: true }).getByRole('link')
      await expect(links).toHaveText(['Prompt', 'Chat', 'Embeddings', 'Models', 'History'])
      await expect(page.getByRole('status', { name: 'Backend', exact: true })).toHaveText(/^Demo/)
      await expect(page.getByRole('main')).toHaveCount(1)
      for (const name of ['Connection', 'Share']) {
        await button(page, name).click()
        await expect(dialog(page, name)).toBeVisible()
        await page.keyboard.press('Escape')
        await expect(dialog(page, name)).toHaveCount(0)
        await expect(button(page, name)).toBeFocused()
      }
      if (width <= 960) {
        await expect(settings(page)).toHaveCount(0)
        await button(page, 'Run settings').click()
      }
      await expect(settings(page)).toBeVisible()
      await settings(page).getByRole('slider', { name: 'Temperature', exact: true }).fill('0.4')
      await expect(settings(page).getByRole('spinbutton', { name: 'Temperature', exact: true })).toHaveValue(
        '0.4',
      )
      if (width <= 960) {
        await page.keyboard.press('Escape')
        await expect(settings(page)).toHaveCount(0)
      }
      if (width === 390) await button(page, 'More').click()
      await expect(button(page, 'Theme')).toBeVisible()
      await expect(button(page, 'Inspector')).toHaveAttribute('aria-pressed', 'false')
      await button(page, 'Inspector').click()
      await expect(page.getByRole('region', { name: 'Inspector', exact: true }).getByRole('tab')).toHaveText([
        'Request',
        'Response',
        'Stream',
        'Code',
      ])
      await page.reload()
      await expect(response(page)).toBeVisible()
      await expect(button(page, 'Add images')).toBeVisible()
      await prompt(page).fill('Compare two sorting algorithms.')
      await expect(page.getByRole('status', { name: 'Token count', exact: true })).toHaveText(/\d/)
      await prompt(page).press('Control+Enter')
      await expect(fact(answer(page), 'Finish reason')).toHaveText('STOP')
      await expect(fact(answer(page), 'Model version')).toHaveText(/demo-flash/)
      await expect(fact(answer(page), 'Response id')).toHaveText(/^\S{8,}$/)
      await expect(answer(page).getByRole('term')).toHaveText([
        'Finish reason',
        'Model version',
        'Response id',
      ])
      await expect(note(answer(page))).toHaveCount(0)
      await expect(page.getByRole('alert')).toHaveCount(0)
      const statistics = response(page).getByRole('list', { name: 'Run statistics', exact: true })
      for (const words of [
        /first token\s+\d/i,
        /total time\s+\d/i,
        /tokens in\s+\d/i,
        /tokens out\s+\d/i,
        /thoughts\s+\d/i,
        /tokens per second\s+\d/i,
      ])
        await expect(statistics.getByRole('listitem').filter({ hasText: words })).toHaveCount(1)
      const raw = button(answer(page), 'Raw')
      await raw.click()
      await expect(raw).toHaveAttribute('aria-pressed', 'true')
      const text = answer(page).getByRole('textbox', { name: 'Raw text', exact: true })
      await expect(text).not.toBeEditable()
      await button(answer(page), 'Copy').click()
      const value = await text.inputValue()
      expect(value).not.toBe('')
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(value)
    })
  })
}

test('addresses: a reload, back and forward lead where they say', async ({ page }) => {
  await page.goto('/#/models')
  await expect(page.getByRole('table', { name: 'Models', exact: true })).toBeVisible()
  await expect(settings(page)).toHaveCount(0)
  for (const name of ['Prompt', 'Chat', 'Embeddings']) {
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`#/${name.toLowerCase()}$`))
  }
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Texts', exact: true })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toBeVisible()
  await page.goForward()
  await expect(page.getByRole('textbox', { name: 'Texts', exact: true })).toBeVisible()
})

test('keys: Ctrl+K, ?, Esc; a running prompt stops and keeps what came', async ({ page }) => {
  await page.goto('/')
  await expect(prompt(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(dialog(page, 'Command palette').getByRole('combobox', { name: 'Command' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('?')
  await expect(dialog(page, 'Keyboard shortcuts')).toBeVisible()
  await page.keyboard.press('Escape')
  // A state is in no list of the demo, and answers to its id.
  const model = page.getByRole('combobox', { name: 'Model', exact: true })
  await model.fill('demo-silent')
  await model.press('Enter')
  await expect(model).toHaveValue('demo-silent')
  await prompt(page).fill('Hello')
  await prompt(page).press('Meta+Enter')
  await expect(answer(page)).toContainText('One event')
  await expect(button(page, 'Run')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(note(answer(page))).toHaveText(/^Stopped/)
  await button(page, 'Run').click()
  // The answer before has the same words.
  await expect(note(answer(page))).toHaveCount(0)
  await expect(answer(page)).toContainText('One event')
  await button(page, 'Stop').click()
  await expect(note(answer(page))).toHaveText(/^Stopped/)
  await expect(answer(page)).toContainText('One event')
})

test('connection: radios, key, base URL, remember, forget', async ({ page, api }) => {
  await page.goto('/')
  await button(page, 'Connection').click()
  const box = dialog(page, 'Connection')
  const radios = box.getByRole('radiogroup', { name: 'Backend', exact: true })
  await expect(radios.getByRole('radio')).toHaveCount(2)
  await expect(radios.getByRole('radio', { name: 'Demo (in this tab)', exact: true })).toBeChecked()
  const remember = box.getByRole('checkbox', { name: 'Remember this key on this device', exact: true })
  await expect(remember).not.toBeChecked()
  await expect(box.getByRole('textbox', { name: 'Base URL', exact: true })).toBeHidden()
  await expect(button(box, 'Advanced')).toHaveAttribute('aria-expanded', 'false')
  await button(box, 'Advanced').click()
  // Either field alone says that the demo is not meant.
  await box.getByRole('textbox', { name: 'Base URL', exact: true }).fill(api.origin)
  await expect(radios.getByRole('radio', { name: 'Gemini API', exact: true })).toBeChecked()
  await page.getByLabel('API key').fill(testKey)
  await button(box, 'Save').click()
  await expect(box).toHaveCount(0)
  await expect(page.getByRole('status', { name: 'Backend', exact: true })).toHaveText(
    new RegExp(`^${new URL(api.origin).host}`),
  )
  await prompt(page).fill('Hello')
  await run(page)
  expect(
    api.requests.findLast((request) => request.url().includes('enerateContent'))?.headers(),
  ).toMatchObject({
    'x-goog-api-key': testKey,
  })
  await button(page, 'Connection').click()
  // Opened by itself, since a value is set.
  await expect(page.getByLabel('Base URL')).toHaveValue(api.origin)
  await button(box, 'Forget key').click()
  await expect(page.getByLabel('API key')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(box).toHaveCount(0)
})

test('run settings: every control by its name, default until touched', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  const pane = settings(page)
  const usual = (name: string) => button(pane, `Use default ${name}`)
  await pane.getByRole('combobox', { name: 'Model', exact: true }).fill('LITE')
  await expect(page.getByRole('option', { name: 'demo-lite', exact: true })).toBeVisible()
  await expect(page.getByRole('option', { name: 'demo-pro', exact: true })).toHaveCount(0)
  for (const option of await page.getByRole('option').all())
    expect(await option.textContent()).not.toContain('models/')
  await choose(page, 'demo-flash')
  await page.getByLabel('System instruction').fill('Be brief.')
  for (const [name, value] of [
    ['Temperature', '0.4'],
    ['Top P', '0.5'],
    ['Top K', '20'],
  ] as const) {
    const slider = pane.getByRole('slider', { name, exact: true })
    const number = pane.getByRole('spinbutton', { name, exact: true })
    await expect(number).toHaveValue('')
    await expect(usual(name)).toHaveCount(0)
    await slider.press('ArrowLeft')
    await expect(usual(name)).toBeVisible()
    await number.fill(value)
    await expect(slider).toHaveValue(value)
  }
  const numbers = {
    'Max output tokens': 500,
    'Candidate count': 2,
    Seed: 7,
    'Presence penalty': 0.5,
    'Frequency penalty': -0.5,
    Logprobs: 2,
  }
  for (const [name, value] of Object.entries(numbers)) {
    await pane.getByRole('spinbutton', { name, exact: true }).fill(String(value))
    await expect(usual(name)).toBeVisible()
  }
  await pane.getByRole('switch', { name: 'Log probabilities', exact: true }).check()
  await pane.getByRole('textbox', { name: 'Stop sequences', exact: true }).fill('END')
  await pane.getByRole('textbox', { name: 'Stop sequences', exact: true }).press('Enter')
  await expect(button(pane, 'Remove stop sequence END')).toBeVisible()
  await expect(pane.getByRole('textbox', { name: 'Stop sequences', exact: true })).toHaveValue('')
  const levels = ['API default', 'Off', 'Block none', 'Block few', 'Block some', 'Block most']
  for (const [at, name] of [
    'Harassment',
    'Hate speech',
    'Sexually explicit',
    'Dangerous content',
  ].entries()) {
    const slider = pane.getByRole('slider', { name, exact: true })
    await expect(slider).toHaveAttribute('aria-valuetext', 'API default')
    await slider.focus()
    for (let step = 0; step <= at; step++) await page.keyboard.press('ArrowRight')
    await expect(slider).toHaveAttribute('aria-valuetext', levels[at + 1] ?? '')
    await expect(usual(name)).toBeVisible()
  }
  await pane.getByRole('slider', { name: 'Harassment', exact: true }).press('End')
  await pane.getByRole('switch', { name: 'Stream', exact: true }).uncheck()
  await prompt(page).fill('Hello')
  await run(page)
  const sent = api.requests.findLast((request) => request.url().includes(':generateContent'))?.postDataJSON()
  expect(sent).toEqual({
    contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
    systemInstruction: { parts: [{ text: 'Be brief.' }] },
    generationConfig: {
      temperature: 0.4,
      topP: 0.5,
      topK: 20,
      maxOutputTokens: 500,
      candidateCount: 2,
      stopSequences: ['END'],
      seed: 7,
      presencePenalty: 0.5,
      frequencyPenalty: -0.5,
      responseLogprobs: true,
      logprobs: 2,
    },
    safetySettings: [
      { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_LOW_AND_ABOVE' },
      { category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'BLOCK_NONE' },
      { category: 'HARM_CATEGORY_SEXUALLY_EXPLICIT', threshold: 'BLOCK_ONLY_HIGH' },
      { category: 'HARM_CATEGORY_DANGEROUS_CONTENT', threshold: 'BLOCK_MEDIUM_AND_ABOVE' },
    ],
  })
  await expect(answer(page, 2)).toBeVisible()
  await button(pane, 'Reset generation config').click()
  await button(pane, 'Reset safety settings').click()
  await expect(pane.getByRole('button', { name: /^Use default/ })).toHaveCount(0)
  await expect(pane.getByRole('spinbutton', { name: 'Temperature', exact: true })).toHaveValue('')
})

test('models: filter, methods, details, use', async ({ page, api }) => {
  await page.goto('/#/models')
  await api.connect(page)
  const table = page.getByRole('table', { name: 'Models', exact: true })
  const row = table
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: 'demo-flash', exact: true }) })
  await expect(row).toContainText(/demo-flash.*Demo Flash.*generateContent.*1,048,576.*65,536/)
  const filter = page.getByRole('searchbox', { name: 'Filter models', exact: true })
  await filter.fill('embedding')
  await expect(filter).toHaveValue('embedding')
  await expect(row).toHaveCount(0)
  await filter.fill('')
  for (const name of ['generateContent', 'embedContent', 'countTokens'])
    await page.getByRole('checkbox', { name, exact: true }).check()
  await expect(table).toHaveCount(0)
  for (const name of ['embedContent', 'countTokens'])
    await page.getByRole('checkbox', { name, exact: true }).uncheck()
  await button(row, 'Details').click()
  await expect(dialog(page, 'Details')).toContainText('"name": "models/demo-flash"')
  await page.keyboard.press('Escape')
  await expect(dialog(page, 'Details')).toHaveCount(0)
  await button(page, 'Use demo-pro').click()
  await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toHaveValue('demo-pro')
})

test('share: link, copy, list, files; opening asks first', async ({ page, context }) => {
  await page.goto('/')
  await prompt(page).fill('A prompt to share.')
  await button(page, 'Share').click()
  const box = dialog(page, 'Share')
  const link = box.getByRole('textbox', { name: 'Link', exact: true })
  await expect(link).toHaveValue(/#s2=/)
  await expect(link).not.toBeEditable()
  await button(box, 'Copy link').click()
  const url = await link.inputValue()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(url)
  await expect(box.getByRole('list', { name: 'In this link', exact: true })).toContainText('API key')
  const download = page.waitForEvent('download')
  await button(box, 'Export file').click()
  const file = await (await download).path()
  const chooser = page.waitForEvent('filechooser')
  await button(box, 'Import file').click()
  await (await chooser).setFiles(file)
  await expect(dialog(page, 'Open shared prompt')).toContainText('A prompt to share.')
  await button(dialog(page, 'Open shared prompt'), 'Cancel').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const other = await context.newPage()
  await other.goto(url)
  const review = dialog(other, 'Open shared prompt')
  await expect(review).toContainText('A prompt to share.')
  await button(review, 'Open').click()
  await expect(prompt(other)).toHaveValue('A prompt to share.')
  await expect(response(other).getByRole('article')).toHaveCount(0)
  await other.close()
})

test('inspector: what was sent and received, chunk by chunk, and as code', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill('Hello')
  await run(page, 'demo-flash')
  await button(page, 'Inspector').click()
  const panel = page.getByRole('region', { name: 'Inspector', exact: true })
  const tab = (name: string) => panel.getByRole('tab', { name, exact: true })
  await tab('Request').click()
  await expect(tab('Request')).toHaveAttribute('aria-selected', 'true')
  await expect(panel).toContainText(`POST ${api.origin}/v1beta/models/demo-flash:streamGenerateContent`)
  await expect(panel).toContainText('x-goog-api-key')
  await expect(panel).not.toContainText(testKey)
  await tab('Response').click()
  await expect(panel).toContainText('"finishReason": "STOP"')
  // Merged: one object, whose text is the answer's.
  const { candidates } = JSON.parse(await panel.locator('pre').innerText())
  await button(answer(page), 'Raw').click()
  const text = await answer(page).getByRole('textbox', { name: 'Raw text', exact: true }).inputValue()
  expect(candidates[0].content.parts.map((part: { text?: string }) => part.text ?? '').join('')).toBe(text)
  await tab('Stream').click()
  const rows = panel.getByRole('row').filter({ has: page.getByRole('gridcell') })
  await expect(rows.first()).toContainText(/\d\.\d{3}/)
  await tab('Code').click()
  const language = panel.getByRole('combobox', { name: 'Language', exact: true })
  for (const [name, words] of [
    ['cURL', 'curl'],
    ['Python', 'from google import genai'],
    ['TypeScript', '@google/genai'],
  ] as const) {
    await language.selectOption(name)
    await expect(panel).toContainText(words)
    await button(panel, 'Copy code').click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(words)
  }
  // The inspector has its own names for copying: the answer's Copy stays the only one.
  await tab('Request').click()
  await expect(button(page, 'Copy')).toHaveCount(1)
  await button(page, 'Inspector').click()
  await expect(panel).toHaveCount(0)
})
