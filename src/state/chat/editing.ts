import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { chat } from './chat.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { dropLeft, leftByTabs, loadTabDraft, saveTabDraft } from '../../store/tab.ts'

const Edits = z.record(
  z.string(),
  z.object({
    /** As many as the turn has to edit. */
    texts: z.array(z.string()),
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
    ([id, { texts, fresh }]) => [id, { texts: texts.map(withoutKey), fresh }] as const,
  )
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

/** Opens a turn for rewriting. @param fresh the turn was made for this */
export function beginEdit(id: string, texts: readonly string[], fresh = false): void {
  const { turns } = editing.getState()
  editing.setState({ begun: id })
  if (!turns[id]) put({ ...turns, [id]: { texts: [...texts], fresh } })
}

/** @param at which of the turn's texts */
export function changeEdit(id: string, at: number, text: string): void {
  const { turns } = editing.getState()
  const edit = turns[id]
  if (edit) put({ ...turns, [id]: { ...edit, texts: edit.texts.with(at, text) } })
}

export function endEdit(id: string): void {
  const { [id]: _, ...rest } = editing.getState().turns
  put(rest)
}

/** Version 1 had one text a turn. */
const Edit1 = z.looseObject({ text: z.string() })
const lift = (edit: unknown): unknown => {
  const old = Edit1.safeParse(edit)
  return old.success ? { ...old.data, texts: [old.data.text] } : edit
}
const parse = (value: unknown) =>
  Edits.parse(
    Object.fromEntries(
      Object.entries(z.record(z.string(), z.unknown()).parse(value)).map(([id, edit]) => [id, lift(edit)]),
    ),
  )

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
