/** Answers that are late, fall silent, drip, flood or are stopped: the clocks of the page, and who gets the last word. */
import { expect, field, look, response, test } from './faults/judge.ts'
import {
  answerOk,
  atFirst,
  begun,
  begunText,
  chunk,
  event,
  http,
  pieces,
  retryInfo,
  errorBody,
} from './faults/wire.ts'
import type { Page } from '@playwright/test'
import type { Fault } from './faults/server.ts'

// A trace takes a picture of the page at every step: most of the time of a suite this long.
test.use({ trace: 'off' })
test.setTimeout(120_000)

const note = (page: Page) => response(page).getByRole('note', { name: 'Stop reason' })
const stop = (page: Page) => page.getByRole('button', { name: 'Stop', exact: true })
const forEver: Fault = () => undefined

async function ask(page: Page, text = 'Hello there'): Promise<void> {
  await field(page).fill(text)
  await field(page).press('Control+Enter')
  await expect(stop(page)).toBeVisible()
}

const strip = (page: Page) => response(page).getByRole('img', { name: 'Stream strip' })
const waiting = (page: Page) => response(page).getByRole('status', { name: 'Waiting' })
const stalled = (page: Page) => response(page).getByRole('status', { name: 'Stalled' })
const stopAndKeep = (page: Page) => response(page).getByRole('button', { name: 'Stop and keep' })
/** Moves the page's clock without every tick of it. */
const skip = (page: Page, seconds: number) => page.clock.fastForward(seconds * 1000)

test('G07 late first byte: said at 10 s, then plain; never: over after ten minutes', async ({
  page,
  judge,
}) => {
  await page.clock.install()
  let letGo: (() => void) | undefined
  await judge.serve('late', {
    generate: async (wire, turn) => {
      if (turn > 0) return
      await new Promise<void>((go) => {
        letGo = go
      })
      await answerOk(wire, turn)
    },
  })
  await ask(page)
  await page.clock.runFor(9500)
  await expect(waiting(page)).toBeVisible()
  await expect(stopAndKeep(page)).toHaveCount(0)
  await page.clock.runFor(1000)
  await expect(waiting(page)).toContainText('Nothing has come for 10 s')
  await expect(stopAndKeep(page)).toBeVisible()
  await skip(page, 539)
  await expect(waiting(page)).toContainText('up to 10 minutes')
  await expect.poll(() => letGo).toBeDefined()
  letGo?.()
  await expect.poll(() => judge.server.generations('late')[0]?.whole).toBe(true)
  await page.clock.runFor(500)
  await expect(response(page).locator('.md')).toHaveText('OK')
  await expect(note(page)).toHaveCount(0)

  await ask(page, 'And never')
  await skip(page, 598)
  await page.clock.runFor(500)
  await expect(waiting(page)).toContainText('Nothing has come for 598 s')
  await expect(stop(page)).toBeVisible()
  await page.clock.runFor(2000)
  await expect(note(page)).toContainText(/^Interrupted/)
  await expect(note(page)).toContainText('10 minutes')
  await expect(field(page)).toHaveValue('And never')
  await expect.poll(() => judge.server.generations('late')[1]?.closedAt).toBeDefined()
  expect(judge.server.generations('late')).toHaveLength(2)
})

