import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { button, dialog, settings } from './contract.ts'
import { expect, test } from './fixtures.ts'

const link = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name })
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' })
const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset['theme'] ?? 'system')

test('a newcomer meets the demo, plainly labelled', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('status', { name: 'Backend' })).toHaveText(/^Demo/)
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
})

test('the first load is at most 150 kB of script and style, and all of it from here', async ({
  page,
  request,
}) => {
  const html = await (await request.get('/')).text()
  const files = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path]) => path!)
  expect(files.length).toBeGreaterThan(2)
  const bodies = await Promise.all(files.map(async (path) => (await request.get(path)).body()))
  const total = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0)
  expect(total).toBeLessThanOrEqual(150_000)
  const first: string[] = []
  page.on('request', (asked) => first.push(asked.url()))
  await page.goto('/')
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeEditable()
  expect(
    first.filter(
      (address) => !address.startsWith(new URL(page.url()).origin) && !address.startsWith('blob:'),
    ),
  ).toEqual([])
})

test('each workspace has an address: links, back, forward, reload', async ({ page }) => {
  await page.goto('/')
  for (const name of ['Chat', 'Embeddings', 'Models']) {
    await link(page, name).click()
    await expect(page).toHaveURL(new RegExp(`#/${name.toLowerCase()}$`))
    await expect(link(page, name)).toHaveAttribute('aria-current', 'page')
    await expect(page).toHaveTitle(new RegExp(`^${name}`))
  }
  await page.goBack()
  await expect(link(page, 'Embeddings')).toHaveAttribute('aria-current', 'page')
  await page.goForward()
  await page.reload()
  await expect(page.getByRole('table', { name: 'Models' })).toBeVisible()
})

test('the theme goes to its opposite at once and is there before the first paint of the next visit', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/')
  await button(page, 'Theme').click()
  expect(await theme(page)).toBe('dark')
  // Stops the page's own script: what is set now was set before it.
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.goto('/', { waitUntil: 'domcontentloaded' })
  expect(await theme(page)).toBe('dark')
  await page.unroute('**/assets/*.js')
  await page.goto('/')
  await button(page, 'Theme').click()
  expect(await theme(page)).toBe('light')
  await button(page, 'Theme').click()
  expect(await theme(page)).toBe('system')
})

test('the palette goes anywhere by a few letters, by Ctrl and by Cmd', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('textbox', { name: 'Prompt' }).focus()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await palette.getByRole('combobox', { name: 'Command' }).fill('go mod')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/models$/)
  await expect(palette).toBeHidden()
  await page.keyboard.press('Meta+k')
  await palette.getByRole('combobox', { name: 'Command' }).fill('connection')
  await palette.getByRole('option', { name: 'Open Connection' }).click()
  await expect(page.getByRole('dialog', { name: 'Connection' })).toBeVisible()
})

test('? shows the keys, and is a question mark inside a field', async ({ page }) => {
  await page.goto('/')
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await prompt.click()
  await page.keyboard.press('?')
  await expect(prompt).toHaveValue('?')
  await expect(help).toBeHidden()
  await prompt.blur()
  await page.keyboard.press('?')
  await expect(help).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
})

test('Ctrl+Enter runs from anywhere, Esc stops, and Esc inside a dialog only closes it', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Model', exact: true }).fill('demo-slow')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Write at length')
  await button(page, 'Theme').focus()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: /^Stop/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeHidden()
  await expect(page.getByRole('button', { name: /^Stop/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Run( |$)/ }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Stop( |$)/ })).toBeHidden()
})

