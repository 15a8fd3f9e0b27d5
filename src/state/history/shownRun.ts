import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { goTo, workspaceOf } from '../shell/workspace.ts'
import type { RunId } from '../../runs/run.ts'

interface Shown {
  /** Its row. */
  id: RunId | null
  /** Which run of the row, where it is not the last: a step of a loop. */
  step: RunId | null
}

/** `#/history/ID` and `#/history/ID/STEP`; null in `#/history` and elsewhere. */
export function runIn(hash: string): Shown {
  const [, id = null, step = null] =
    (workspaceOf(hash) === 'history' && /^#\/history\/([^/?]+)(?:\/([^/?]+))?/.exec(hash)) || []
  return { id, step }
}

const present = (): Shown =>
  typeof location === 'undefined' ? { id: null, step: null } : runIn(location.hash)

/** The press that History shows at its bottom; the address names it. */
const shown = createStore<Shown>(present)

if (typeof addEventListener === 'function')
  addEventListener('hashchange', () => {
    if (workspaceOf(location.hash) === 'history') shown.setState(present())
  })

/** By the id of its row. */
export const useShownRun = (): RunId | null => useStore(shown, ({ id }) => id)

/** The very run on show: the last of its row, or the step of it that was chosen. */
export const useShownStep = (): RunId | null => useStore(shown, ({ id, step }) => step ?? id)

/** Shows a press in History, from wherever the reader is. Back leads to what was there before. @param step of its loop */
export function showRun(id: RunId | null, step: RunId | null = null): void {
  shown.setState({ id, step })
  goTo('history', id === null ? '' : step === null ? `/${id}` : `/${id}/${step}`)
}
