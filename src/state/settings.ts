import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { Settings } from '../request/schema.ts'
import type { Config, ConfigName, HarmCategory, Threshold } from '../request/schema.ts'
import { loadDraft, saveDraft } from '../store/drafts.ts'
import { withoutKey } from './keyInText.ts'
import { session } from './session.ts'
import { loadTabDraft, saveTabDraft } from '../store/tab.ts'
import type { Session } from './session.ts'

type Backend = Session['backend']

/** What a newcomer runs with, by backend. */
export const DEFAULT_MODEL: Record<Backend, string> = { demo: 'demo-flash', live: 'gemini-3.6-flash' }

const fresh = (model: string): Settings => ({
  model,
  systemInstruction: '',
  generationConfig: {},
  safety: {},
  stream: true,
})

/** The one set of settings that Prompt and Chat run with; its state is plain `Settings`, ready for a request. */
export const settings = createStore<Settings>(() => fresh(DEFAULT_MODEL[session.getState().backend]))

/** What "Save as my defaults" kept; null where nothing is. */
export const myDefaults = createStore<{ saved: Settings | null }>(() => ({ saved: null }))

export function useSettings<T>(selector: (state: Settings) => T): T {
  return useStore(settings, selector)
}

export function useMyDefaults<T>(selector: (state: { saved: Settings | null }) => T): T {
  return useStore(myDefaults, selector)
}

/** Whether something was edited before the stored settings arrived: then the edit stays. */
let edited = false

/** A key pasted by mistake stays on the screen and must not reach the disk. */
function save(name: 'settings' | 'settings-defaults', value: Settings): void {
  const kept = { ...value, systemInstruction: withoutKey(value.systemInstruction) }
  saveDraft(name, kept)
  // The newest are what a new tab begins with; a tab that is reloaded has its own again.
  if (name === 'settings') saveTabDraft(name, kept)
}

function edit(change: Partial<Settings>): void {
  edited = true
  settings.setState(change)
  save('settings', settings.getState())
}

export const setModel = (model: string) => edit({ model: model.replace(/^models\//, '') })
export const setSystemInstruction = (systemInstruction: string) => edit({ systemInstruction })
export const setStream = (stream: boolean) => edit({ stream })

function withKey<T extends object, K extends keyof T>(from: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = from
  return (value === undefined ? rest : { ...rest, [key]: value }) as T
}

/** Sets one field of `generationConfig`; `undefined` leaves it to the API again. */
export function setConfig<K extends ConfigName>(name: K, value: Config[K] | undefined): void {
  edit({ generationConfig: withKey(settings.getState().generationConfig, name, value) })
}

/** Sets one category's threshold; `undefined` leaves it to the API again. */
export function setSafety(category: HarmCategory, threshold: Threshold | undefined): void {
  edit({ safety: withKey(settings.getState().safety, category, threshold) })
}

export const resetConfig = () => edit({ generationConfig: {} })
export const resetSafety = () => edit({ safety: {} })

/** Takes over a whole set, as from a link or a file. */
export const replaceSettings = (next: Settings) => edit(Settings.parse(next))

/** Keeps the present settings as what this browser starts with and what `backToMyDefaults` returns to. */
export function saveAsDefaults(): void {
  const saved = settings.getState()
  myDefaults.setState({ saved })
  save('settings-defaults', saved)
}

/** Returns to what `saveAsDefaults` kept; without it, to the API's. */
export function backToMyDefaults(): void {
  const { saved } = myDefaults.getState()
  if (saved) edit(saved)
  else backToApiDefaults()
}

/** Nothing but model and system instruction is set, and the saved defaults are forgotten. */
export function backToApiDefaults(): void {
  edit({ generationConfig: {}, safety: {}, stream: true })
  myDefaults.setState({ saved: null })
  saveDraft('settings-defaults', undefined)
}

/** Follows the backend, but only from one backend's default to the other's: a chosen model stays chosen. */
function followBackend({ backend }: Pick<Session, 'backend'>): void {
  const other: Backend = backend === 'live' ? 'demo' : 'live'
  if (settings.getState().model === DEFAULT_MODEL[other]) settings.setState({ model: DEFAULT_MODEL[backend] })
}

async function load(): Promise<void> {
  session.subscribe(followBackend)
  const [saved, draft] = await Promise.all([
    loadDraft('settings-defaults', (value) => Settings.parse(value)),
    loadTabDraft('settings', (value) => Settings.parse(value)),
  ])
  if (saved) myDefaults.setState({ saved })
  const found = draft ?? (await loadDraft('settings', (value) => Settings.parse(value))) ?? saved
  if (found && !edited) settings.setState(found)
  followBackend(session.getState())
}

let loading: Promise<void> | undefined

/** Brings back the settings of the last visit, once a page. */
export function loadSettings(): Promise<void> {
  loading ??= load()
  return loading
}
