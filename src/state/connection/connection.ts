import { parseBaseUrl } from '../../gemini/baseUrl.ts'
import { DEFAULT_BASE_URL } from '../../gemini/client.ts'

// For the Connection dialog, which may not reach into the client.
export { parseBaseUrl } from '../../gemini/baseUrl.ts'
export { DEFAULT_BASE_URL } from '../../gemini/client.ts'

/**
 * The connection's storage, and the only place in the project that writes the key anywhere. Not remembered: backend
 * and base URL in `sessionStorage`. Remembered: those and the key in `localStorage`, the key beside the one origin it
 * belongs to. A browser without storage keeps nothing and says nothing: memory is the default anyway.
 */

export type Backend = 'live' | 'demo'

/** Where the demo answers. No such host exists anywhere, so a copied request goes nowhere by mistake. */
export const DEMO_URL = 'https://demo.invalid'

/** Where the requests of a connection go. */
export const urlOf = ({ backend, baseUrl }: { backend: Backend; baseUrl: string }): string =>
  backend === 'demo' ? DEMO_URL : baseUrl

const connectionName = 'connection'
const keyName = 'connection-key'
const moveName = 'connection-move'

function read(storage: () => Storage, name: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(storage().getItem(name) ?? 'null')
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}

function write(storage: () => Storage, name: string, value: unknown): void {
  try {
    if (value === null) storage().removeItem(name)
    else storage().setItem(name, JSON.stringify(value))
  } catch {
    // Storage is off or full: the connection still holds for as long as the page is open.
  }
}

// Reading the property itself throws where a browser blocks storage.
const tab = () => sessionStorage
const device = () => localStorage

/** Whatever is stored passes the same check as what is typed. */
function parse(stored: Record<string, unknown> | null): { backend: Backend; baseUrl: string } | null {
  if (!stored) return null
  const { backend, baseUrl } = stored
  if ((backend !== 'live' && backend !== 'demo') || typeof baseUrl !== 'string') return null
  const checked = parseBaseUrl(baseUrl)
  return checked.ok ? { backend, baseUrl: checked.url } : null
}

/** What this tab, or else this device, was left with; the demo where neither was told anything. */
export function keptConnection(): { backend: Backend; baseUrl: string; remembered: boolean } {
  const onDevice = parse(read(device, connectionName))
  const kept = parse(read(tab, connectionName)) ?? onDevice ?? { backend: 'demo', baseUrl: DEFAULT_BASE_URL }
  return { ...kept, remembered: onDevice !== null }
}

/** The key kept on this device for exactly this origin, or null. */
export function keptKey(origin: string): string | null {
  const stored = read(device, keyName)
  return stored?.['origin'] === origin && typeof stored['key'] === 'string' ? stored['key'] : null
}

/** Writes a connection where it may be, and removes it everywhere else. */
export function keepConnection(connection: {
  backend: Backend
  baseUrl: string
  remember: boolean
  apiKey: string | null
}): void {
  const { backend, baseUrl, remember, apiKey } = connection
  write(tab, connectionName, remember ? null : { backend, baseUrl })
  write(device, connectionName, remember ? { backend, baseUrl } : null)
  write(device, keyName, remember && apiKey ? { origin: new URL(baseUrl).origin, key: apiKey } : null)
}

/** Removes connection and key from tab and device. */
export function forgetKept(): void {
  write(tab, connectionName, null)
  write(device, connectionName, null)
  write(device, keyName, null)
}

/** What a reload that changes the origin carries over. Never the key. */
export interface Move {
  baseUrl: string
  remember: boolean
}

export function keepMove(move: Move): void {
  write(tab, connectionName, { backend: 'live', baseUrl: move.baseUrl })
  write(tab, moveName, move)
}

/** The move this page was reloaded for; the second call finds none. */
export function claimMove(): Move | null {
  const stored = read(tab, moveName)
  write(tab, moveName, null)
  if (typeof stored?.['baseUrl'] !== 'string') return null
  const checked = parseBaseUrl(stored['baseUrl'])
  return checked.ok ? { baseUrl: checked.url, remember: stored['remember'] === true } : null
}
