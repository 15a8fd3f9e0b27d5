import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

export type Theme = 'system' | 'light' | 'dark'

/** Read by `public/theme.js` too, which sets the attribute before the first paint. */
const name = 'theme'

function stored(): Theme {
  try {
    const value = localStorage.getItem(name)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}

/** The theme in force; `system` follows the operating system, as CSS does by itself. */
export const theme = createStore<{ theme: Theme }>(() => ({ theme: stored() }))

export function useTheme(): Theme {
  return useStore(theme, (state) => state.theme)
}

/** Puts a theme on the page and keeps it for the next visit. */
export function setTheme(next: Theme): void {
  theme.setState({ theme: next })
  if (next === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = next
  try {
    if (next === 'system') localStorage.removeItem(name)
    else localStorage.setItem(name, next)
  } catch {
    // Storage is off: the theme holds until the page is closed.
  }
}

/** What one press of the button does: away from what is on screen, then to the other, then back to the system's. */
export function nextTheme(now: Theme, systemIsDark: boolean): Theme {
  const away = systemIsDark ? 'light' : 'dark'
  if (now === 'system') return away
  if (now === away) return systemIsDark ? 'dark' : 'light'
  return 'system'
}
