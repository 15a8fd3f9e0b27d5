/** What the user is writing, on its way to the disk: soon, and at once when the page goes away. */
import { parseAll, read, tryWrite } from './database.ts'
import { beforeLeaving, dropLeftDrafts, leaveDrafts, claimLeftDrafts } from './leaving.ts'
import { storage } from './storage.ts'
import { pendingIn } from './pending.ts'
import type { Change, Parse } from './database.ts'

/** Drafts that are not on disk yet, those being written included. */
const waiting = new Map<string, unknown>()
let timer: ReturnType<typeof setTimeout> | undefined

async function flush(): Promise<void> {
  clearTimeout(timer)
  const changes = [...waiting].map(([key, value]): Change => ({ store: 'drafts', key, value }))
  const onDisk = await tryWrite(changes)
  for (const { key, value } of changes) if (waiting.get(key) === value) waiting.delete(key)
  if (onDisk) dropLeftDrafts(changes.map(({ key }) => key).filter((key) => !waiting.has(key)))
  storage.setState(({ unsaved }) => ({ unsaved: unsaved.filter((key) => waiting.has(key)) }))
}

function leave(): void {
  // Storage of a newer version takes nothing from this page; the page that the reader reloads for takes it from here.
  const refused = storage.getState().outdated ? pendingIn('drafts') : []
  leaveDrafts(new Map([...refused.map(({ key, value }) => [key, value] as const), ...waiting]))
  void flush()
}

let listening = false

/** Saves what the user is writing, 300 ms after the last call for any draft, or at once when the page goes away. */
export function saveDraft(key: string, value: unknown): void {
  if (!listening) beforeLeaving(leave)
  listening = true
  waiting.set(key, value)
  storage.setState(({ unsaved }) => (unsaved.includes(key) ? {} : { unsaved: [...unsaved, key] }))
  clearTimeout(timer)
  timer = setTimeout(() => void flush(), 300)
}

/** What `saveDraft` last kept under this key, also if it is not on disk yet. */
export async function loadDraft<T>(key: string, parse: Parse<T>): Promise<T | undefined> {
  for (const [left, value] of claimLeftDrafts()) if (!waiting.has(left)) saveDraft(left, value)
  if (!waiting.has(key)) return read('drafts', key, parse)
  const value = waiting.get(key)
  return value === undefined ? undefined : (await parseAll('drafts', [[key, value]], parse))[0]?.[1]
}
