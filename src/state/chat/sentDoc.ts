import { chat } from './chat.ts'
import { fitTurns } from './fit.ts'
import { readEveryTurn } from './records.ts'
import { findSentTurns } from './sentTurns.ts'
import { findRun } from '../../runs/registry.ts'
import type { RequestDoc } from '../../request/doc.ts'
import type { Settings } from '../../request/settings/table.ts'
import type { Run } from '../../runs/run.ts'
import type { Turn } from './tree.ts'

/** The document that a chat run sent, from the turns it refers to; a sentence where one of them is gone. */
export async function sentDoc(
  run: Run,
  settings: Settings,
  conversation: string,
): Promise<RequestDoc | string> {
  const sent = await findSentTurns(run)
  if (!sent) return 'An earlier answer of this conversation is gone, and with it the list of what was sent.'
  // A temporary conversation is on the screen and nowhere else.
  const here = chat.getState().current.id === conversation ? chat.getState().turns : new Map<string, Turn>()
  const stored = await readEveryTurn(conversation)
  const turns: Turn[] = []
  for (const { id, role, candidate } of sent) {
    const turn = here.get(id) ?? stored.get(id)
    if (!turn) return 'A turn that was sent is gone.'
    if (turn.run !== undefined) await findRun(turn.run)
    const { candidate: _, ...rest } = turn
    turns.push({ ...rest, role, ...(candidate !== undefined && { candidate }) })
  }
  return { v: 2, settings, turns: fitTurns(turns, settings.model) }
}