test('the inspector opens by button and key, and remembers its height', async ({ page }) => {
  await page.goto('/')
  await button(page, 'Inspector').click()
  await expect(button(page, 'Inspector')).toHaveAttribute('aria-pressed', 'true')
  await expect(inspector(page)).toHaveCSS('height', '328px')
  await expect(settings(page)).toBeVisible()
  const edge = inspector(page).getByRole('separator', { name: 'Resize' })
  await edge.focus()
  await page.keyboard.press('ArrowUp')
  await expect(inspector(page)).toHaveCSS('height', '360px')
  const box = (await edge.boundingBox())!
  await page.mouse.move(box.x + 200, box.y + 4)
  await page.mouse.down()
  await page.mouse.move(box.x + 200, box.y - 36, { steps: 4 })
  await page.mouse.up()
  await expect(inspector(page)).toHaveCSS('height', '400px')
  await page.keyboard.press('Control+.')
  await expect(inspector(page)).toBeHidden()
  await page.reload()
  await expect(button(page, 'Inspector')).toBeVisible()
  await page.keyboard.press('Meta+.')
  await expect(inspector(page)).toHaveCSS('height', '400px')
})

test('run settings collapse to one line that says what differs', async ({ page }) => {
  await page.goto('/')
  await settings(page).getByRole('spinbutton', { name: 'Temperature' }).fill('0.4')
  await settings(page).getByRole('button', { name: 'Collapse to one line' }).click()
  await expect(settings(page)).toBeHidden()
  await expect(page.getByText('temperature 0.4')).toBeVisible()
  await page.reload()
  await expect(settings(page)).toBeHidden()
  await button(page, 'Run settings').click()
  await expect(settings(page)).toBeVisible()
  await expect(page.getByText('temperature 0.4')).toBeHidden()
})

for (const width of [960, 390]) {
  test(`at ${width} px the settings are a drawer, and nothing is out of reach`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await page.goto('/')
    await expect(settings(page)).toBeHidden()
    await expect(button(page, 'Connection')).toBeVisible()
    await expect(button(page, 'Share')).toBeVisible()
    await button(page, 'Run settings').click()
    await expect(settings(page).getByRole('combobox', { name: 'Model', exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(settings(page)).toBeHidden()
    await expect(button(page, 'Run settings')).toBeFocused()
    for (const name of ['Chat', 'Embeddings', 'Models', 'Prompt']) {
      await link(page, name).click()
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0)
    }
    if (width === 390) await button(page, 'More').click()
    await button(page, 'Inspector').click()
    await expect(inspector(page)).toBeVisible()
  })
}

test('a workspace that cannot be loaded says so; the rest works and nothing is lost', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('keep me')
  await page.route('**/assets/Models-*.js', (route) => route.abort())
  await link(page, 'Models').click()
  await expect(page.getByRole('alert')).toContainText('the Models workspace could not be loaded')
  await link(page, 'Prompt').click()
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('keep me')
  await link(page, 'Models').click()
  // Its file is asked for anew: were it let through before that failed, there would be nothing to reload.
  await expect(page.getByRole('alert')).toContainText('the Models workspace could not be loaded')
  await page.unroute('**/assets/Models-*.js')
  await button(page, 'Reload the page').click()
  await expect(page.getByRole('table', { name: 'Models' })).toBeVisible()
  await link(page, 'Prompt').click()
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('keep me')
})