test('a silent stream is stalled from 10 s on, with its length; Stop and keep ends it and keeps what came', async ({
  page,
  judge,
}) => {
  await page.clock.install()
  let next: (() => void) | undefined
  await judge.serve('stalls', {
    generate: async (wire) => {
      for (const one of begun) {
        await wire.write(one)
        await new Promise<void>((go) => {
          next = go
        })
      }
    },
  })
  await ask(page)
  await expect.poll(() => next).toBeDefined()
  await page.clock.runFor(8000)
  await expect(strip(page)).toHaveAccessibleDescription(/streaming$/)
  await expect(stopAndKeep(page)).toHaveCount(0)
  await page.clock.runFor(3000)
  await expect(strip(page)).toHaveAccessibleDescription(/stalled 1\d s$/)
  await expect(
    response(page)
      .getByText(/^stalled 1\d s$/)
      .first(),
  ).toBeVisible()
  await expect(stalled(page)).toContainText(/stalled: nothing has come for 1\d s/)
  // Three minutes, as a model thinks them: the second event takes it on.
  await skip(page, 180)
  await page.clock.runFor(500)
  await expect(strip(page)).toHaveAccessibleDescription(/stalled 19\d s$/)
  next?.()
  await expect
    .poll(async () => {
      await page.clock.runFor(100)
      return response(page).locator('.md').innerText()
    })
    .toContain('two')
  await expect(stopAndKeep(page)).toHaveCount(0)
  await expect(strip(page)).toHaveAccessibleDescription(/streaming$/)

  await skip(page, 20)
  await page.clock.runFor(500)
  await stopAndKeep(page).click()
  await page.clock.runFor(500)
  await expect(note(page)).toContainText(/^Stopped/)
  await expect(response(page).locator('.md')).toHaveText('One two')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeFocused()
  await expect.poll(() => judge.server.generations('stalls')[0]?.closedAt).toBeDefined()
})

test('an answer in one piece is waited for as long as it takes', async ({ page, judge }) => {
  await page.clock.install()
  let letGo: (() => void) | undefined
  await judge.serve('whole', {
    generate: async (wire, turn) => {
      await new Promise<void>((go) => {
        letGo = go
      })
      await answerOk(wire, turn)
    },
  })
  await page.getByRole('switch', { name: 'Stream', exact: true }).click()
  await ask(page)
  await skip(page, 3600)
  await page.clock.runFor(500)
  await expect(waiting(page)).toContainText(/Nothing has come for 36\d\d s.*as long as it takes/)
  await expect.poll(() => letGo).toBeDefined()
  letGo?.()
  await expect
    .poll(async () => {
      await page.clock.runFor(100)
      return (await look(page)).text
    })
    .toBe('OK')
  expect((await look(page)).note).toBeNull()
})

for (const [about, drip] of [
  ['G08 silence for ever', undefined],
  ['comments alone', ': still here\n\n'],
  ['pieces of an event that never ends', 'x'],
] as const)
  test(`${about}: over five minutes after the last event, what came is kept`, async ({ page, judge }) => {
    await page.clock.install()
    await judge.serve('silent', {
      generate: atFirst(async (wire) => {
        for (const one of begun) await wire.write(one)
        if (drip === 'x') await wire.write('data: {"candidates":[{"content":{"parts":[{"text":"')
        if (!drip) return
        while (wire.open) {
          await wire.write(drip)
          await wire.pause(20)
        }
      }),
    })
    await ask(page)
    await expect
      .poll(async () => {
        await page.clock.runFor(100)
        return response(page).locator('.md').innerText()
      })
      .toContain(begunText)
    await skip(page, 290)
    await page.clock.runFor(500)
    await expect(strip(page)).toHaveAccessibleDescription(/stalled 2\d\d s$/)
    await expect(stop(page)).toBeVisible()
    await page.clock.runFor(10_000)
    await expect(note(page)).toContainText(/^Interrupted/)
    await expect(response(page).locator('.md')).toContainText(begunText)
    await expect.poll(() => judge.server.generations('silent')[0]?.closedAt).toBeDefined()
    await note(page).getByRole('button', { name: 'Run again' }).click()
    await page.clock.runFor(500)
    await expect(response(page).locator('.md')).toHaveText('OK')
  })

test('one byte a second goes on for as long as events come', async ({ page, judge }) => {
  await page.clock.install()
  let next: (() => void) | undefined
  await judge.serve('drip', {
    generate: async (wire) => {
      for (const letter of 'slowly') {
        await wire.write(event(chunk(letter)))
        await new Promise<void>((go) => {
          next = go
        })
      }
      wire.end(event(chunk('.', 'STOP')))
    },
  })
  await ask(page)
  for (const [at] of [...'slowly'].entries()) {
    await page.clock.runFor(300)
    await expect(response(page).locator('.md')).toHaveText('slowly'.slice(0, at + 1))
    await page.clock.runFor(20_000)
    next?.()
  }
  await page.clock.runFor(300)
  await expect(response(page).locator('.md')).toHaveText('slowly.')
  await expect.poll(async () => (await look(page)).note).toBeNull()
})

