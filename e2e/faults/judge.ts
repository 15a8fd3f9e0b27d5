/** Drives one case through the page and holds it to the oracles: the same ones after every fault. */
import { test as base, expect, testKey } from '../fixtures.ts'
import { answerOk, atFirst } from './wire.ts'
import { pause, startFaultServer } from './server.ts'
import type { Page } from '@playwright/test'
import type { Fault, FaultServer, Scenario } from './server.ts'

export { expect, testKey }

export interface Expected {
  /** How the run ends, as the page says it. */
  state: 'any' | 'complete' | 'Interrupted' | 'Failed' | 'Blocked' | 'No answer' | 'Cut off'
  /** What of the answer must be on the screen, exactly as far as it is given. */
  text?: string
  /** What the note or the alert must say. */
  says?: readonly (string | RegExp)[]
  /** Requests for an answer; 1 unless told. */
  requests?: number
}

export interface Case extends Expected {
  id: string
  fault: Fault
  /** How many requests get the fault before the server recovers; 1 unless told. */
  times?: number
  read?: Fault
}

/** What a person finds in the region Response. */
export interface Seen {
  text: string
  note: string | null
  alert: string | null
  /** Everything of the region. */
  all: string
  /** Elements that load, run or submit by themselves. */
  active: string[]
}

export interface Judge {
  server: FaultServer
  /** Milliseconds of the longest task of the page since the last look. */
  longestTask(): Promise<number>
  /** Points the page to a scenario, through the Connection dialog. */
  connect(baseUrl: string, key?: string): Promise<void>
  serve(name: string, scenario: Scenario): Promise<void>
  /** Types, runs, waits for the end. */
  run(name: string): Promise<Seen>
  /** What is wrong after one case; empty where everything holds. */
  check(one: Case): Promise<string[]>
  /** Every case, one after another on one page; fails with all that is wrong. */
  checkAll(cases: readonly Case[]): Promise<void>
}

export const field = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true })
export const response = (page: Page) => page.getByRole('region', { name: 'Response' })
const stop = (page: Page) => page.getByRole('button', { name: 'Stop', exact: true })

/** What loads, runs or submits by itself; the page's own drawings and players stand outside the rendered text. */
const active =
  'script, iframe, object, embed, link, meta, base, form, style, .md :is(img, picture, video, audio, svg:not([aria-hidden]))'

/** Reads the region at once: several looks could fall into different moments. */
export function look(page: Page): Promise<Seen> {
  return response(page).evaluate((region, tags) => {
    const words = (selector: string) => region.querySelector<HTMLElement>(selector)?.innerText ?? null
    return {
      text: [...region.querySelectorAll<HTMLElement>('.md')].map((one) => one.innerText).join('\n'),
      note: words('[role=note][aria-label="Stop reason"]'),
      alert: words('[role=alert]'),
      all: (region as HTMLElement).innerText,
      active: [...region.querySelectorAll(tags)].map((one) => one.outerHTML.slice(0, 120)),
    }
  }, active)
}

