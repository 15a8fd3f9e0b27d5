import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { forgetRun, holdRuns, releaseRuns, adoptRead } from '../../runs/registry.ts'
import { loadDraft, saveDraft } from '../../store/drafts.ts'
import { loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import {
  goneOf,
  purge,
  readConversations,
  readTurns,
  removeConversation,
  restoreConversation,
  writeEdit,
} from './records.ts'
import { wireParts } from '../../request/doc.ts'
import { partsOf } from './said.ts'
import { tellTabs } from './tabs.ts'
import { path } from './tree.ts'
import type { RunId } from '../../runs/run.ts'
import type { RunHandle } from '../../runs/start.ts'
import type { Conversation, Edit, Stored } from './records.ts'
import type { Gone, Turn } from './tree.ts'

/** An answer on its way. */
export interface Live {
  turn: string
  run: RunHandle
}

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
  /** The answers that this tab waits for, by conversation: one each. */
  live: ReadonlyMap<string, Live>
  /** What the last deletion can bring back; `conversation` where that is a whole one. */
  undo: { words: string; bringBack: () => Promise<void>; conversation?: string } | null
  /** True once the conversation of the last visit is in place. */
  loaded: boolean
}

const UNTITLED = 'New chat'

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
  return { id: newId(), title: UNTITLED, named: false, createdAt: now, updatedAt: now, chosen: {} }
}

