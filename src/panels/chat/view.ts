import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'

/** What is open on the chat's screen. Outside the components, so that a turn scrolled out of sight loses nothing. */
interface View {
  /** The conversation list beside the log. */
  listOpen: boolean
  /** Enter alone sends. */
  enterSends: boolean
  find: string | null
  dialog: 'history' | 'storage' | null
}

const NAME = 'chat-view'

function stored(): Partial<Pick<View, 'listOpen' | 'enterSends'>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null')
    if (typeof value !== 'object' || value === null) return {}
    return {
      ...('listOpen' in value && { listOpen: value.listOpen === true }),
      ...('enterSends' in value && { enterSends: value.enterSends === true }),
    }
  } catch {
    return {}
  }
}

export const view = createStore<View>(() => ({
  listOpen: matchMedia('(width >= 961px)').matches,
  enterSends: false,
  find: null,
  dialog: null,
  ...stored(),
}))

export function useView<T>(selector: (state: View) => T): T {
  return useStore(view, selector)
}

/** Changes what is kept on this device. */
export function setPreference(change: Partial<Pick<View, 'listOpen' | 'enterSends'>>): void {
  view.setState(change)
  const { listOpen, enterSends } = view.getState()
  try {
    localStorage.setItem(NAME, JSON.stringify({ listOpen, enterSends }))
  } catch {
    // Storage is off: it holds until the page is closed.
  }
}
