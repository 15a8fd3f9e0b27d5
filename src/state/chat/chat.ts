import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import {
  goneOf,
  purge,
  readConversations,
  readTurns,
  removeConversation,
  restoreConversation,
  writeEdit,
} from './records.ts'
import { path } from './tree.ts'
import { tellTabs } from './tabs.ts'
import { loadDraft, saveDraft } from '../../store/drafts.ts'
import { loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import { stopRun } from '../run.ts'
import type { Conversation, Edit } from './records.ts'
import type { Gone, Turn } from './tree.ts'

export interface Chat {
  /** Newest first. */
  conversations: readonly Conversation[]
  current: Conversation
  /** The current conversation is written nowhere. */
  temporary: boolean
  turns: ReadonlyMap<string, Turn>
  gone: ReadonlyMap<string, Gone>
  /** Turns on show, in order; derived from the three above once a change. */
  shown: readonly Turn[]
  /** The model turn that the chat's run is writing, in whichever conversation. */
  live: { conversation: string; turn: string } | null
  /** What the last deletion can bring back. */
  undo: { words: string; bringBack: () => Promise<void> } | null
  /** True once the conversation of the last visit is in place. */
  loaded: boolean
}

let lastId = 0

/** Unique, and later ones sort later. */
export function newId(): string {
  lastId += 1
  const random = Math.floor(Math.random() * 36 ** 4)
    .toString(36)
    .padStart(4, '0')
  return `${Date.now().toString(36).padStart(9, '0')}${lastId.toString(36).padStart(4, '0')}${random}`
}

function blank(): Conversation {
  const now = Date.now()
  return { id: newId(), title: 'New chat', named: false, createdAt: now, updatedAt: now, chosen: {} }
}

/** The conversations, and the one on the screen. */
export const chat = createStore<Chat>(() => ({
  conversations: [],
  current: blank(),
  temporary: false,
  turns: new Map(),
  gone: new Map(),
  shown: [],
  live: null,
  undo: null,
  loaded: false,
}))

/** Subscribes a component to one value of the chat. */
export function useChat<T>(selector: (state: Chat) => T): T {
  return useStore(chat, selector)
}

/** Takes over a change of conversation, turns or deletions, and derives what is shown. */
export function set(change: Partial<Omit<Chat, 'shown'>>): void {
  chat.setState((before) => {
    const after = { ...before, ...change }
    const same =
      after.turns === before.turns && after.gone === before.gone && after.current === before.current
    return same ? change : { ...change, shown: path({ ...after, chosen: after.current.chosen }) }
  })
}

const CURRENT = 'chat/current'

/** Each tab comes back to its own conversation, a new tab to the last one of any. */
function keepCurrent(id: string): void {
  saveDraft(CURRENT, id)
  saveTabDraft(CURRENT, id)
}

/** Shows a conversation; an unknown id shows an empty one. A run of another conversation goes on. */
export async function openConversation(id: string): Promise<void> {
  const { turns, gone } = await readTurns(id)
  const current = chat.getState().conversations.find((one) => one.id === id)
  if (!current) return newChat()
  leaveTemporary()
  set({ current, turns, gone, temporary: false, undo: null })
  keepCurrent(id)
}

/** Conversations that are written nowhere, also once they have left the screen. */
const temporaries = new Set<string>()

/** An empty conversation; it is stored with its first turn, a temporary one never. */
export function newChat(temporary = false): void {
  leaveTemporary()
  const current = blank()
  if (temporary) temporaries.add(current.id)
  set({ current, turns: new Map(), gone: new Map(), temporary, undo: null })
  keepCurrent('')
}

/** A temporary conversation is gone once another one is shown, so nobody waits for its answer any more. */
function leaveTemporary(): void {
  const { temporary, live, current } = chat.getState()
  if (temporary && live?.conversation === current.id) stopRun('chat')
}

/** Brings back the list, and the conversation that was open. To be called once a page. */
export async function loadChat(): Promise<void> {
  const conversations = await readConversations()
  set({ conversations })
  const last = (await loadTabDraft(CURRENT, String)) ?? (await loadDraft(CURRENT, String))
  // Something was written before the base had answered: that stays on the screen.
  const untouched = chat.getState().turns.size === 0
  if (last && untouched && conversations.some(({ id }) => id === last)) await openConversation(last)
  set({ loaded: true })
}

/** Applies one change to what is on the screen, writes it in one transaction, and tells the other tabs. */
export async function apply(edit: Edit): Promise<void> {
  const { current, turns, gone, conversations } = chat.getState()
  const of =
    edit.conversation?.id ??
    [...(edit.put ?? []), ...(edit.remove ?? []), ...(edit.restore ?? [])][0]?.conversation
  if (of === current.id) {
    const nextTurns = new Map(turns)
    const nextGone = new Map(gone)
    for (const turn of [...(edit.put ?? []), ...(edit.restore ?? [])]) nextTurns.set(turn.id, turn)
    for (const turn of edit.restore ?? []) nextGone.delete(turn.id)
    for (const turn of edit.remove ?? []) {
      nextTurns.delete(turn.id)
      nextGone.set(turn.id, goneOf(turn))
    }
    set({ turns: nextTurns, gone: nextGone, ...(edit.conversation && { current: edit.conversation }) })
  }
  if (of === undefined || temporaries.has(of)) return
  changes += 1
  const changed = edit.conversation ?? known(of)
  const conversation = changed && touched(changed)
  if (conversation) {
    const others = conversations.filter(({ id }) => id !== conversation.id)
    if (of === current.id && others.length === conversations.length) keepCurrent(of)
    set({ conversations: [conversation, ...others], ...(of === current.id && { current: conversation }) })
  }
  const writing = writeEdit({ ...edit, ...(conversation && { conversation }) })
  written = Promise.all([written, writing])
  await writing
  tellTabs({ kind: 'changed', conversation: of })
}

/** Counts what this tab changed, so that what was read meanwhile is known to be old. */
let changes = 0
/** Resolves when all of it is on disk. */
let written: Promise<unknown> = Promise.resolve()

/** The conversation of this id as it is now. */
function known(id: string): Conversation | undefined {
  const { current, conversations } = chat.getState()
  return id === current.id ? current : conversations.find((one) => one.id === id)
}

/** Its time of change renewed, and titled by its first message until the user names it. */
function touched(conversation: Conversation): Conversation {
  const { current, shown } = chat.getState()
  const first = conversation.id === current.id ? shown.find(({ role }) => role === 'user') : undefined
  const words = first?.parts
    .map(({ text }) => text ?? '')
    .join(' ')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .slice(0, 80)
  const title = conversation.named || !words ? conversation.title : words
  return { ...conversation, title, updatedAt: Date.now() }
}

/** @param title white space alone brings the first message back as the title */
export function rename(id: string, title: string): Promise<void> {
  const conversation = known(id)
  if (!conversation) return Promise.resolve()
  const named = title.trim() !== ''
  return apply({ conversation: { ...conversation, title: named ? title.trim() : 'New chat', named } })
}

/** Deletes a conversation; `undo` brings it back. */
export async function deleteConversation(id: string): Promise<void> {
  const { current, conversations, live } = chat.getState()
  const deleted = conversations.find((one) => one.id === id)
  if (live?.conversation === id) stopRun('chat')
  if (current.id === id) newChat()
  set({ conversations: conversations.filter((one) => one.id !== id) })
  await removeConversation(id)
  tellTabs({ kind: 'deleted', conversation: id })
  set({
    undo: deleted
      ? {
          words: `Deleted “${deleted.title}”`,
          async bringBack() {
            await restoreConversation(id)
            set({ conversations: await readConversations(), undo: null })
            await openConversation(id)
            tellTabs({ kind: 'changed', conversation: id })
          },
        }
      : null,
  })
}

/** Another tab changed something: the list, and the conversation on the screen if it is the one. */
export async function refresh(conversation: string): Promise<void> {
  let conversations: Conversation[]
  let stored: Awaited<ReturnType<typeof readTurns>>
  let before: number
  // What this tab writes while it reads would be missing from what it read.
  do {
    before = changes
    await written
    conversations = await readConversations()
    stored = await readTurns(conversation)
  } while (before !== changes)
  set({ conversations })
  const { current, live, turns: present } = chat.getState()
  if (current.id !== conversation || temporaries.has(conversation)) return
  const found = conversations.find(({ id }) => id === conversation)
  if (!found) return newChat()
  const { turns, gone } = stored
  // What this tab is writing is newer here than on disk.
  const own = live && present.get(live.turn)
  if (own && own.conversation === conversation && !gone.has(own.id)) turns.set(own.id, own)
  if (live?.conversation === conversation && gone.has(live.turn)) stopRun('chat')
  set({ current: found, turns, gone })
}

/** Deletes every conversation for good: the reader was asked before. */
export async function deleteAllConversations(): Promise<void> {
  for (const { id } of chat.getState().conversations) await deleteConversation(id)
  set({ undo: null })
  await purge(Date.now() + 1)
}
