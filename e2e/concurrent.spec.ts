/** Answers that come at the same time: each is drawn, kept and ended where it belongs, whatever is on the screen. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { log, message, model, say, sendButton, you } from './chatPage.ts'
import { expect, test as plainTest } from './fixtures.ts'
import type { AddressInfo } from 'node:net'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
}
const chunk = (text: string, finishReason?: string) =>
  `data: ${JSON.stringify({
    candidates: [{ content: { role: 'model', parts: [{ text }] }, ...(finishReason && { finishReason }) }],
  })}\r\n\r\n`

const WORDS = 60
const wordsOf = (name: string, count = WORDS) => Array.from({ length: count }, (_, at) => `${name}${at}`)

interface Echo {
  origin: string
  /** The last word of each message that was asked, in order, and whether its answer was let go on. */
  asked: { name: string; closed: boolean }[]
  /** Lets every answer come to its end. */
  finish: () => void
}

/** An API whose answer to a message ending in `X` is `X0 X1 X2 …`, one word at a time, without an end before `finish`. */
const test = plainTest.extend<{ echo: Echo }>({
  echo: async ({ watch }, provide) => {
    const asked: Echo['asked'] = []
    const end = new EventTarget()
    const finished = once(end, 'finish')
    const answer = async (request: IncomingMessage, response: ServerResponse) => {
      const body = await new Response(request as unknown as ReadableStream).text()
      if (!request.url?.includes(':streamGenerateContent')) {
        response.writeHead(200, { ...cors, 'content-type': 'application/json' })
        response.end(request.method === 'GET' ? '{"models":[]}' : '{"totalTokens":1}')
        return
      }
      const { contents } = JSON.parse(body) as { contents: { parts: { text: string }[] }[] }
      const name = contents.at(-1)?.parts.at(-1)?.text.split(' ').at(-1) ?? ''
      const one = { name, closed: false }
      asked.push(one)
      response.on('close', () => (one.closed = true))
      response.writeHead(200, { ...cors, 'content-type': 'text/event-stream' })
      for (const [at, word] of wordsOf(name).entries()) {
        if (one.closed) return
        response.write(chunk(`${word} `))
        // The last ones wait for the test: no answer ends before all have begun.
        if (at > WORDS / 2) await Promise.race([finished, once(response, 'close')])
        await sleep(20)
      }
      response.end(chunk('.', 'STOP'))
    }
    const server = createServer((request, response) => {
      if (request.method === 'OPTIONS') response.writeHead(204, cors).end()
      else answer(request, response).catch(() => response.destroy())
    })
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    const { port } = server.address() as AddressInfo
    watch.hosts.add(`127.0.0.1:${port}`)
    await provide({
      origin: `http://127.0.0.1:${port}`,
      asked,
      finish: () => void end.dispatchEvent(new Event('finish')),
    })
    server.closeAllConnections()
    server.close()
  },
})

const conversation = (page: Page, title: string) =>
  page.getByRole('list', { name: 'Conversations' }).getByRole('button', { name: title, exact: true })
const newChat = (page: Page) => page.getByRole('button', { name: 'New chat' })

async function openChat(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: 'Chat' }).click()
  await expect(message(page)).toBeVisible()
}

