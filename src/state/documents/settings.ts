import { createStore } from 'zustand/vanilla'
import { changedSettings } from '../../request/checks/apply.ts'
import { withSetting } from '../../request/settings/path.ts'
import { loadDraft, saveDraft } from '../../store/drafts.ts'
import { loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { withoutKeys } from '../../runs/keyAtRest.ts'
import { session } from '../connection/session.ts'
import type { Change } from '../../request/checks/finding.ts'
import type { At, SettingPath, Settings } from '../../request/settings/table.ts'
import type { Parse } from '../../store/database.ts'
import type { Session } from '../connection/session.ts'
import type { StoreApi } from 'zustand/vanilla'

type Backend = Session['backend']

/** What a newcomer runs with, by backend. */
export const DEFAULT_MODEL: Record<Backend, string> = { demo: 'demo-flash', live: 'gemini-3.6-flash' }

/** A model with nothing else set. */
export const fresh = (model: string): Settings => ({
  model,
  systemInstruction: '',
  generationConfig: {},
  safety: {},
  stream: true,
})

/** What "Save as my defaults" kept, for every document; null where nothing is. */
export const myDefaults = createStore<{ saved: Settings | null }>(() => ({ saved: null }))

const DEFAULTS = 'settings-defaults'

/**
 * Settings without a key that was pasted by mistake, whichever of them it is in: on the screen it stays, and it must not
 * reach the disk.
 */
export const settingsWithoutKeys = (value: Settings): Settings => ({
  ...withoutKeys(value, session.getState().apiKey),
  systemInstruction: withoutKey(value.systemInstruction),
})

/** The form of one document, beside its values. */
interface Form {
  /** Counts up when another whole set takes the place of the one before: each row starts anew. */
  round: number
  /** What was typed and cannot be taken, by the title of its row. In memory alone. */
  unread: Readonly<Record<string, { text: string; held: unknown; problem?: string } | undefined>>
}

/** The settings of one document, and everything that can be done to them. */
export interface SettingsDoc {
  /** Plain `Settings`, ready for a request. */
  store: StoreApi<Settings>
  form: StoreApi<Form>
  setModel(model: string): void
  setSystemInstruction(text: string): void
  setStream(stream: boolean): void
  /** Sets one row of the table; `undefined` leaves it to the API again. */
  set<P extends SettingPath>(path: P, value: At<P> | undefined): void
  /** Makes a change that a finding offers; one that is about turns is not for settings. */
  apply(change: Change): void
  resetConfig(): void
  resetSafety(): void
  /** Takes over a whole set, as from a link or a file. */
  replace(next: Settings): void
  /** Keeps the present settings as what this browser starts with and what `backToMyDefaults` returns to. */
  saveAsDefaults(): void
  /** Returns to what `saveAsDefaults` kept; without it, to the API's. */
  backToMyDefaults(): void
  /** Nothing but model and system instruction is set, and the saved defaults are forgotten. */
  backToApiDefaults(): void
  /** Brings back the settings of the last visit, once a page. */
  load(): Promise<void>
}

/**
 * Settings of a document of their own.
 * @param name under which they are kept: each tab its own, and the newest for a tab that is opened anew
 */
export function createSettings(name: string): SettingsDoc {
  const store = createStore<Settings>(() => fresh(DEFAULT_MODEL[session.getState().backend]))
  const form = createStore<Form>(() => ({ round: 0, unread: {} }))
  type Edit = (now: Settings) => Settings
  /** Edits made before the stored settings arrived: they are made to those then. Null from there on. */
  let early: Edit[] | null = []
  let loading: Promise<void> | undefined
  /** The file of the table did not arrive: it is asked for again with the next edit. */
  let failed = false

  function keep(): void {
    const kept = settingsWithoutKeys(store.getState())
    saveDraft(name, kept)
    saveTabDraft(name, kept)
  }

  function edit(change: Edit): void {
    store.setState(change, true)
    // What is stored is not written over before it has been read.
    if (!early) return keep()
    early.push(change)
    // The form, whose file is the same, says so where it does not arrive.
    if (failed) void loadOnce().catch(() => undefined)
  }

  /** Puts another whole set in place; what was typed into the form was about the one before. */
  function renew(change: Edit): void {
    form.setState(({ round }) => ({ round: round + 1, unread: {} }))
    edit(change)
  }

  /** Follows the backend, but only from one backend's default to the other's: a chosen model stays chosen. */
  function followBackend({ backend }: Pick<Session, 'backend'>): void {
    const other: Backend = backend === 'live' ? 'demo' : 'live'
    if (store.getState().model === DEFAULT_MODEL[other]) store.setState({ model: DEFAULT_MODEL[backend] })
  }

  async function load(): Promise<void> {
    // The table is not in the first load.
    const { keptSettings } = await import('../../request/settings/schema.ts')
    const model = DEFAULT_MODEL[session.getState().backend]
    const parse: Parse<Settings> = (value, unread) => keptSettings(value, model, unread)
    const [saved, draft] = await Promise.all([loadDraft(DEFAULTS, parse), loadTabDraft(name, parse)])
    if (saved && !myDefaults.getState().saved) myDefaults.setState({ saved })
    const found = draft ?? (await loadDraft(name, parse)) ?? saved
    const edits = early ?? []
    early = null
    if (found) store.setState(found)
    if (found) for (const change of edits) store.setState(change, true)
    if (edits.length > 0) keep()
    followBackend(session.getState())
  }

  function loadOnce(): Promise<void> {
    if (failed) loading = undefined
    failed = false
    loading ??= load().catch((error: unknown) => {
      failed = true
      throw error
    })
    return loading
  }

  session.subscribe(followBackend)

  const backToApiDefaults = () => {
    renew(({ model, systemInstruction }) => ({ ...fresh(model), systemInstruction }))
    myDefaults.setState({ saved: null })
    saveDraft(DEFAULTS, undefined)
  }

  return {
    store,
    form,
    setModel: (model) => edit((now) => ({ ...now, model: model.replace(/^models\//, '') })),
    setSystemInstruction: (systemInstruction) => edit((now) => ({ ...now, systemInstruction })),
    setStream: (stream) => edit((now) => ({ ...now, stream })),
    set: (path, value) => edit((now) => withSetting(now, path, value)),
    apply: (change) => edit((now) => changedSettings(now, change)),
    resetConfig: () =>
      renew(({ model, systemInstruction, stream, safety }) => ({
        ...fresh(model),
        systemInstruction,
        stream,
        safety,
      })),
    resetSafety: () => edit((now) => ({ ...now, safety: {} })),
    replace: (next) => renew(() => next),
    saveAsDefaults() {
      const saved = store.getState()
      myDefaults.setState({ saved })
      saveDraft(DEFAULTS, settingsWithoutKeys(saved))
    },
    backToMyDefaults() {
      const { saved } = myDefaults.getState()
      if (saved) renew(() => saved)
      else backToApiDefaults()
    },
    backToApiDefaults,
    load: loadOnce,
  }
}
