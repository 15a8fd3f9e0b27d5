import { read } from '../../runs/read.ts'
import { apply, chat, newChat } from './chat.ts'
import { draft, openDraft } from './draft.ts'
import { turnsSent } from './history.ts'
import { candidateOf, partsOf, runOf, writerOf } from './said.ts'
import { makeTurn } from './turns.ts'
import { registerSharer, toParts } from '../share/share.ts'
import { draftOf } from '../../request/draft.ts'
import type { Draft } from '../../request/draft.ts'
import type { Prompt } from '../../request/schema.ts'
import type { Turn } from './tree.ts'

type SharedTurn = NonNullable<Prompt['turns']>[number]

/** What travels of a turn: the wire's content, and where it came from. */
function toShared(turn: Turn): SharedTurn {
  const { role } = turn
  const run = runOf(turn)
  const model = writerOf(turn)
  const modelVersion = run && read(run).reply.modelVersion
  const finishReason = candidateOf(turn)?.finishReason
  return {
    role,
    parts: structuredClone(partsOf(turn)) as SharedTurn['parts'],
    ...(model !== undefined && { model }),
    ...(modelVersion && { modelVersion }),
    ...(finishReason && { finishReason }),
  }
}

/** What was shared opens as a conversation of its own, beside the reader's. Runs nothing. */
async function open(turns: readonly SharedTurn[], written: Draft): Promise<void> {
  newChat()
  const { current } = chat.getState()
  let above: string | null = null
  const put: Turn[] = []
  for (const { role, parts, model } of turns) {
    const turn: Turn = makeTurn(role, current.id, above, parts as Turn['parts'], {
      ...(model !== undefined && { model }),
    })
    put.push(turn)
    above = turn.id
  }
  if (put.length > 0) await apply({ put })
  openDraft(written)
}

/** Lets links and files carry conversations. To be called once the store is loaded. */
export function shareChat(): void {
  registerSharer('chat', {
    collect: () => ({
      ...toParts(draft.getState()),
      turns: turnsSent(chat.getState().shown).map(toShared),
    }),
    apply: ({ turns = [], parts = [], field }) => open(turns, draftOf(parts, field)),
  })
}
