/** An answer and its images, by the names alone; `contract.spec.ts` holds the rest. */
import { answer, button, dialog, fact, note, prompt, response, run } from './contract.ts'
import { expect, test } from './fixtures.ts'

test('parts of an answer are groups, pictures and lists by name', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill('Compare two sorting algorithms.')
  const group = (name: string) => answer(page).getByRole('group', { name, exact: true })

  await run(page, 'demo-thoughts')
  await group('Thoughts').click()
  await expect(group('Thoughts')).toContainText('Weighing two answers')
  await run(page, 'demo-function-call')
  const call = group('Function call get_weather').first()
  expect(JSON.parse(await call.locator('pre, code').first().innerText())).toEqual({ city: 'Oslo' })
  await expect(note(answer(page))).toHaveCount(0)
  await run(page, 'demo-code-execution')
  await expect(group('Executable code')).toContainText('split()')
  await expect(group('Code result')).toContainText('OUTCOME_OK')
  await run(page, 'demo-unknown')
  await expect(group('Part hologram')).toContainText('"layers"')
  await expect(note(answer(page))).toHaveText(/^Failed.*FAKE_NEW_FINISH_REASON/s)
  await expect(fact(answer(page), 'Finish reason')).toHaveText(/^FAKE_NEW_FINISH_REASON/)
  await run(page, 'demo-image')
  await expect(answer(page).getByRole('img', { name: 'Generated image 1', exact: true })).toBeVisible()
  await run(page, 'demo-audio')
  await expect(group('Generated audio 1').locator('audio')).toHaveAttribute('controls')
})

test('sources are links, candidates stand side by side, a link that lies asks first', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill('Compare two sorting algorithms.')
  for (const model of ['demo-grounded', 'demo-citations']) {
    await run(page, model)
    const sources = answer(page).getByRole('list', { name: 'Sources', exact: true })
    await expect(sources.getByRole('listitem').getByRole('link').first()).toHaveAttribute('href', /^https:/)
  }
  await run(page, 'demo-candidates')
  await expect(response(page).getByRole('article')).toHaveCount(3)
  for (const number of [1, 2, 3]) await expect(button(answer(page, number), 'Raw')).toBeVisible()
  await run(page, 'demo-hostile')
  await answer(page).getByRole('link', { name: 'https://www.google.com', exact: true }).click()
  await expect(dialog(page, 'Open link')).toContainText('example.com')
  await expect(button(dialog(page, 'Open link'), 'Open')).toBeVisible()
  await button(dialog(page, 'Open link'), 'Cancel').click()
  await expect(dialog(page, 'Open link')).toHaveCount(0)
})

test('every ending says its word first', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill('Compare two sorting algorithms.')
  for (const [model, word, reason] of [
    ['demo-cut-off', 'Cut off', 'MAX_TOKENS'],
    ['demo-thinking-budget', 'No answer', 'MAX_TOKENS'],
    ['demo-empty', 'No answer', 'STOP'],
    ['demo-answer-blocked', 'Blocked', 'SAFETY'],
    ['demo-recitation', 'Blocked', 'RECITATION'],
    ['demo-prompt-blocked', 'Blocked', null],
    ['demo-no-finish', 'Interrupted', null],
    ['demo-dropped', 'Interrupted', null],
    ['demo-stream-error', 'Failed', null],
  ] as const) {
    await run(page, model)
    await expect(note(answer(page)), model).toHaveText(new RegExp(`^${word}\\b`))
    if (reason)
      await expect(fact(answer(page), 'Finish reason'), model).toHaveText(new RegExp(`^${reason}\\b`))
    const ratings = answer(page).getByRole('table', { name: 'Safety ratings', exact: true })
    await expect(ratings, model).toHaveCount(/answer-blocked|prompt-blocked/.test(model) ? 1 : 0)
    if (reason) await expect(response(page).getByRole('alert'), model).toHaveCount(0)
  }
  await expect(response(page).getByRole('alert')).toContainText('503 UNAVAILABLE')
  await run(page, 'demo-rate-limited')
  await expect(page.getByRole('alert')).toHaveCount(1)
  await expect(response(page).getByRole('alert')).toContainText('429 RESOURCE_EXHAUSTED')
  await expect(response(page).getByRole('alert')).toContainText('You exceeded your current quota')
  await expect(note(response(page))).toHaveCount(0)
  await expect(response(page).getByRole('article')).toHaveCount(0)
})

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('images come by the picker, by a drop on the workspace, and by pasting', async ({ page }) => {
  await page.goto('/')
  const list = page.getByRole('list', { name: 'Attachments', exact: true })
  const chooser = page.waitForEvent('filechooser')
  await button(page, 'Add images').click()
  await (await chooser).setFiles({ name: 'picked.png', mimeType: 'image/png', buffer: pixel })
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await expect(list.getByRole('img')).toHaveCount(1)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'behind.png', mimeType: 'image/png', buffer: pixel })
  await expect(button(list, 'Remove behind.png')).toBeVisible()
  for (const [kind, target] of [
    ['drop', page.getByRole('main')],
    ['drop', prompt(page)],
    ['paste', prompt(page)],
    ['paste', page.getByRole('main')],
  ] as const) {
    const before = await list.getByRole('listitem').count()
    await target.evaluate(
      (element, { type, base64 }) => {
        const transfer = new DataTransfer()
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], `${type}.png`, { type: 'image/png' }))
        const init = { bubbles: true, cancelable: true }
        if (type === 'paste')
          element.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: transfer }))
        else
          for (const step of ['dragenter', 'dragover', 'drop'])
            element.dispatchEvent(new DragEvent(step, { ...init, dataTransfer: transfer }))
      },
      { type: kind, base64: pixel.toString('base64') },
    )
    await expect(list.getByRole('listitem')).toHaveCount(before + 1)
  }
  await button(list, 'Remove picked.png').click()
  await expect(list.getByRole('listitem')).toHaveCount(5)
})
