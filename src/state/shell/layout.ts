import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** Sizes of the frame's panes. Kept on this device; nothing the user wrote is in here. */
interface Layout {
  /** CSS pixels. */
  inspectorHeight: number
  /** Run settings beside the work; false is the one-line summary. */
  settingsOpen: boolean
}

const name = 'layout'
export const inspectorHeights = { min: 160, usual: 328, max: 900 }

function stored(): Layout {
  const layout: Layout = { inspectorHeight: inspectorHeights.usual, settingsOpen: true }
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    if (typeof value !== 'object' || value === null) return layout
    if ('inspectorHeight' in value && typeof value.inspectorHeight === 'number')
      layout.inspectorHeight = clampHeight(value.inspectorHeight)
    if ('settingsOpen' in value) layout.settingsOpen = value.settingsOpen !== false
  } catch {
    // Storage is off or holds something else: the usual sizes.
  }
  return layout
}

const clampHeight = (height: number) =>
  Math.round(Math.min(inspectorHeights.max, Math.max(inspectorHeights.min, height)))

const layout = createStore<Layout>(stored)

export function useLayout<T>(selector: (state: Layout) => T): T {
  return useStore(layout, selector)
}

function change(next: Partial<Layout>): void {
  layout.setState(next)
  try {
    localStorage.setItem(name, JSON.stringify(layout.getState()))
  } catch {
    // Storage is off: the size holds until the page is closed.
  }
}

export const setInspectorHeight = (height: number) => change({ inspectorHeight: clampHeight(height) })
export const setSettingsOpen = (settingsOpen: boolean) => change({ settingsOpen })
