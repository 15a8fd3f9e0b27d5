/** axe over what opens: menus, lists, dialogs, questions; and over every way an answer can end. Light and dark, wide and on a phone. */
import { png, text } from '../src/media/fixtures.ts'
import { violations } from './axe.ts'
import { button, dialog } from './contract.ts'
import { expect, test } from './fixtures.ts'
import { add, upload } from './pictures.ts'
import type { Locator, Page } from '@playwright/test'
import { deflateRawSync } from 'node:zlib'

const field = (page: Page, name = 'Prompt') => page.getByRole('textbox', { name, exact: true })
const secret = `AIza${'Sy0'.repeat(12)}`

/** A name, how it is opened, and what is there then. */
type State = [name: string, open: () => Promise<void>, there: Locator]

async function goTo(page: Page, workspace: string): Promise<void> {
  await page.keyboard.press('Escape')
  await page.goto(`/#/${workspace}`)
  await expect(page.getByRole('main')).toBeVisible()
}

async function choose(page: Page, phone: boolean, id: string): Promise<void> {
  if (phone) await button(page, 'Run settings').click()
  const box = page.getByRole('combobox', { name: 'Model', exact: true })
  await box.fill(id)
  await box.press('Enter')
  await expect(box).toHaveValue(id)
  if (phone) await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click()
}

function inPrompt(page: Page, phone: boolean): State[] {
  const model = page.getByRole('combobox', { name: 'Model', exact: true })
  return [
    [
      'a refused Connection',
      async () => {
        await button(page, 'Connection').click()
        await dialog(page, 'Connection').getByRole('radio', { name: 'Gemini API' }).check()
        await dialog(page, 'Connection').getByRole('button', { name: 'Advanced' }).click()
        await field(page, 'Base URL').fill('http://gateway.test')
        await dialog(page, 'Connection').getByLabel('API key', { exact: true }).fill('ключ')
        await button(page, 'Test connection').click()
      },
      dialog(page, 'Connection').getByText(/unencrypted/),
    ],
    [
      'the list of models',
      async () => {
        await goTo(page, 'prompt')
        await page.reload()
        if (phone) await button(page, 'Run settings').click()
        await model.focus()
        await model.press('ArrowDown')
      },
      page.getByRole('option').first(),
    ],
    [
      'Keyboard shortcuts',
      async () => {
        await page.keyboard.press('Escape')
        await page.reload()
        await expect(field(page)).toBeVisible()
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
        await page.keyboard.press('?')
      },
      dialog(page, 'Keyboard shortcuts'),
    ],
    [
      'the command palette',
      async () => {
        await page.keyboard.press('Escape')
        await page.keyboard.press('ControlOrMeta+k')
      },
      dialog(page, 'Command palette').getByRole('option').first(),
    ],
    [
      'a report of files',
      async () => {
        await goTo(page, 'prompt')
        await page.reload()
        await add(page, [upload('page.png', text('<!doctype html>')), upload('good.png', png())])
      },
      page.getByRole('alert'),
    ],
    [
      'a picture’s dialog',
      async () => {
        await page.getByRole('list', { name: 'Attachments' }).getByRole('button').first().click()
      },
      page.getByRole('dialog'),
    ],
    [
      'a key in the prompt',
      async () => {
        await page.keyboard.press('Escape')
        await button(page, 'Remove good.png').click()
        await field(page).fill(`my key is ${secret}`)
        await field(page).press('ControlOrMeta+Enter')
      },
      page.getByRole('alertdialog', { name: 'Key in prompt' }),
    ],
    [
      'a link that was opened',
      async () => {
        await page.keyboard.press('Escape')
        const shared = {
          v: 1,
          workspace: 'prompt',
          text: 'Hello',
          model: 'demo-flash',
          config: { temperature: 0.4 },
        }
        await page.goto(`/#s1=${deflateRawSync(JSON.stringify(shared)).toString('base64url')}`)
      },
      dialog(page, 'Open shared prompt'),
    ],
  ]
}

