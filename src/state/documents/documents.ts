import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createSettings, myDefaults } from './settings.ts'
import type { Settings } from '../../request/settings/table.ts'
import type { SettingsDoc } from './settings.ts'

/** What is being written: the settings it will be sent with. Its turns are in the state of its workspace. */
export interface Doc {
  settings: SettingsDoc
}

export const promptDoc: Doc = { settings: createSettings('settings') }
/** Prompt and Chat share their settings, by this line. */
export const chatDoc: Doc = { settings: promptDoc.settings }

/** The document of the workspace around a component. */
export const DocContext = createContext<Doc>(promptDoc)

export const useDoc = (): Doc => useContext(DocContext)

/** Subscribes a component to one value of its document's settings. */
export function useSettings<T>(selector: (state: Settings) => T): T {
  return useStore(useDoc().settings.store, selector)
}

export function useMyDefaults<T>(selector: (state: { saved: Settings | null }) => T): T {
  return useStore(myDefaults, selector)
}
