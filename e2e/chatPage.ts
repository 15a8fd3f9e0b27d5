/** The Chat workspace as a person finds it: by role and name; and what it sent. */
import { expect } from './fixtures.ts'
import type { Locator, Page, Request } from '@playwright/test'

export const log = (page: Page) => page.getByRole('log', { name: 'Conversation' })
export const message = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })
export const sendButton = (page: Page) => page.getByRole('button', { name: 'Send', exact: true })
export const you = (page: Page) => log(page).getByRole('article', { name: 'You' })
export const model = (page: Page) => log(page).getByRole('article', { name: 'Model' })
export const action = (turn: Locator, name: string) => turn.getByRole('button', { name, exact: true })
export const reason = (turn: Locator) => turn.getByRole('note', { name: 'Stop reason' })
export const branches = (turn: Locator) => turn.getByRole('group', { name: 'Branches' })

export async function choose(page: Page, id: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Model', exact: true })
  await box.fill(id)
  await box.press('Enter')
  await expect(box).toHaveValue(id)
}

export async function say(page: Page, text: string): Promise<void> {
  await message(page).fill(text)
  await message(page).press('ControlOrMeta+Enter')
  await expect(message(page)).toHaveValue('')
}

/** Waits until the newest message has been answered, and its answer is settled. */
export async function settled(page: Page): Promise<void> {
  await expect(sendButton(page)).toBeVisible()
  // Before there is an answer to it the last one is the reader's own, and the answer before has long been settled.
  const newest = you(page).or(model(page)).last()
  await expect(newest.and(model(page)).locator('dt', { hasText: 'Finish reason' })).not.toHaveCount(0)
}

interface Content {
  role: string
  parts: { text?: string; thoughtSignature?: string; thought?: boolean; inlineData?: { mimeType: string } }[]
}
export const generations = (requests: Request[]) =>
  requests.filter((request) => request.method() === 'POST' && /[gG]enerateContent/.test(request.url()))
/** What was asked for, request by request. */
export const bodies = (requests: Request[]) =>
  generations(requests).map(
    (request) =>
      request.postDataJSON() as {
        contents: unknown[]
        generationConfig?: { stopSequences?: string[] } & Record<string, unknown>
      },
  )
export const contents = (request: Request | undefined) =>
  (request?.postDataJSON() as { contents: Content[] } | undefined)?.contents ?? []
/** The last request's turns as `user: text`; an answer as `model`, since its words are the emulator's. */
export const sent = (requests: Request[]) =>
  contents(generations(requests).at(-1)).map(({ role, parts }) =>
    role === 'user' ? `user: ${parts.map(({ text }) => text).join('')}` : role,
  )
