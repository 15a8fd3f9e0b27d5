/**
 * Whose draft is whose. Every tab has an id, and what is being written is kept under it: two tabs never write over
 * each other. A tab that is opened anew takes over what the tab closed last has left, so no draft is orphaned.
 */
import { readAll, write } from './database.ts'
import { loadDraft, saveDraft } from './drafts.ts'
import { beforeLeaving, dropLeftDrafts, leaveDrafts } from './leaving.ts'
import { heldLocks, holdLock } from './locks.ts'
import type { Parse } from './database.ts'

const NAME = 'tab'
const newId = () => Math.floor(Math.random() * 36 ** 8).toString(36)
/** A reloaded page may ask before the page that it replaces has let go. */
const LET_GO_MS = 500

/** The id of this tab before a reload; a duplicated tab brings that of the tab it was made from. */
function remembered(): string | null {
  try {
    return sessionStorage.getItem(NAME)
  } catch {
    return null
  }
}

function remember(id: string): void {
  try {
    sessionStorage.setItem(NAME, id)
  } catch {
    // Switched off: after a reload this tab takes over what it left itself.
  }
}

const lockOf = (id: string) => `tab/${id}`

const key = (id: string) => `tab/${id}`

/** Ids of tabs that were open once, the last used first. */
async function known(): Promise<string[]> {
  const tabs = await readAll('drafts', Number, { prefix: key('') })
  return tabs.toSorted(([, a], [, b]) => b - a).map(([name]) => name.slice(key('').length))
}

interface Tab {
  id: string
  /** The tab that this one is a duplicate of: what has no record here begins as a copy of its. */
  from: string | null
}

async function findTab(): Promise<Tab> {
  const own = remembered()
  if (own !== null && (await holdLock(lockOf(own), LET_GO_MS))) return { id: own, from: null }
  if (own === null)
    for (const id of await known())
      if (id !== own && (await holdLock(lockOf(id), 0))) return { id, from: null }
  const id = newId()
  await holdLock(lockOf(id), 0)
  return { id, from: own }
}

let finding: Promise<Tab> | undefined
let tab: Tab | undefined

/** The id under which this tab keeps what is its own; the same after a reload. */
export async function thisTab(): Promise<Tab> {
  finding ??= findTab().then((found) => {
    tab = found
    remember(found.id)
    saveDraft(key(found.id), Date.now())
    if (reserved) dropLeftDrafts([...homeless.keys()].map((name) => `${name}/${reserved}`))
    homeless.clear()
    return found
  })
  return finding
}

/** What was written while storage had not yet said which tab this is, by name. */
const homeless = new Map<string, unknown>()
/** The id that this tab gave itself because it may go away without having one. */
let reserved: string | undefined

/** A page that goes away meanwhile is itself again after a reload, and finds what it wrote. */
function leaveHomeless(): void {
  if (tab || homeless.size === 0) return
  if (remembered() === null) {
    reserved = newId()
    remember(reserved)
  }
  const id = remembered()
  leaveDrafts(new Map([...homeless].map(([name, value]) => [`${name}/${id}`, value])))
}

/** `saveDraft` for what belongs to this tab alone. */
export function saveTabDraft(name: string, value: unknown): void {
  // At once where that is possible: the page may be on its way out.
  if (tab) return saveDraft(`${name}/${tab.id}`, value)
  if (homeless.size === 0) beforeLeaving(leaveHomeless)
  homeless.set(name, value)
  void thisTab().then(({ id }) => saveDraft(`${name}/${id}`, value))
}

/** What this tab kept under this name; a duplicate begins with that of the tab it was made from. */
export async function loadTabDraft<T>(name: string, parse: Parse<T>): Promise<T | undefined> {
  const { id, from } = await thisTab()
  const own = await loadDraft(`${name}/${id}`, parse)
  return own !== undefined || from === null ? own : loadDraft(`${name}/${from}`, parse)
}

/** Drafts of this name that closed tabs have left, the last used first, by the id of their tab. */
export async function leftByTabs<T>(name: string, parse: Parse<T>): Promise<[id: string, draft: T][]> {
  const { id: own } = await thisTab()
  const open = (await heldLocks(lockOf(''))) ?? new Set()
  const found: [string, T][] = []
  for (const id of await known()) {
    if (id === own || open.has(lockOf(id))) continue
    const draft = await loadDraft(`${name}/${id}`, parse)
    if (draft !== undefined) found.push([id, draft])
  }
  return found
}

/** Whether no other tab of this page is open; false where that cannot be told. */
export async function isOnlyTab(): Promise<boolean> {
  const { id } = await thisTab()
  const open = await heldLocks(lockOf(''))
  return open !== null && [...open].every((name) => name === lockOf(id))
}

/** Keeps a draft as a closed tab would have left it: the next page offers it. @returns what takes that back */
export function leaveForLater(name: string, value: unknown): () => void {
  const id = newId()
  saveDraft(key(id), Date.now())
  saveDraft(`${name}/${id}`, value)
  // Behind what is still on its way to the disk.
  return () => [key(id), `${name}/${id}`].forEach((one) => saveDraft(one, undefined))
}

/** Forgets what a closed tab has left under this name. */
export const dropLeft = (name: string, id: string): Promise<void> =>
  write([{ store: 'drafts', key: `${name}/${id}`, value: undefined }])
