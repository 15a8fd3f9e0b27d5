/** The type of the page on a system without a good face of its own: from this host, after the prompt takes text, never in the way. */
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const font = /\.woff2$/

/** The faces that the browser draws an element in. */
async function drawnIn(page: Page, selector: string): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('DOM.enable')
  await devtools.send('CSS.enable')
  const { root } = await devtools.send('DOM.getDocument')
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
  return fonts.map(({ familyName }) => familyName)
}

test('interface and code have our faces, and no other host is asked for them', async ({ page, baseURL }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto('/')
  // Again from the start where React has put another node in the place of the one just found.
  await expect(async () => {
    expect(await drawnIn(page, 'h2')).toEqual(['Inter'])
    expect(await drawnIn(page, 'aside .font-mono')).toEqual(['Geist Mono'])
  }).toPass({ timeout: 10_000 })
  expect(asked.filter((url) => font.test(url))).toHaveLength(2)
  expect(asked.filter((url) => !url.startsWith(baseURL!))).toEqual([])
})

test('they are asked for once the prompt takes text, and what stands in for them has their measures', async ({
  page,
}) => {
  const held: (() => void)[] = []
  await page.route(font, async (route) => {
    await new Promise<void>((release) => held.push(release))
    await route.continue()
  })
  await page.goto('/')
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
  await prompt.fill('Before the faces are here')
  await expect.poll(() => held.length).toBe(2)
  const width = (family: string, letters: string) =>
    page.evaluate(
      ([name, words]) => {
        const context = document.createElement('canvas').getContext('2d')!
        context.font = `100px '${name}', serif`
        return context.measureText(words!).width
      },
      [family, letters],
    )
  const sentence = 'See the answer, and every byte behind it: 0123456789.'
  const standIn = await width('Inter Stand-in', sentence)
  const monoStandIn = await width('Geist Mono Stand-in', sentence)
  held.forEach((release) => release())
  await expect.poll(() => drawnIn(page, 'h2')).toEqual(['Inter'])
  expect(Math.abs((await width('Inter Variable', sentence)) / standIn - 1)).toBeLessThan(0.02)
  expect(Math.abs((await width('Geist Mono Variable', sentence)) / monoStandIn - 1)).toBeLessThan(0.02)
})

test('what is slow to arrive is for the next visit', async ({ page }) => {
  await page.clock.install()
  const held: (() => void)[] = []
  await page.route(font, async (route) => {
    await new Promise<void>((release) => held.push(release))
    await route.continue()
  })
  await page.goto('/')
  await page.clock.runFor(500)
  await expect.poll(() => held.length).toBe(2)
  await page.clock.runFor(4000)
  const arrived = [page.waitForEvent('requestfinished', (one) => font.test(one.url()))]
  held.forEach((release) => release())
  await Promise.all(arrived)
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Still in the face it began with')
  // Again from the start where React has put another node in the place of the one just found.
  await expect(async () => expect(await drawnIn(page, 'h2')).not.toContain('Inter')).toPass()
  await page.unroute(font)
  await page.reload()
  await page.clock.runFor(500)
  await expect.poll(() => drawnIn(page, 'h2')).toEqual(['Inter'])
})