test('G16 Stop, then run at once: the old socket is closed, the new answer stands alone', async ({
  page,
  judge,
}) => {
  await judge.serve('stop', {
    generate: async (wire, turn) => {
      if (turn === 3) return answerOk(wire, turn)
      for (let at = 0; wire.open; at++) {
        await wire.write(event(chunk(`run${turn} ${at} `)))
        await wire.pause(10)
      }
    },
  })
  const calls = () => judge.server.generations('stop')
  for (let turn = 0; turn < 3; turn++) {
    await ask(page, `Run ${turn}`)
    await expect(response(page).locator('.md')).toContainText(`run${turn} 3`)
    const pressed = Date.now()
    await page.keyboard.press('Escape')
    await expect.poll(() => calls()[turn]?.closedAt).toBeDefined()
    console.log(`faults: socket closed ${(calls()[turn]?.closedAt ?? 0) - pressed} ms after Stop`)
    await expect(note(page)).toContainText(/^Stopped/)
  }
  await field(page).press('Control+Enter')
  await expect(response(page).locator('.md')).toHaveText('OK')
  // The old sockets are closed: what they brought would be drawn with the next frames.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  expect((await look(page)).text).toBe('OK')
  expect(calls()).toHaveLength(4)
})

test('Stop before the first byte, and while a try after 503 is announced', async ({ page, judge }) => {
  await judge.serve('early', {
    generate: (wire, turn) =>
      turn === 0
        ? forEver(wire, turn)
        : http(503, errorBody(503, 'UNAVAILABLE', 'x', [retryInfo('9s')]))(wire, turn),
  })
  await ask(page)
  await expect.poll(() => judge.server.generations('early').length).toBe(1)
  await page.keyboard.press('Escape')
  await expect(note(page)).toContainText(/^Stopped/)
  await expect.poll(() => judge.server.generations('early')[0]?.closedAt).toBeDefined()
  await ask(page, 'Again')
  await expect(response(page).getByText('Try 1 of 2')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(note(page)).toContainText(/^Stopped/)
  expect(judge.server.generations('early')).toHaveLength(2)
})

test('G15 floods: one event of 5 MB, 20,000 tiny ones, 10 MB in all', async ({ page, judge }) => {
  const words = 'word '.repeat(1_000_000)
  const tiny = Array.from({ length: 20_000 }, (_, at) => event(chunk(`${at}${at % 20 ? ' ' : '\n\n'}`)))
  const large = Array.from({ length: 200 }, (_, at) => event(chunk(`${at} ${'prose '.repeat(8300)}\n\n`)))
  const floods: [string, string[], string][] = [
    ['one event of 5 MB', [event(chunk(words, 'STOP'))], 'word word'],
    ['20,000 events', [...tiny, event(chunk('end.', 'STOP'))], 'end.'],
    ['10 MB', [...large, event(chunk('end.', 'STOP'))], '0 prose'],
  ]
  for (const [name, list, text] of floods) {
    const writes: string[] = []
    for (let at = 0; at < list.length; at += 100) writes.push(list.slice(at, at + 100).join(''))
    await judge.serve('flood', { generate: atFirst(pieces(...writes)) })
    await judge.longestTask()
    const begunAt = Date.now()
    expect((await judge.run('flood')).note).toBeNull()
    const took = Date.now() - begunAt
    await expect(response(page).locator('article')).toContainText(text)
    console.log(`faults: ${name} in ${took} ms, longest task ${Math.round(await judge.longestTask())} ms`)
    expect((await judge.run('flood')).text).toContain('OK')
  }
})
