/** axe, target size included, over the page as it stands. */
import { readFileSync } from 'node:fs'
import type * as Axe from 'axe-core'
import type { Page } from '@playwright/test'

const source = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Rules that fail, with the elements they fail on. The policy of the page lets no script in but through the debugger. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(source)
  return page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as { axe: typeof Axe }
    const found = await tool.run(document, {
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
    })
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    )
  })
}
