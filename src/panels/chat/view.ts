import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import { isWide, useWide } from '../../ui/screen.ts'

/** What is open on the chat's screen. Outside the components, so that a turn scrolled out of sight loses nothing. */
interface View {
  /** The conversation list beside the log, in a window with room for it. */
  listOpen: boolean
  /** The list over the log, in a narrow one: as long as one looks for a conversation. */
  listOver: boolean
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
  listOpen: true,
  listOver: false,
  enterSends: false,
  find: null,
  dialog: null,
  ...stored(),
}))

/** Whether the conversation list is on show. */
export const useListOpen = (): boolean => {
  const beside = useWide()
  return useView(({ listOpen, listOver }) => (beside ? listOpen : listOver))
}

/** Shows the conversation list or puts it away; beside the log that is kept on this device. */
export function showList(open: boolean): void {
  if (isWide()) setPreference({ listOpen: open })
  else view.setState({ listOver: open })
}

/** Over the conversation the list goes once one is chosen. */
export const leaveList = (): void => view.setState({ listOver: false })

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
