import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { createGemini } from '../../gemini/client.ts'
import {
  DEFAULT_BASE_URL,
  DEMO_URL,
  forgetKept,
  keepConnection,
  keepMove,
  keptConnection,
  keptKey,
  claimMove,
} from './connection.ts'
import { countingFetch } from './hosts.ts'
import { mayReach, narrowTo } from './narrow.ts'
import type { Gemini } from '../../gemini/client.ts'
import type { Backend } from './connection.ts'
import type { Over } from '../../runs/start.ts'
import type { Demo } from './demo.ts'

/**
 * Who is asked, and with which key. The key lives here, in memory, and in no other store; on this device only
 * where the user said so (`connection.ts`). It belongs to the origin of `baseUrl` and goes nowhere else.
 */
export interface Session {
  backend: Backend
  /** Origin with an optional path prefix, no slash at the end. */
  baseUrl: string
  apiKey: string | null
  /** Backend, base URL and key outlive this tab. */
  remembered: boolean
  /** Changes whenever backend, base URL or key do. Stands for the key wherever the key must not. */
  connectionId: string
  /** Why the Connection dialog is on show; null where it is not. */
  asking: 'asked' | 'no key' | 'moved' | null
}

export interface Connection {
  backend: Backend
  baseUrl: string
  /** Absent: leave the one that is held. */
  apiKey?: string | null
  remember: boolean
}

export const session = createStore<Session>(() => ({
  backend: 'demo',
  baseUrl: DEFAULT_BASE_URL,
  apiKey: null,
  remembered: false,
  connectionId: '0',
  asking: null,
}))

/** Subscribes a component to one value of the session. */
export function useSession<T>(selector: (state: Session) => T): T {
  return useStore(session, selector)
}

const originOf = (baseUrl: string) => new URL(baseUrl).origin

let lastId = 0
function connect(next: Omit<Session, 'connectionId' | 'asking'>): void {
  const now = session.getState()
  const same = now.backend === next.backend && now.baseUrl === next.baseUrl && now.apiKey === next.apiKey
  if (!same) lastId += 1
  session.setState({ ...next, connectionId: String(lastId) })
}

/** After "Forget key" the next run asks once, even where a key may be missing. */
let askOnce = false

function dropKey(): void {
  const { backend, baseUrl } = session.getState()
  askOnce = true
  keepConnection({ backend, baseUrl, remember: false, apiKey: null })
  connect({ backend, baseUrl, apiKey: null, remembered: false })
}

let tabs: BroadcastChannel | undefined

/**
 * Brings back what this tab, or else this device, was told to keep. To be called once, before the first paint.
 * In the demo no key is read. A page that was reloaded to reach another origin opens into the Connection dialog.
 */
export function restoreSession(): void {
  if (!tabs) {
    tabs = new BroadcastChannel('playground-session')
    tabs.addEventListener('message', ({ data }) => {
      if (data === 'forget') dropKey()
    })
  }
  const move = claimMove()
  const kept = keptConnection()
  const { backend, baseUrl } = move ? ({ backend: 'live', baseUrl: move.baseUrl } as const) : kept
  const apiKey = backend === 'live' && !move ? keptKey(originOf(baseUrl)) : null
  connect({ backend, baseUrl, apiKey, remembered: move?.remember ?? kept.remembered })
  session.setState({ asking: move && 'moved' })
  if (backend === 'live') narrowTo(originOf(baseUrl))
}

/** Whether saving this connection would reload the page: its policy lets it talk to one origin alone. */
export const wouldReload = ({ backend, baseUrl }: Pick<Connection, 'backend' | 'baseUrl'>): boolean =>
  backend === 'live' && !mayReach(originOf(baseUrl))

/**
 * Takes over what the Connection dialog holds; both values have passed `parseBaseUrl` and `cleanKey`.
 * @returns `reloading` where the page's policy lets it talk to another origin alone. The page then starts again
 *   with that origin in the dialog, and without the key: a reload empties the memory the key lives in.
 */
export function save({ backend, baseUrl, apiKey, remember }: Connection): 'saved' | 'reloading' {
  const now = session.getState()
  const origin = originOf(baseUrl)
  if (wouldReload({ backend, baseUrl })) {
    forgetKept()
    keepMove({ baseUrl, remember })
    location.reload()
    return 'reloading'
  }
  const sameOrigin = origin === originOf(now.baseUrl)
  const held = sameOrigin ? now.apiKey : null
  // The demo reads no kept key, so none in memory does not mean that there is none to leave alone.
  const kept = held ?? (sameOrigin && now.remembered ? keptKey(origin) : null)
  keepConnection({ backend, baseUrl, remember, apiKey: apiKey === undefined ? kept : apiKey })
  const inMemory = apiKey === undefined ? (backend === 'demo' ? held : kept) : apiKey
  connect({ backend, baseUrl, apiKey: inMemory, remembered: remember })
  if (inMemory) askOnce = false
  if (backend === 'live') narrowTo(origin)
  return 'saved'
}

