/** An example that the demo could only shrug at would be the first thing that a newcomer sees. */
import { expect, test } from 'vitest'
import { skilled } from '../../emulator/skills/table.ts'
import { examples } from './examples.ts'

test.each(examples)('$title is answered by a skill', ({ text }) => {
  expect(skilled(text, { now: Date.UTC(2026, 10, 27), earlier: [] })?.by).toBeDefined()
})