test('answers of three conversations and of Prompt stream at once, each in its place, and outlive a reload', async ({
  page,
  api,
  echo,
}) => {
  await page.goto('/#/prompt')
  await api.connect(page, { url: echo.origin })
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Tell me of plum')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('article', { name: 'Candidate 1' })).toContainText('plum5 ')
  await openChat(page)
  for (const name of ['apple', 'pear', 'quince']) {
    await newChat(page).click()
    await say(page, `Tell me of ${name}`)
    await expect(model(page)).toContainText(`${name}3 `)
  }
  // All four are on their way, and every conversation shows its own.
  expect(echo.asked.map(({ name, closed }) => [name, closed])).toEqual([
    ['plum', false],
    ['apple', false],
    ['pear', false],
    ['quince', false],
  ])
  for (const name of ['apple', 'quince', 'pear']) {
    await conversation(page, `Tell me of ${name}`).click()
    await expect(you(page)).toContainText(`Tell me of ${name}`)
    await expect(model(page)).toContainText(`${name}9 `)
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible()
  }
  echo.finish()
  for (const name of ['apple', 'quince', 'pear']) {
    await conversation(page, `Tell me of ${name}`).click()
    await expect(sendButton(page)).toBeVisible()
    await expect(model(page)).toContainText(`${wordsOf(name).join(' ')} .`)
  }
  await page.reload()
  await conversation(page, 'Tell me of quince').click()
  await expect(model(page)).toContainText(`${wordsOf('quince').join(' ')} .`)
  await page.goto('/#/prompt')
  await expect(page.getByRole('article', { name: 'Candidate 1' })).toContainText(
    `${wordsOf('plum').join(' ')} .`,
  )
  expect(echo.asked).toHaveLength(4)
})

test('Stop ends the answer on the screen and no other one', async ({ page, api, echo }) => {
  await page.goto('/#/chat')
  await api.connect(page, { url: echo.origin })
  for (const name of ['apple', 'pear']) {
    await newChat(page).click()
    await say(page, `Tell me of ${name}`)
    await expect(model(page)).toContainText(`${name}3 `)
  }
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(model(page).getByRole('note', { name: 'Stop reason' })).toContainText(/^Stopped/)
  await expect.poll(() => echo.asked.map(({ closed }) => closed)).toEqual([false, true])
  echo.finish()
  await conversation(page, 'Tell me of apple').click()
  await expect(model(page)).toContainText(`${wordsOf('apple').join(' ')} .`)
})

test('a conversation deleted in another tab ends its answer here, and does not come back', async ({
  page,
  api,
  context,
  echo,
}) => {
  await page.goto('/#/chat')
  await api.connect(page, { url: echo.origin })
  await newChat(page).click()
  await say(page, 'Tell me of apple')
  await expect(model(page)).toContainText('apple3 ')
  const other = await context.newPage()
  await other.goto('/#/chat')
  await expect(conversation(other, 'Tell me of apple')).toBeVisible()
  await conversation(other, 'Tell me of apple').hover()
  await other.getByRole('button', { name: 'More for Tell me of apple' }).click()
  await other.getByRole('menuitem', { name: 'Delete conversation' }).click()
  await expect(conversation(other, 'Tell me of apple')).toHaveCount(0)
  await expect.poll(() => echo.asked.map(({ closed }) => closed)).toEqual([true])
  await expect(log(page).getByRole('article')).toHaveCount(0)
  await page.reload()
  await expect(message(page)).toBeVisible()
  await expect(conversation(page, 'Tell me of apple')).toHaveCount(0)
  await other.close()
})

test('a temporary chat that is left takes its answer along, and nothing of it is kept', async ({
  page,
  api,
  echo,
}) => {
  await page.goto('/#/chat')
  await api.connect(page, { url: echo.origin })
  await page.getByRole('button', { name: 'Temporary chat' }).click()
  await say(page, 'Tell me of nobodysname')
  await expect(model(page)).toContainText('nobodysname3 ')
  await newChat(page).click()
  await expect.poll(() => echo.asked.map(({ closed }) => closed)).toEqual([true])
  const kept = await page.evaluate(async () => {
    const base = await new Promise<IDBDatabase>((done) => {
      const open = indexedDB.open('playground')
      open.addEventListener('success', () => done(open.result))
    })
    const all = await Promise.all(
      [...base.objectStoreNames].map(
        (store) =>
          new Promise<unknown[]>((done) => {
            const get = base.transaction(store).objectStore(store).getAll()
            get.addEventListener('success', () => done(get.result as unknown[]))
          }),
      ),
    )
    base.close()
    return JSON.stringify(all)
  })
  expect(kept).not.toContain('nobodysname')
})
