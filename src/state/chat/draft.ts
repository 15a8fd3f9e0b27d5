import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { chat } from './chat.ts'
import { dropLeft, leftByTabs, loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import {
  emptyDraft,
  fieldText,
  isEmpty,
  isSame,
  mapTexts,
  parseDraft,
  withFieldText,
  withMedia,
} from '../../request/draft.ts'
import { draftForDisk, lifted } from '../keptDraft.ts'
import type { Draft } from '../../request/draft.ts'
import type { MediaRef } from '../../request/media.ts'

interface Composing extends Draft {
  /** The conversation it is for, or what stands for one that is not stored yet. */
  of: string
  /** It came with a link, and the reader has not touched it: nothing is sent for it. */
  untouched: boolean
}

/** A new conversation has another id after every reload. */
const NEW = 'new'

/** What is being written in the composer, of the conversation on the screen. */
export const draft = createStore<Composing>(() => ({ of: NEW, untouched: false, ...emptyDraft }))

export function useDraft<T>(selector: (state: Composing) => T): T {
  return useStore(draft, selector)
}

const keyOf = (of: string) => `chat/draft/${of}`

function draftId(): string {
  const { current, conversations, temporary } = chat.getState()
  return temporary || conversations.some(({ id }) => id === current.id) ? current.id : NEW
}

/** What is written before the stored drafts are there has a place of its own, so that it is not written over one. */
const EARLY = 'chat/early'
let follows = false

function keep(): void {
  const now = draft.getState()
  if (chat.getState().temporary) return
  saveTabDraft(follows ? keyOf(now.of) : EARLY, isEmpty(now) ? undefined : draftForDisk(now))
}

function edit(change: Partial<Composing>): void {
  draft.setState({ untouched: false, ...change })
  keep()
}

export const setDraft = (next: Draft) => edit(next)
export const setDraftText = (text: string) => edit(withFieldText(draft.getState(), text))
export const mapDraftTexts = (change: (text: string) => string) => edit(mapTexts(draft.getState(), change))
export const clearDraft = () => edit(emptyDraft)

/** Puts in place what a link or a file brought. */
export const openDraft = (from: Draft) => edit({ ...from, untouched: true })

/** Where something is brought to that takes its time: the composer as it is named on disk, and its conversation. */
interface Home {
  of: string
  conversation: string
}

const presentHome = (): Home => ({ of: draft.getState().of, conversation: chat.getState().current.id })

/**
 * Adds a picture to the composer it was brought to. The reader may be at another one by the time it is through: then it
 * is added to what is kept of that composer. One that is gone gets nothing, and a temporary one leaves no trace.
 */
export async function addDraftMedia(media: MediaRef, home: Home = presentHome()): Promise<void> {
  const { of, conversation } = home
  const isHere = () => chat.getState().current.id === conversation
  const add = () => edit(withMedia(draft.getState(), media))
  if (isHere()) return add()
  const isStored = chat.getState().conversations.some(({ id }) => id === conversation)
  const key = isStored ? conversation : of
  if (!isStored && of !== NEW) return
  const kept = await loadTabDraft(keyOf(key), parseDraft)
  const before = kept ? await lifted(kept) : emptyDraft
  if (isHere()) add()
  else saveTabDraft(keyOf(key), draftForDisk(withMedia(before, media)))
}

/**
 * Takes a message that was sent out of the composer it was written in, unless another one stands there by now. The reader
 * may be elsewhere: then it is taken out of what is kept of that composer.
 * @param of what it was for as it was written
 * @param conversation what it was sent in
 */
export async function dropSent(of: string, conversation: string, sent: Draft): Promise<void> {
  const isHere = () => [of, conversation].includes(draft.getState().of)
  if (!isHere()) {
    const kept = await loadTabDraft(keyOf(of), parseDraft)
    if (kept && isSame(await lifted(kept), draftForDisk(sent))) saveTabDraft(keyOf(of), undefined)
  }
  if (!isHere()) return
  const now = draft.getState()
  const own = now.parts[now.field]
  if (isSame(now, sent)) clearDraft()
  else if (own && sent.parts.includes(own)) {
    // What was added while it left belongs to the next message.
    const added = now.parts.filter((part) => !sent.parts.includes(part))
    edit({ parts: [...added, { text: '' }], field: added.length })
  }
}

/** This tab's own draft; without one, what a closed tab was writing here. */
async function stored(of: string): Promise<Draft | undefined> {
  const own = await loadTabDraft(keyOf(of), parseDraft)
  if (own) return lifted(own)
  const [first] = await leftByTabs(keyOf(of), parseDraft)
  const [id, found] = first ?? []
  if (id === undefined || !found) return undefined
  const left = await lifted(found)
  saveTabDraft(keyOf(of), draftForDisk(left))
  await dropLeft(keyOf(of), id)
  return left
}

/** Shows the draft of another conversation. What was typed before it was read stays. */
async function show(of: string): Promise<void> {
  draft.setState({ of, untouched: false, ...emptyDraft })
  const saved = await stored(of)
  const now = draft.getState()
  if (saved && now.of === of && isEmpty(now)) draft.setState(saved)
}

/** Takes over what a page wrote that went away before storage had answered. To be called before the conversations are read. */
export async function loadEarlyDraft(): Promise<void> {
  const found = await loadTabDraft(EARLY, parseDraft)
  const early = found && (await lifted(found))
  if (early && isEmpty(draft.getState())) draft.setState(early)
}

export const isWriting = (): boolean => !isEmpty(draft.getState())

/** One draft of two: the texts of both fields in one, and whatever stood around them. */
function joined(first: Draft, second: Draft): Draft {
  const text = [fieldText(first), fieldText(second)].filter((one) => one !== '').join('\n')
  const before = [...first.parts.slice(0, first.field), ...second.parts.slice(0, second.field)]
  const after = [...first.parts.slice(first.field + 1), ...second.parts.slice(second.field + 1)]
  return { parts: [...before, { text }, ...after], field: before.length }
}

/** Puts what was written early before what stands in the draft of the conversation on the screen. */
async function showEarly(): Promise<void> {
  const of = draftId()
  if (isEmpty(draft.getState())) return show(of)
  draft.setState({ of })
  const saved = await stored(of)
  saveTabDraft(EARLY, undefined)
  const now = draft.getState()
  if (now.of !== of) return
  if (saved) draft.setState(joined(now, saved))
  keep()
}

/** Follows the conversation on the screen. To be called once a page. */
export function followDrafts(): void {
  follows = true
  void showEarly()
  chat.subscribe((now, before) => {
    if (now.current.id === before.current.id) {
      // It has just been stored: the composer was emptied by the send that did it, or goes on as it is.
      if (draft.getState().of === NEW && draftId() !== NEW) {
        const rest = draft.getState()
        saveTabDraft(keyOf(NEW), undefined)
        draft.setState({ of: draftId() })
        if (!isEmpty(rest)) keep()
      }
      return
    }
    void show(draftId())
  })
}
