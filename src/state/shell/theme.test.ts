import { expect, test } from 'vitest'
import { nextTheme } from './theme.ts'

test.each([true, false])(
  'three presses go through all themes, the first away from the system (dark: %s)',
  (dark) => {
    const first = nextTheme('system', dark)
    expect(first).toBe(dark ? 'light' : 'dark')
    const second = nextTheme(first, dark)
    expect(second).toBe(dark ? 'dark' : 'light')
    expect(nextTheme(second, dark)).toBe('system')
  },
)