function inChat(page: Page): State[] {
  return [
    [
      'the menu of a chat',
      async () => {
        await goTo(page, 'chat')
        await field(page, 'Message').fill('Hello')
        await field(page, 'Message').press('ControlOrMeta+Enter')
        await expect(page.getByRole('status', { name: 'Answer status' })).toHaveText('Answer complete')
        await button(page, 'More about this chat').click()
      },
      page.getByRole('menu'),
    ],
    [
      'the menu of a turn',
      async () => {
        await page.keyboard.press('Escape')
        await page
          .getByRole('button', { name: /^More for turn/ })
          .first()
          .click()
      },
      page.getByRole('menu'),
    ],
    [
      'Message options',
      async () => {
        await page.keyboard.press('Escape')
        await button(page, 'Message options').click()
      },
      button(page, 'Add as user turn'),
    ],
    [
      'a turn that is edited',
      async () => {
        await page.keyboard.press('Escape')
        await button(page, 'Edit').first().click()
      },
      field(page, 'Edit message'),
    ],
    [
      'Find in conversation',
      async () => {
        await button(page, 'Cancel').click()
        await button(page, 'More about this chat').click()
        await page.getByRole('menuitem', { name: /find/i }).click()
      },
      page.getByRole('searchbox', { name: 'Find in conversation' }),
    ],
  ]
}

function inEmbeddings(page: Page): State[] {
  return [
    [
      'a key in the texts',
      async () => {
        await goTo(page, 'embeddings')
        await field(page, 'Texts').fill(secret)
        await button(page, 'Embed').click()
      },
      page.getByRole('alertdialog', { name: 'Key in prompt' }),
    ],
    [
      'Import texts',
      async () => {
        await page.keyboard.press('Escape')
        await field(page, 'Texts').fill('')
        const chooser = page.waitForEvent('filechooser')
        await button(page, 'Import texts').click()
        const csv = 'id;question;views\na;"How, then?\nTell me.";10\nb;Why?;3\n'
        await (await chooser).setFiles({ name: 'faq.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
      },
      dialog(page, 'Import texts'),
    ],
    [
      'texts as rows, and their matrix',
      async () => {
        await dialog(page, 'Import texts').getByRole('button', { name: 'Import', exact: true }).click()
        await button(page, 'Embed').click()
      },
      page.getByRole('table', { name: 'Similarity matrix' }),
    ],
    ['Second setup', () => button(page, 'Second setup').click(), dialog(page, 'Second setup')],
  ]
}

type Answers = [model: string, ended: RegExp][]

/** Demo models, each with an ending of its own. */
const endings: Answers = [
  ['demo-prompt-blocked', /^Blocked/],
  ['demo-recitation', /^Blocked/],
  ['demo-cut-off', /^Cut off/],
  ['demo-thinking-budget', /^No answer/],
  ['demo-empty', /^No answer/],
  ['demo-stream-error', /^Failed/],
  ['demo-no-finish', /^Interrupted/],
  ['demo-daily-quota', /^Failed/],
  ['demo-bad-json', /./],
  ['demo-unknown', /./],
]

/** And each with parts of its own. */
const parts: Answers = [
  ['demo-candidates', /complete/],
  ['demo-citations', /complete/],
  ['demo-code-execution', /complete/],
  ['demo-function-call', /complete/],
  ['demo-grounded', /complete/],
  ['demo-hostile', /complete/],
  ['demo-html', /./],
  ['demo-image', /complete/],
  ['demo-logprobs', /complete/],
  ['demo-speech', /complete/],
  ['demo-thoughts', /complete/],
]

const answers = (models: Answers) => (page: Page, phone: boolean) => {
  const status = page.getByRole('status', { name: 'Answer status' })
  return models.map(([id, ended]): State => [
    id,
    async () => {
      await goTo(page, 'prompt')
      await choose(page, phone, id)
      await field(page).fill('Hello')
      await field(page).press('ControlOrMeta+Enter')
      await expect(button(page, 'Run')).toBeVisible({ timeout: 30_000 })
      await expect(status).toHaveText(ended)
    },
    status,
  ])
}

for (const width of [1440, 390])
  for (const [group, statesOf] of [
    ['Prompt', inPrompt],
    ['Chat', inChat],
    ['Embeddings', inEmbeddings],
    ['endings', answers(endings)],
    ['parts', answers(parts)],
  ] as const)
    test(`axe finds nothing in what opens in ${group}, ${width} wide`, async ({ page }) => {
      test.setTimeout(240_000)
      await page.setViewportSize({ width, height: width > 600 ? 900 : 844 })
      await page.goto('/#/prompt')
      await expect(field(page)).toBeVisible()
      const found: string[] = []
      for (const [name, open, there] of statesOf(page, width < 600)) {
        await open()
        await expect(there).toHaveCount(1)
        found.push(...(await violations(page)).map((one) => `${name}, ${one}`))
        await expect(there).toHaveCount(1)
      }
      expect(found).toEqual([])
    })