const machineWords = /\{\s*"error"|\n\s+at \w|Traceback|<!doctype|<html|undefined|\[object Object\]|NaN/i

function misjudged(seen: Seen, { state, text, says = [] }: Expected): string[] {
  const wrong: string[] = []
  const said = `${seen.note ?? ''}\n${seen.alert ?? ''}`
  const found =
    seen.note === null && seen.alert === null ? 'complete' : (seen.note ?? seen.alert ?? '').trim()
  if (state !== 'any' && !found.startsWith(state))
    wrong.push(`O6 state is “${found.slice(0, 80)}”, not ${state}`)
  if (text !== undefined && !seen.text.includes(text)) wrong.push(`O6 lost text: “${seen.text.slice(0, 80)}”`)
  for (const one of says) {
    if (typeof one === 'string' ? !said.includes(one) : !one.test(said))
      wrong.push(`O7 does not say ${String(one)}: “${said.slice(0, 300)}”`)
  }
  if (machineWords.test(said)) wrong.push(`O7 machine words: “${said.slice(0, 300)}”`)
  if (seen.active.length > 0) wrong.push(`O1 active elements: ${seen.active.join(' ')}`)
  return wrong
}

export const test = base.extend<{ judge: Judge }, { server: FaultServer }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from its pattern
    async ({}, provide) => {
      const server = await startFaultServer()
      await provide(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  judge: async ({ page, context, server, watch, api }, provide) => {
    watch.hosts.add(new URL(server.api).host)
    const events: string[] = []
    let asked = ''
    let connected = ''
    page.on('dialog', (dialog) => {
      events.push(`O3 dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    context.on('page', (popup) => events.push(`O3 popup: ${popup.url()}`))
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && !/^about:|#|\/$/.test(frame.url()))
        events.push(`O3 went to ${frame.url()}`)
    })
    await page.addInitScript(() => {
      const tasks: number[] = []
      Object.assign(globalThis, { tasks })
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration)
      }).observe({ type: 'longtask' })
    })
    await page.goto('/')
    await field(page).waitFor()

    const judge: Judge = {
      server,
      longestTask: () =>
        page.evaluate(() => {
          const { tasks } = globalThis as unknown as { tasks: number[] }
          return Math.max(0, ...tasks.splice(0))
        }),
      async connect(baseUrl, key = testKey) {
        connected = baseUrl
        await api.connect(page, { url: baseUrl, key })
      },
      async serve(name, scenario) {
        await judge.connect(server.serve(name, scenario))
      },
      async run(name) {
        const before = server.generations(name).length
        asked = `Question ${before + 1} for ${name}`
        await field(page).fill(asked)
        await field(page).press('Control+Enter')
        // A run that fails before its request leaves is over at once.
        for (let wait = 0; wait < 40 && server.generations(name).length === before; wait++) await pause(5)
        await stop(page).waitFor({ state: 'hidden', timeout: 40_000 })
        let seen = await look(page)
        // What renders an answer may still be on its way.
        for (let wait = 0; wait < 40 && !seen.text && !seen.note && !seen.alert; wait++) {
          await pause(50)
          seen = await look(page)
        }
        return seen
      },
      async check(one) {
        const { id, fault, times = 1, read, requests = 1 } = one
        const name = 'case'
        const baseUrl = server.serve(name, { generate: atFirst(fault, times), ...(read && { read }) })
        if (connected !== baseUrl) await judge.connect(baseUrl)
        const seen = await judge.run(name)
        const wrong = misjudged(seen, one)
        const sent = server.generations(name).length
        if (sent !== requests) wrong.push(`O8 ${sent} requests, not ${requests}`)
        if ((await field(page).inputValue()) !== asked) wrong.push('O5 the prompt was lost')
        if (id.includes('proto') && (await page.evaluate(() => 'polluted' in {})))
          wrong.push('a prototype was changed')
        for (const call of server.calls(name)) {
          const { 'x-goog-api-key': held, ...others } = call.headers
          if (held !== undefined && held !== testKey) wrong.push('O2 another key')
          if (JSON.stringify([call.path, call.body, others]).includes(testKey))
            wrong.push(`O2 key in ${call.path}`)
        }
        if ((await page.content()).includes(testKey)) wrong.push('O2 key on the page')
        wrong.push(...events.splice(0), ...server.leaks.splice(0).map((leak) => `O1 canary: ${leak}`))
        return wrong.map((what) => `${id}: ${what}`)
      },
      async checkAll(cases) {
        const wrong: string[] = []
        // What renders answers is loaded with the first one.
        await judge.serve('case', { generate: answerOk })
        await judge.run('case')
        await expect(response(page).locator('.md')).toHaveText('OK')
        const begun = performance.now()
        for (const one of cases) {
          const found = await judge.check(one).catch((error: unknown) => [`${one.id}: ${String(error)}`])
          wrong.push(...found)
          if (found.length > 0) console.log(found.join('\n'))
        }
        // Every case is usable again if the next one could be run; after the last one stands a plain answer.
        server.serve('case', { generate: answerOk })
        const after = await judge.run('case')
        if (!after.text.includes('OK') || after.note !== null)
          wrong.push(`last: O4 not usable again: ${after.all}`)
        const longest = Math.round(await judge.longestTask())
        const good = cases.length - new Set(wrong.map((line) => line.split(':')[0])).size
        const seconds = ((performance.now() - begun) / 1000).toFixed(1)
        console.log(`faults: ${good}/${cases.length} good in ${seconds} s, longest task ${longest} ms`)
        expect(wrong).toEqual([])
      },
    }
    await provide(judge)
    expect(events, 'dialogs, popups, navigations').toEqual([])
    expect(server.leaks.splice(0), 'requests to the canary').toEqual([])
    expect(server.gatewayCalls.splice(0), 'requests to another gateway').toEqual([])
  },
})
