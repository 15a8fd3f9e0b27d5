/** JavaScript handlers run in a frame that has neither network nor page, and always end. */
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

type Said = { id: number; result?: string; problem?: string; words?: string }

/** Has the frame run each code as a call of its own, as the page does. @returns what it said, in their order */
const run = (page: Page, codes: readonly string[]): Promise<Said[]> =>
  page.evaluate(async (all) => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.src = './handler.html'
    const { port1, port2 } = new MessageChannel()
    const loaded = new Promise((done) => {
      frame.addEventListener('load', done, { once: true })
    })
    document.body.append(frame)
    await loaded
    frame.contentWindow?.postMessage(null, '*', [port2])
    const said = await Promise.all(
      all.map(
        (code, id) =>
          new Promise<Said>((done) => {
            port1.addEventListener('message', ({ data }: MessageEvent<string>) => {
              const one = JSON.parse(data) as Said
              if (one.id === id) done(one)
            })
            port1.postMessage(JSON.stringify({ id, code, args: { city: 'Oslo' }, call: 3 }))
            port1.start()
          }),
      ),
    )
    frame.remove()
    return said
  }, codes)

test('a handler answers, says its exception in its own words, and is ended when it does not end', async ({
  page,
}) => {
  await page.goto('/')
  const chance =
    'return [Math.random(), Date.now(), crypto.randomUUID(), new Intl.DateTimeFormat("en", { timeZone: "UTC" }).format()]'
  const [plain, thrown, broken, endless, silent, wordless, large, nothing, first, second] = await run(page, [
    'return { city: args.city, call }',
    'const none = null\nreturn none.city',
    'return 1 +',
    'while (true) {}',
    'await new Promise(() => {})',
    'throw Object.create(null)',
    "return 'x'.repeat(1_000_001)",
    'args.city',
    chance,
    chance,
  ])
  expect(JSON.parse(plain!.result!)).toEqual({ city: 'Oslo', call: 3 })
  expect(thrown?.words).toMatch(/^TypeError: .*null.* \(line 2\)$/)
  expect(broken?.words).toMatch(/^SyntaxError: /)
  expect([endless?.problem, silent?.problem]).toEqual(['slow', 'slow'])
  expect([large?.problem, nothing?.problem]).toEqual(['large', 'nothing'])
  expect(wordless?.words).toContain('cannot be written as text')
  expect(first?.result).toBe(second?.result)
  expect(first?.result).toContain('1/1/2026')
})

/** Code that finds the browser's own function, behind the one that stands before it. */
const inherited = (name: string) =>
  `let at = self; while (!Object.getOwnPropertyDescriptor(at, '${name}')?.value.toString().includes('[native')) at = Object.getPrototypeOf(at); const native = Object.getOwnPropertyDescriptor(at, '${name}').value;`

test('nothing that a handler tries reaches a server or the page', async ({ page, watch }) => {
  let reached = 0
  const server = createServer((_, response) => {
    reached += 1
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('5')
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/`
  watch.allowForeign = true
  await page.goto('/')
  // The same server is reached from outside, by a request and by a socket: what counts nothing below would have counted.
  expect(await (await fetch(url)).text()).toBe('5')
  const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' }
  await new Promise((done) => get(url, { headers: upgrade }, done))
  expect(reached).toBe(2)
  const said = await run(page, [
    `return await (await fetch('${url}')).text()`,
    `${inherited('fetch')} return await (await native.call(self, '${url}')).text()`,
    `${inherited('importScripts')} native.call(self, '${url}'); return 1`,
    `return await import('${url}')`,
    `return await import('data:text/javascript,export default 5')`,
    `return (() => {}).constructor('return 5')()`,
    `const asked = new XMLHttpRequest(); asked.open('GET', '${url}', false); asked.send(); return 1`,
    `return await new Promise((done, failed) => { const socket = new WebSocket('${url.replace('http', 'ws')}'); socket.onopen = () => done(1); socket.onerror = () => failed(new Error('no socket')) })`,
    `return await new Promise((done, failed) => { const source = new EventSource('${url}'); source.onopen = () => done(1); source.onerror = () => failed(new Error('no source')) })`,
    `const other = new Worker('${url}'); return 1`,
    `return [parent.document.title]`,
    `return document.cookie`,
    `return localStorage.length`,
    `return await new Promise((done, failed) => { const open = indexedDB.open('playground'); open.onsuccess = () => done(1); open.onerror = () => failed(open.error) })`,
  ])
  expect(said.map(({ problem }) => problem)).toEqual(said.map(() => 'words'))
  // The browser's own functions refuse: they were found, and called.
  expect(said[1]?.words).toMatch(/^TypeError: Failed to fetch/)
  expect(said[2]?.words).toMatch(/^NetworkError: .*importScripts/)
  expect(reached).toBe(2)
  server.close()
})
