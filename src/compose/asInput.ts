import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

type Give = (files: readonly File[]) => void

/** Who gets a picture that is to be input next: the composer on the screen; null where there is none. */
const target = createStore<{ give: Give | null }>(() => ({ give: null }))

/** @returns what ends it: another composer may have come since */
export function takeInput(give: Give): () => void {
  target.setState({ give })
  return () => target.setState((now) => (now.give === give ? { give: null } : now))
}

export const useTakesInput = (): boolean => useStore(target, ({ give }) => give !== null)

/** Puts a file where pictures that are picked go, through the same gate. */
export const giveAsInput = (file: File): void => target.getState().give?.([file])
