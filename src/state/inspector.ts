import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import type { Run } from './run.ts'

export const inspectorTabs = ['Request', 'Response', 'Stream', 'Code'] as const
export type InspectorTab = (typeof inspectorTabs)[number]

export interface Inspector {
  open: boolean
  tab: InspectorTab
  /** The run on show; null follows the present workspace's own. */
  run: Run | null
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
export function inspect(run: Run | null = null, chunk: number | null = null): void {
  inspector.setState({ open: true, tab: 'Stream', run, chunk })
}