/** Asks the demo from now on; base URL and kept key stay as they are. */
export function switchToDemo(): void {
  const { baseUrl, remembered } = session.getState()
  save({ backend: 'demo', baseUrl, remember: remembered })
}

/** Removes the key from memory, from this device and from the page's other tabs. */
export function forgetKey(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none: it is one origin's
  tabs?.postMessage('forget')
  dropKey()
}

/** The key for this base URL, whether held in memory or kept on this device: what an untouched key field stands for. */
export function keyFor(baseUrl: string): string | null {
  const { apiKey, baseUrl: present, remembered } = session.getState()
  if (originOf(baseUrl) !== originOf(present)) return null
  return apiKey ?? (remembered ? keptKey(originOf(baseUrl)) : null)
}

export const openConnection = () => session.setState({ asking: 'asked' })

/** A key on its way into the dialog's field; nowhere else, and no longer than the dialog is open. */
let offered: string | null = null

/** Opens the Connection dialog with a key in its field, where it waits for Save. */
export function offerKey(key: string): void {
  offered = key
  openConnection()
}

/** What was offered, once. */
export function takeOfferedKey(): string | null {
  const key = offered
  offered = null
  return key
}

export function closeConnection(): void {
  offered = null
  session.setState({ asking: null })
}

/** Whether a key has to be set before anything can be sent: for the public API always, elsewhere once after "Forget key". */
export function needsKey(): boolean {
  const { backend, baseUrl, apiKey } = session.getState()
  if (backend === 'demo' || apiKey) return false
  return baseUrl === DEFAULT_BASE_URL || askOnce
}

/**
 * To be called before a call that is paid for. Opens the Connection dialog where a key is missing.
 * @returns true where it did: then nothing must be sent
 */
export function askForKey(): boolean {
  if (!needsKey()) return false
  askOnce = false
  session.setState({ asking: 'no key' })
  return true
}

/** What the status Backend says. */
export function backendLabel({ backend, baseUrl, apiKey } = session.getState()): string {
  if (backend === 'demo') return 'Demo, in this tab'
  return new URL(baseUrl).host + (apiKey ? '' : ' (no key)')
}

let loadDemo: (() => Promise<Demo>) | undefined

/** Says where the demo comes from; nothing of it is loaded before it is asked for. */
export function provideDemo(loader: () => Promise<Demo>): void {
  let loaded: Promise<Demo> | undefined
  // One failed file is not kept: the next request asks for it again.
  loadDemo = () =>
    (loaded ??= loader().catch((error: unknown) => {
      loaded = undefined
      throw error
    }))
}

/** The demo, loaded when it is first asked for. @throws where its file does not arrive */
export async function theDemo(): Promise<Demo> {
  if (!loadDemo) throw new TypeError('The demo is not in this build.')
  return loadDemo()
}

const demoFetch: typeof fetch = async (...request) => (await theDemo()).fetch(...request)

/** What a client of any kind needs for a connection; the demo's gets no key. */
export function clientOptions({
  backend,
  baseUrl,
  apiKey,
}: Pick<Session, 'backend' | 'baseUrl' | 'apiKey'>): Parameters<typeof createGemini>[0] {
  if (backend === 'demo') return { baseUrl: DEMO_URL, fetch: demoFetch }
  return { baseUrl, fetch: countingFetch, ...(apiKey && { apiKey }) }
}

/** A client for any connection. */
export function clientFor(connection: Pick<Session, 'backend' | 'baseUrl' | 'apiKey'>): Gemini {
  return createGemini(clientOptions(connection))
}

let client: { id: string; gemini: Gemini } | undefined

/** The client for the present connection. */
export function gemini(): Gemini {
  const { connectionId } = session.getState()
  if (client?.id !== connectionId) client = { id: connectionId, gemini: clientFor(session.getState()) }
  return client.gemini
}

/** Who is asked at this moment, for a run that goes on with it whatever is set later. */
export function presentOver(): Over {
  const { backend, baseUrl, apiKey } = session.getState()
  const demo = backend === 'demo'
  return { gemini: gemini(), host: demo ? 'demo' : new URL(baseUrl).host, apiKey: demo ? null : apiKey }
}
