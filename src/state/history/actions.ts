/** What the reader does with rows of History: pin, delete, keep fewer. A deletion can be taken back for ten seconds. */
import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import { read } from '../../store/database.ts'
import { changeKeep, keepLimits } from '../../store/keep.ts'
import {
  beyondLimits,
  hidePresses,
  holderOf,
  pinned,
  pinPress,
  purgePresses,
  showPresses,
  UNDO_MS,
  withoutHeld,
} from '../../runs/keeping.ts'
import { countRows, readRow } from '../../runs/history.ts'
import { forgetRun, isLive, keepMemoryRun } from '../../runs/registry.ts'
import { stopRun } from '../../runs/start.ts'
import { forgetPress } from '../prompt/promptRun.ts'
import { isHeld, keepHeldCalls } from './calls.ts'
import { everyRow, hideHere, history, put, putAlone, putBack } from './history.ts'
import { tellRows } from './tabs.ts'
import type { KeepMost } from '../../store/keep.ts'
import type { Holder } from '../../runs/keeping.ts'
import type { Press } from '../../runs/press.ts'

interface Said {
  /** What was done, or why it was not, in a sentence. */
  words: string
  /** Takes it back; null where there is nothing to take back. */
  undo: (() => Promise<void>) | null
}

/** The oldest first; each stands for ten seconds. */
export const said = createStore<{ all: readonly Said[] }>(() => ({ all: [] }))

const unsay = (one: Said): void => said.setState(({ all }) => ({ all: all.filter((other) => other !== one) }))

/** What was done last, as long as it can be taken back, and what was said last beside it. */
export function useSaid(): readonly Said[] {
  const { all } = useStore(said)
  const [done, other] = [all.findLast(({ undo }) => undo), all.findLast(({ undo }) => !undo)]
  return all.filter((one) => one === done || one === other)
}

/** Says it in History for ten seconds. It takes the way back of nothing that was done before. */
export function say(words: string, undo: Said['undo'] = null): void {
  const one: Said = {
    words,
    undo:
      undo &&
      (async () => {
        unsay(one)
        await undo()
      }),
  }
  said.setState(({ all }) => ({ all: [...all, one] }))
  setTimeout(() => unsay(one), UNDO_MS)
}

const runs = (count: number) => (count === 1 ? '1 run' : `${count.toLocaleString('en')} runs`)

const recount = async () => history.setState({ total: await countRows() })

/** Pins a press before the others, or lets it go. A run of this tab's memory is kept from then on. */
export async function setPinned(press: Press, on: boolean): Promise<void> {
  put(pinned(press, on))
  if (on) {
    await keepMemoryRun(press.id)
    await keepHeldCalls(press.id)
  }
  await pinPress(press, on)
  tellRows([press.id])
  await recount()
}

/** Lets go for good of what was deleted, once it cannot be taken back. */
function purgeLater(presses: readonly Press[], at: number): void {
  const purge = async () => {
    const again = await purgePresses(at)
    putAlone(again)
    const ids = presses.flatMap(({ id, earlier = [] }) => [...earlier, id])
    for (const id of ids) {
      const stays = history.getState().rows.some((row) => row.id === id || row.earlier?.includes(id))
      if (stays || (await readRow(id))) continue
      forgetPress(id)
      forgetRun(id)
    }
    tellRows(again.map(({ id }) => id))
    if (again.length > 0) await recount()
  }
  setTimeout(() => void purge(), UNDO_MS)
}

/** Takes presses out of the list. @param onUndo called when they come back */
async function hide(presses: readonly Press[], words: string, onUndo = () => {}): Promise<void> {
  const at = Date.now()
  const ids = presses.map(({ id }) => id)
  // A job that this page alone has leaves nothing on disk, deleted or not.
  const kept = presses.filter(({ id }) => !isHeld(id))
  for (const id of ids) if (isLive(id)) stopRun(id)
  hideHere(ids)
  put(...presses.map((press) => ({ ...press, gone: at })))
  const undo = async () => {
    await showPresses(kept)
    await putBack(presses)
    onUndo()
    tellRows(ids)
    await recount()
  }
  say(words, undo)
  await hidePresses(kept, at)
  purgeLater(presses, at)
  tellRows(ids)
  await recount()
}

async function titleOf(conversation: string): Promise<string> {
  const found = await read('conversations', conversation, (value) => value as { title?: unknown })
  return typeof found?.title === 'string' ? found.title : 'a conversation'
}

async function whyHeld(holder: Holder): Promise<string> {
  switch (holder.kind) {
    case 'conversation':
      return `This run is an answer in the conversation “${await titleOf(holder.id)}”, and stays as long as it does. Delete it there.`
    case 'run':
      return 'A later run goes on from this one, which stays as long as that does. Delete that one first.'
    case 'tab':
      return 'This run is still going on in another tab. Stop it there, then delete it.'
    case 'unknown':
      return 'Storage did not answer whether anything still needs this run, so it was not deleted. Reload the page, then try again.'
  }
}

/** Deletes a press, or says whose it is. @returns what was said; null where it is deleted */
export async function deletePress(press: Press): Promise<string | null> {
  const holder = await holderOf(press.id)
  if (holder !== null) {
    const words = await whyHeld(holder)
    say(words)
    return words
  }
  await hide([press], 'Run deleted.')
  return null
}

/** Deletes every press that is not pinned and that nothing refers to. */
export async function deleteAllPresses(): Promise<void> {
  const rows = everyRow(history.getState()).filter((press) => !press.pinned)
  const free = await withoutHeld(rows)
  const kept = rows.length - free.length
  const rest =
    kept > 0 ? ` ${runs(kept)} that ${kept === 1 ? 'is still needed stays' : 'are still needed stay'}.` : ''
  if (free.length === 0) return say(`Nothing was deleted.${rest}`)
  await hide(free, `${runs(free.length)} deleted.${rest}`)
}

/** Keeps fewer runs or more from now on. */
export async function keepMost(most: KeepMost, before: KeepMost): Promise<void> {
  changeKeep({ most })
  const beyond = await beyondLimits(keepLimits({ most }))
  if (beyond.length > 0)
    await hide(beyond, `The oldest ${runs(beyond.length)} deleted.`, () => changeKeep({ most: before }))
}