test('a dialog that cannot be loaded says so, takes no other one down, and is asked for again', async ({
  page,
}) => {
  await page.goto('/')
  await page.route('**/assets/Share-*.js', (route) => route.fulfill({ status: 404 }))
  await button(page, 'Share').click()
  await expect(dialog(page, 'Share').getByRole('alert')).toContainText('Share could not be loaded')
  await expect(dialog(page, 'Share').getByRole('button', { name: 'Reload the page' })).toBeVisible()
  await dialog(page, 'Share').getByRole('button', { name: 'Close' }).click()
  await expect(dialog(page, 'Share')).toBeHidden()
  await button(page, 'Connection').click()
  await expect(dialog(page, 'Connection').getByRole('radio', { name: 'Gemini API' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.unroute('**/assets/Share-*.js')
  await button(page, 'Share').click()
  await expect(dialog(page, 'Share').getByRole('textbox', { name: 'Link' })).toBeVisible()
})

test('Connection that cannot be loaded is there on the next try', async ({ page }) => {
  await page.goto('/')
  await page.route('**/assets/Connection-*.js', (route) => route.abort())
  await button(page, 'Connection').click()
  await expect(dialog(page, 'Connection').getByRole('alert')).toContainText('could not be loaded')
  await page.unroute('**/assets/Connection-*.js')
  await dialog(page, 'Connection').getByRole('button', { name: 'Try again' }).click()
  await expect(dialog(page, 'Connection').getByRole('radio', { name: 'Gemini API' })).toBeVisible()
})

test('a shared link whose dialog cannot be loaded does not keep the page from starting', async ({ page }) => {
  await page.goto('/')
  await button(page, 'Share').click()
  const field = dialog(page, 'Share').getByRole('textbox', { name: 'Link' })
  await expect(field).toHaveValue(/#s2=/)
  const address = await field.inputValue()
  await page.route('**/assets/OpenShared-*.js', (route) => route.abort())
  await page.goto('about:blank')
  await page.goto(address)
  await expect(dialog(page, 'Open shared prompt').getByRole('alert')).toContainText('could not be loaded')
  await dialog(page, 'Open shared prompt').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
})

test('an answer whose file does not arrive leaves the prompt in place, and its formatting the words', async ({
  page,
}) => {
  await page.goto('/')
  await page.route('**/assets/Rendered-*.js', (route) => route.abort())
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Hello')
  await page.keyboard.press('Control+Enter')
  const answer = page.getByRole('article', { name: 'Candidate 1' })
  await expect(answer).toContainText('the formatting could not be loaded')
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Hello')
  await page.unroute('**/assets/Rendered-*.js')
  await answer.getByRole('button', { name: 'Try again' }).first().click()
  await expect(answer.getByRole('alert')).toHaveCount(0)
})

test('a press whose file does not arrive says so in its place, and works on the next one', async ({
  page,
}) => {
  await page.goto('/')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Hello')
  await page.keyboard.press('Control+Enter')
  const answer = page.getByRole('article', { name: 'Candidate 1' })
  await expect(button(page, 'Embed this answer')).toBeVisible({ timeout: 30_000 })
  await page.route('**/assets/embedTexts-*.js', (route) => route.abort())
  await button(page, 'Embed this answer').click()
  await expect(answer.getByRole('alert')).toHaveText(
    'The answer was not taken over. A file of this page did not arrive: reload the page.',
  )
  await page.unroute('**/assets/embedTexts-*.js')
  await button(page, 'Embed this answer').click()
  await expect(page).toHaveURL(/#\/embeddings$/)
})

test('Enter that ends a composition takes no command and no model; the next Enter does', async ({ page }) => {
  await page.goto('/')
  const keyboard = await page.context().newCDPSession(page)
  const commit = async (text: string) => {
    const selection = { selectionStart: text.length, selectionEnd: text.length }
    await keyboard.send('Input.imeSetComposition', { text, ...selection })
    await keyboard.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    })
    await keyboard.send('Input.insertText', { text })
  }
  await page.getByRole('textbox', { name: 'Prompt' }).focus()
  await page.keyboard.press('Control+k')
  const command = dialog(page, 'Command palette').getByRole('combobox', { name: 'Command' })
  await expect(command).toBeFocused()
  await commit('Go to Models')
  await expect(command).toHaveValue('Go to Models')
  await expect(page).not.toHaveURL(/models/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/models$/)
  await link(page, 'Prompt').click()
  const model = page.getByRole('combobox', { name: 'Model', exact: true })
  await model.fill('')
  await commit('demo-slow')
  await expect(model).toHaveValue('demo-slow')
  await expect(page.getByRole('option', { name: /^demo-slow/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: /^demo-/ })).toHaveCount(0)
  await expect(model).toHaveValue('demo-slow')
})
