import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { goTo, workspaceOf } from '../shell/workspace.ts'
import type { RunId } from '../../runs/run.ts'

/** `#/history/ID`; null in `#/history` and elsewhere. */
export function runIn(hash: string): RunId | null {
  return workspaceOf(hash) === 'history' ? (/^#\/history\/([^/?]+)/.exec(hash)?.[1] ?? null) : null
}

const present = () => (typeof location === 'undefined' ? null : runIn(location.hash))

/** The press that History shows at its bottom; the address names it. */
const shown = createStore<{ id: RunId | null }>(() => ({ id: present() }))

if (typeof addEventListener === 'function')
  addEventListener('hashchange', () => {
    if (workspaceOf(location.hash) === 'history') shown.setState({ id: present() })
  })

export const useShownRun = (): RunId | null => useStore(shown, ({ id }) => id)

/** Shows a press in History, from wherever the reader is. Back leads to what was there before. */
export function showRun(id: RunId | null): void {
  shown.setState({ id })
  goTo('history', id === null ? '' : `/${id}`)
}
