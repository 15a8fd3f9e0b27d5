/** Errors before any answer, redirects, gateways that are none, and a server that repeats the key. */
import { httpErrors } from './faults/httpCases.ts'
import { expect, look, response, test, testKey } from './faults/judge.ts'
import { answerOk, chunk, event, http, pieces } from './faults/wire.ts'
import type { Fault } from './faults/server.ts'
import { onDisk } from './later.ts'

// A trace takes a picture of the page at every step: most of the time of a suite this long.
test.use({ trace: 'off' })
test.setTimeout(120_000)

test('errors from the first byte: G09, G10, G28 and others of their kind', ({ judge }) =>
  judge.checkAll(httpErrors))

test('redirects are not followed, neither with the key nor without it', async ({ judge, watch }) => {
  const { canary } = judge.server
  // The browser reports where a refused redirect would have gone; whether it went there, the canary knows.
  watch.hosts.add(new URL(canary).host)
  for (const status of [301, 302, 303, 307, 308]) {
    const away: Fault = http(status, '', { location: `${canary}/caught` })
    await judge.serve(`redirect-${status}`, { generate: away, read: away })
    const seen = await judge.run(`redirect-${status}`)
    expect(seen.alert).toMatch(/^\s*Failed/)
    expect(seen.alert).toContain('redirects elsewhere')
  }
  expect(judge.server.leaks).toEqual([])
})

test('a gateway that forbids this page is told from one that fails', async ({ judge }) => {
  await judge.connect(judge.server.serve('x', { generate: answerOk }).replace('/s/x', '/no-such-path'))
  expect((await judge.run('x')).alert).toContain('answers, but not to this page')
})

test('a host that is not there is named', async ({ judge, watch }) => {
  watch.hosts.add('127.0.0.1:9')
  await judge.connect('http://127.0.0.1:9')
  expect((await judge.run('x')).alert).toContain('could not reach 127.0.0.1:9')
})

test('the key repeated in an answer is masked on the screen, in the Inspector and in storage', async ({
  page,
  judge,
}) => {
  const call = { functionCall: { name: testKey, args: { [testKey]: testKey } } }
  await judge.serve('echo', {
    generate: pieces(
      event(chunk(`Your key is ${testKey}.`)),
      event({ candidates: [{ content: { parts: [call] }, finishMessage: testKey, finishReason: 'STOP' }] }),
      event({ modelVersion: testKey, responseId: testKey, [testKey]: testKey }),
    ),
  })
  await judge.run('echo')
  await expect(response(page)).toContainText('••••••••')
  await page.getByRole('button', { name: 'Open in Inspector' }).click()
  for (const tab of ['Request', 'Response', 'Stream', 'Code']) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    expect((await page.content()).split(testKey)).toHaveLength(1)
  }
  expect((await look(page)).all).not.toContain(testKey)
  // The key is searched for on disk after each test: by then this has to be there.
  await expect.poll(() => onDisk(page)).toContain('"ending":{"kind":"end"}')
})

test('the key repeated in pieces is masked where the pieces are joined, and in storage', async ({
  page,
  judge,
}) => {
  const halves = [testKey.slice(0, 11), testKey.slice(11)]
  await judge.serve('pieces', {
    generate: pieces(
      ...['Your key is ', ...halves, ' and again ', ...testKey].map((text) => event(chunk(text))),
      event(chunk('.', 'STOP')),
    ),
  })
  await judge.run('pieces')
  await expect(response(page)).toContainText('Your key is •••••••• and again ••••••••.')
  await page.getByRole('button', { name: 'Raw', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Raw text' })).toHaveValue(
    'Your key is •••••••• and again ••••••••.',
  )
  await page.getByRole('button', { name: 'Open in Inspector' }).click()
  for (const tab of ['Response', 'Stream']) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    const shown = await page.content()
    for (const piece of [testKey, ...halves]) expect(shown.split(piece)).toHaveLength(1)
  }
  // The key is searched for on disk after each test: by then this has to be there.
  await expect.poll(() => onDisk(page)).toContain('"ending":{"kind":"end"}')
  await page.reload()
  await expect(response(page)).toContainText('Your key is •••••••• and again ••••••••.')
})
