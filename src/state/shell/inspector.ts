import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import { workspace } from './workspace.ts'
import type { RunId } from '../../runs/run.ts'

export const inspectorTabs = ['Request', 'Response', 'Stream', 'Code'] as const
export type InspectorTab = (typeof inspectorTabs)[number]

export interface Inspector {
  open: boolean
  tab: InspectorTab
  /** The chosen run; null follows the present workspace's own. A choice does not hold in another workspace. */
  run: RunId | null
  /** Selected chunk, counted from 0, in list and strip alike. */
  chunk: number | null
}

export const inspector = createStore<Inspector>(() => ({
  open: false,
  tab: 'Request',
  run: null,
  chunk: null,
}))

/** Subscribes a component to one value of the inspector. */
export function useInspector<T>(selector: (state: Inspector) => T): T {
  return useStore(inspector, selector)
}

export function toggleInspector(): void {
  inspector.setState(({ open }) => ({ open: !open }))
}

export function closeInspector(): void {
  inspector.setState({ open: false })
}

export function showTab(tab: InspectorTab): void {
  inspector.setState({ tab })
}

/** Opens the inspector on a run's stream. @param chunk counted from 0. */
export function inspect(run: RunId | null = null, chunk: number | null = null): void {
  inspector.setState({ open: true, tab: 'Stream', run, chunk })
}

/** Chooses a chunk of a run, in list and strip alike. @param chunk counted from 0 */
export const chooseChunk = (run: RunId, chunk: number): void => inspector.setState({ run, chunk })

/** Back to the workspace's own run: another workspace is on the screen, or a newer run has begun. */
export const followOwnRun = (): void => inspector.setState({ run: null, chunk: null })

workspace.subscribe((now, before) => {
  if (now.workspace !== before.workspace) followOwnRun()
})
