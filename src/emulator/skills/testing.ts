/** How the tests of the skills ask. */
import { expect } from 'vitest'
import type { Skill } from './skill.ts'

/** A Friday, noon in every time zone that a test may run in but the farthest. */
export const around = { now: Date.UTC(2026, 10, 27, 12), earlier: [] as string[] }

/** The answer of a skill, '' where it does not understand; its three wordings must differ. */
export function says<Task>(skill: Skill<Task>, prompt: string): string {
  const task = skill.understand(prompt, around)
  if (task === null) return ''
  const wordings = [0, 1, 2].map((variant) => skill.answer(task, variant))
  expect(new Set(wordings).size, 'wordings that differ').toBe(3)
  return wordings[0] ?? ''
}

export const leaves =
  <Task>(skill: Skill<Task>) =>
  (prompt: string) => {
    expect(skill.understand(prompt, around)).toBeNull()
  }
