import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const specs = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.spec.ts'))

test('there are specs', () => expect(specs.length).toBeGreaterThan(20))

test.each(specs)('%s waits for what happens, and never sleeps', (name) => {
  // What must not happen is counted after a certain, later event: `later.ts`.
  expect(readFileSync(`${import.meta.dirname}/${name}`, 'utf8')).not.toMatch(/waitForTimeout/)
})
