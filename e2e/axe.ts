/** axe, target size included, over the page as it stands. */
import { readFileSync } from 'node:fs'
import type * as Axe from 'axe-core'
import type { Page } from '@playwright/test'

const source = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** What the rules are about: all of it, or the one thing that a theme changes. */
async function failing(page: Page, about: 'everything' | 'colours'): Promise<string[]> {
  // The policy of the page lets no script in but through the debugger.
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(source)
  return page.evaluate(async (only) => {
    const { axe: tool } = globalThis as unknown as { axe: typeof Axe }
    const found = await tool.run(document, {
      resultTypes: ['violations'],
      ...(only === 'colours'
        ? { runOnly: ['color-contrast', 'link-in-text-block'] }
        : { rules: { 'target-size': { enabled: true } } }),
    })
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    )
  }, about)
}

/** Rules that fail in the light theme or in the dark one, with the elements they fail on. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    // Half way between two themes nothing has its contrast.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const about = colorScheme === 'light' ? 'everything' : 'colours'
    found.push(...(await failing(page, about)).map((one) => `${colorScheme}: ${one}`))
  }
  return found
}
