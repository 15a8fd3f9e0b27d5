import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { chat } from './chat.ts'
import { dropLeft, leftByTabs, loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { Prompt } from '../../request/schema.ts'
import type { ImageRef } from '../../request/schema.ts'

interface Draft {
  text: string
  images: readonly ImageRef[]
}

interface Composing extends Draft {
  /** The conversation it is for, or what stands for one that is not stored yet. */
  of: string
  /** It came with a link, and the reader has not touched it: nothing is sent for it. */
  untouched: boolean
}

const isEmpty = ({ text, images }: Draft) => text === '' && images.length === 0
const empty: Draft = { text: '', images: [] }
/** A new conversation has another id after every reload. */
const NEW = 'new'

/** What is being written in the composer, of the conversation on the screen. */
export const draft = createStore<Composing>(() => ({ of: NEW, untouched: false, ...empty }))

export function useDraft<T>(selector: (state: Composing) => T): T {
  return useStore(draft, selector)
}

const keyOf = (of: string) => `chat/draft/${of}`
const Saved = z.pick(Prompt, { text: true, images: true })

function draftId(): string {
  const { current, conversations, temporary } = chat.getState()
  return temporary || conversations.some(({ id }) => id === current.id) ? current.id : NEW
}

/** What is written before the stored drafts are there has a place of its own, so that it is not written over one. */
const EARLY = 'chat/early'
let follows = false

function keep(): void {
  const { of, text, images } = draft.getState()
  if (chat.getState().temporary) return
  // A key pasted by mistake must not reach the disk; the text on the screen keeps it until Send asks.
  const kept = text || images.length > 0 ? { text: withoutKey(text), images } : undefined
  saveTabDraft(follows ? keyOf(of) : EARLY, kept)
}

function edit(change: Partial<Composing>): void {
  draft.setState({ untouched: false, ...change })
  keep()
}

export const setDraftText = (text: string) => edit({ text })
export const setDraftImages = (images: readonly ImageRef[]) => edit({ images })
export const clearDraft = () => edit(empty)

/** Puts in place what a link or a file brought. */
export const openDraft = (from: Draft) => edit({ ...from, untouched: true })

/** Adds an image at the end, also one that is there already. */
export function addDraftImage(image: ImageRef): void {
  edit({ images: [...draft.getState().images, image] })
}

const parse = (value: unknown) => (value === undefined ? undefined : Saved.parse(value))

/** This tab's own draft; without one, what a closed tab was writing here. */
async function stored(of: string): Promise<Draft | undefined> {
  const own = await loadTabDraft(keyOf(of), parse)
  if (own) return own
  const [first] = await leftByTabs(keyOf(of), parse)
  const [id, left] = first ?? []
  if (id === undefined || !left) return undefined
  saveTabDraft(keyOf(of), left)
  await dropLeft(keyOf(of), id)
  return left
}

/** Shows the draft of another conversation. What was typed before it was read stays. */
async function show(of: string): Promise<void> {
  draft.setState({ of, untouched: false, ...empty })
  const saved = await stored(of)
  const now = draft.getState()
  if (saved && now.of === of && now.text === '' && now.images.length === 0) draft.setState(saved)
}

/** Takes over what a page wrote that went away before storage had answered. To be called before the conversations are read. */
export async function loadEarlyDraft(): Promise<void> {
  const early = await loadTabDraft(EARLY, parse)
  if (early && isEmpty(draft.getState())) draft.setState({ text: early.text, images: early.images })
}

export const isWriting = (): boolean => !isEmpty(draft.getState())

/** Puts what was written early before what stands in the draft of the conversation on the screen. */
async function showEarly(): Promise<void> {
  const of = draftId()
  if (isEmpty(draft.getState())) return show(of)
  draft.setState({ of })
  const saved = await stored(of)
  saveTabDraft(EARLY, undefined)
  const now = draft.getState()
  if (now.of !== of) return
  if (saved)
    draft.setState({
      text: [now.text, saved.text].filter((text) => text !== '').join('\n'),
      images: [...now.images, ...saved.images],
    })
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
        if (rest.text || rest.images.length > 0) keep()
      }
      return
    }
    void show(draftId())
  })
}
