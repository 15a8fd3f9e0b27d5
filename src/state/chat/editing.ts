import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { chat } from './chat.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { dropLeft, leftByTabs, loadTabDraft, saveTabDraft } from '../../store/tab.ts'

const Edits = z.record(
  z.string(),
  z.object({
    text: z.string(),
    /** The turn was made for this, and goes with Cancel. */
    fresh: z.boolean(),
  }),
)
type Edits = z.output<typeof Edits>

/** Turns of the conversation on the screen that are being rewritten, by id; `begun` is the one just opened by hand. */
export const editing = createStore<{ turns: Readonly<Edits>; begun: string | null }>(() => ({
  turns: {},
  begun: null,
}))

export function useEditing<T>(selector: (turns: Readonly<Edits>) => T): T {
  return useStore(editing, ({ turns }) => selector(turns))
}

/** The conversation whose kept edits are on the screen. Until they are nothing may be written in their place. */
let read: string | undefined

const keyOf = (conversation: string) => `chat/edit/${conversation}`

function put(turns: Readonly<Edits>): void {
  editing.setState({ turns })
  const { current, temporary } = chat.getState()
  if (temporary || read !== current.id) return
  saveTabDraft(keyOf(current.id), forDisk(turns))
}

/** A key pasted by mistake stays on the screen and must not reach the disk. */
function forDisk(turns: Readonly<Edits>): Edits | undefined {
  const kept = Object.entries(turns).map(
    ([id, { text, fresh }]) => [id, { text: withoutKey(text), fresh }] as const,
  )
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

/** Opens a turn for rewriting. @param fresh the turn was made for this */
export function beginEdit(id: string, text: string, fresh = false): void {
  const { turns } = editing.getState()
  editing.setState({ begun: id })
  if (!turns[id]) put({ ...turns, [id]: { text, fresh } })
}

export function changeEdit(id: string, text: string): void {
  const { turns } = editing.getState()
  put({ ...turns, [id]: { fresh: false, ...turns[id], text } })
}

export function endEdit(id: string): void {
  const { [id]: _, ...rest } = editing.getState().turns
  put(rest)
}

const parse = (value: unknown) => Edits.parse(value)

/** What was being rewritten in a conversation before a reload, here or in a tab that is closed by now. */
async function show(conversation: string): Promise<void> {
  read = undefined
  editing.setState({ turns: {} })
  const own = (await loadTabDraft(keyOf(conversation), parse)) ?? {}
  const left = await leftByTabs(keyOf(conversation), parse)
  if (chat.getState().current.id !== conversation) return
  read = conversation
  // What was begun while this was being read is the newest.
  const { turns: begun } = editing.getState()
  const found = { ...Object.assign({}, ...left.map(([, edits]) => edits).toReversed()), ...own }
  const all: Edits = { ...found, ...begun }
  if (left.length > 0 || Object.keys(begun).length > 0) put(all)
  else editing.setState({ turns: all })
  for (const [id] of left) await dropLeft(keyOf(conversation), id)
}

/** What was begun in a conversation that was left before what is kept of it had been read. */
async function addToKept(conversation: string, begun: Readonly<Edits>): Promise<void> {
  if (Object.keys(begun).length === 0) return
  const own = (await loadTabDraft(keyOf(conversation), parse)) ?? {}
  saveTabDraft(keyOf(conversation), forDisk({ ...own, ...begun }))
}

/** Follows the conversation on the screen. To be called once a page. */
export function followEdits(): void {
  void show(chat.getState().current.id)
  chat.subscribe((now, before) => {
    if (now.current.id === before.current.id) return
    if (read === undefined && !before.temporary) void addToKept(before.current.id, editing.getState().turns)
    void show(now.current.id)
  })
}