/** The conversations, and the one on the screen. */
export const chat = createStore<Chat>(() => ({
  conversations: [],
  current: blank(),
  temporary: false,
  turns: new Map(),
  gone: new Map(),
  shown: [],
  live: new Map(),
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

/** The answer that the conversation on the screen waits for in this tab. */
export const liveHere = ({ live, current }: Pick<Chat, 'live' | 'current'>): Live | undefined =>
  live.get(current.id)

/** Counts what was put on the screen, so that a conversation that was read meanwhile does not take its place. */
let shows = 0
/** Runs of the conversation on the screen. */
let shownRuns: readonly RunId[] = []

/** Puts the runs of the conversation on the screen at hand, in the place of those of the one before. */
function showRuns({ turns, runs }: Pick<Stored, 'turns' | 'runs'>): void {
  const before = shownRuns
  // An answer that has just begun is not in the journal yet.
  const own = [...turns.values()].flatMap(({ run }) => run ?? [])
  shownRuns = [...new Set([...runs.keys(), ...own])]
  holdRuns(shownRuns)
  releaseRuns(before)
  for (const run of runs.values()) adoptRead(run)
}

/** One more run of the conversation on the screen: without it the turn that it answers says nothing. */
export function holdHere(run: RunId): void {
  shownRuns = [...shownRuns, run]
  holdRuns([run])
}

/**
 * Shows a conversation; an unknown id shows an empty one. Its answers go on, and so do those of the one before.
 * @param stands whether it is still wanted once it has been read
 */
export async function openConversation(id: string, stands = () => true): Promise<void> {
  shows += 1
  const mine = shows
  const stored = await readTurns(id)
  // Another one was chosen while this one was read.
  if (mine !== shows || !stands()) return
  const current = chat.getState().conversations.find((one) => one.id === id)
  if (!current) return newChat()
  leaveTemporary()
  showRuns(stored)
  const { turns, gone } = stored
  set({ current, turns, gone, temporary: false, undo: null })
  keepCurrent(id)
}

/** Conversations that are written nowhere, and those that are deleted: nothing more is written of either. */
const temporaries = new Set<string>()
const deleted = new Set<string>()

/** Whether something may still be added to a conversation: a temporary one is gone once another one is on the screen. */
export function isOpen(id: string): boolean {
  return !deleted.has(id) && (!temporaries.has(id) || chat.getState().current.id === id)
}

export const isTemporary = (id: string): boolean => temporaries.has(id)

/** An empty conversation; it is stored with its first turn, a temporary one never. */
export function newChat(temporary = false): void {
  shows += 1
  leaveTemporary()
  const current = blank()
  if (temporary) temporaries.add(current.id)
  showRuns({ turns: new Map(), runs: new Map() })
  set({ current, turns: new Map(), gone: new Map(), temporary, undo: null })
  keepCurrent('')
}

/** Nothing is left of a temporary conversation once another one is shown, so nobody waits for its answer any more. */
function leaveTemporary(): void {
  const { temporary, current } = chat.getState()
  if (!temporary) return
  dropAnswer(current.id)
  for (const run of shownRuns) forgetRun(run)
}

/** Ends the answer of a conversation that is no more, and leaves nothing of it. */
function dropAnswer(conversation: string): void {
  chat.getState().live.get(conversation)?.run.drop()
}

const isUntouched = () => chat.getState().turns.size === 0

/**
 * Brings back the list, and the conversation that was open. To be called once a page.
 * @param writing whether a message is being written already, that is for a new conversation
 */
export async function loadChat(writing = () => false): Promise<void> {
  const stored = await readConversations()
  // What was begun before the base had answered is on its way there.
  const begun = chat.getState().conversations.filter(({ id }) => !stored.some((one) => one.id === id))
  const conversations = [...begun, ...stored]
  set({ conversations })
  const last = (await loadTabDraft(CURRENT, String)) ?? (await loadDraft(CURRENT, String))
  // Something was written before the base had answered: that stays on the screen.
  const stays = () => isUntouched() && !writing()
  if (last && stays() && conversations.some(({ id }) => id === last)) await openConversation(last, stays)
  set({ loaded: true })
}

/**
 * Applies one change to its conversation, on the screen or not, writes it in one transaction, and tells the other tabs.
 * A conversation that was deleted takes no changes any more.
 */
export async function apply(edit: Edit): Promise<void> {
  const { current, turns, gone, conversations } = chat.getState()
  const of =
    edit.conversation?.id ??
    [...(edit.put ?? []), ...(edit.remove ?? []), ...(edit.restore ?? [])][0]?.conversation
  if (of !== undefined && deleted.has(of)) return
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
  const conversation = changed && touched(changed, edit)
  if (conversation) {
    const others = conversations.filter(({ id }) => id !== conversation.id)
    if (of === current.id && others.length === conversations.length) keepCurrent(of)
    set({ conversations: [conversation, ...others], ...(of === current.id && { current: conversation }) })
  }
  const writing = writeEdit({ ...edit, ...(conversation && { conversation }) })
  writes.add(writing)
  await writing
  writes.delete(writing)
  tellTabs({ kind: 'changed', conversation: of })
}

/** Counts what this tab changed, so that what was read meanwhile is known to be old. */
let changes = 0
/** Those of its changes that are on their way to the disk. */
const writes = new Set<Promise<void>>()

/** The conversation of this id as it is now. */
export function known(id: string): Conversation | undefined {
  const { current, conversations } = chat.getState()
  return id === current.id ? current : conversations.find((one) => one.id === id)
}

/** Its time of change renewed, and titled by its first message until the user names it. */
function touched(conversation: Conversation, { put = [] }: Edit): Conversation {
  const { current, shown } = chat.getState()
  const here = conversation.id === current.id
  const untitled = conversation.title === UNTITLED
  const first = (here ? shown : untitled ? put : []).find(({ role }) => role === 'user')
  const words = wireParts(first ? partsOf(first) : [])
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
  return apply({ conversation: { ...conversation, title: named ? title.trim() : UNTITLED, named } })
}

/** Deletes a conversation; `undo` brings it back. An answer on its way is ended, what came of it comes back with it. */
export async function deleteConversation(id: string): Promise<void> {
  const { current, conversations, live } = chat.getState()
  const one = conversations.find((conversation) => conversation.id === id)
  live.get(id)?.run.stop()
  deleted.add(id)
  if (current.id === id) newChat()
  set({ conversations: conversations.filter((conversation) => conversation.id !== id) })
  const removed = removeConversation(id)
  // At once, so that it takes the place of no undo that comes while this is written.
  set({ undo: one ? wayBack(one, `Deleted “${one.title}”`, removed) : null })
  await removed
  tellTabs({ kind: 'deleted', conversation: id })
}

/** The undo of a deleted conversation, whichever tab deleted it. @param removed when the deletion is written */
function wayBack({ id }: Conversation, words: string, removed?: Promise<void>): Chat['undo'] {
  return {
    words,
    conversation: id,
    async bringBack() {
      await removed
      deleted.delete(id)
      await restoreConversation(id)
      set({ conversations: await readConversations(), undo: null })
      await openConversation(id)
      tellTabs({ kind: 'changed', conversation: id })
    },
  }
}

/** Another tab changed something: the list, and the conversation on the screen if it is the one. */
export async function refresh(conversation: string): Promise<void> {
  let conversations: Conversation[]
  let stored: Stored
  let before: number
  // What this tab writes while it reads would be missing from what it read.
  do {
    before = changes
    await Promise.all(writes)
    conversations = await readConversations()
    stored = await readTurns(conversation)
  } while (before !== changes)
  const found = conversations.find(({ id }) => id === conversation)
  if (found) deleted.delete(conversation)
  const { current, live, turns: present, undo } = chat.getState()
  const own = live.get(conversation)
  // A conversation that is only written with its first turn is not deleted because it cannot be found yet.
  const wasStored = chat.getState().conversations.some(({ id }) => id === conversation)
  if (!found && wasStored) {
    deleted.add(conversation)
    own?.run.stop()
  }
  // Whichever tab brought it back, there is nothing left to undo.
  set({ conversations, ...(found && undo?.conversation === conversation && { undo: null }) })
  if (current.id !== conversation || temporaries.has(conversation)) return
  if (!found) {
    if (!wasStored) return
    newChat()
    // Whoever was reading it is told; what was being typed comes back with it.
    return set({ undo: wayBack(current, `“${current.title}” was deleted in another tab`) })
  }
  const { turns, gone } = stored
  if (own && gone.has(own.turn)) own.run.stop()
  // What this tab has just begun may not be on disk yet.
  const answer = own && present.get(own.turn)
  if (answer && !gone.has(answer.id)) turns.set(answer.id, answer)
  showRuns(stored)
  set({ current: found, turns, gone })
}

/** Deletes every conversation for good: the reader was asked before. */
export async function deleteAllConversations(): Promise<void> {
  for (const { id } of chat.getState().conversations) {
    dropAnswer(id)
    await deleteConversation(id)
  }
  set({ undo: null })
  await purge(Date.now() + 1)
}
