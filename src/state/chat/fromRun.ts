import { apply, chat, holdHere, newChat } from './chat.ts'
import { askForRest } from './launch.ts'
import { startChat } from './start.ts'
import { makeTurn } from './turns.ts'
import { goTo } from '../shell/workspace.ts'
import { keepMemoryRun } from '../../runs/registry.ts'
import type { Run } from '../../runs/run.ts'

/**
 * Opens a run of Prompt as a conversation, with what arrived of its answer in the history, and asks for the rest.
 * @param candidate the index of the one to go on from
 */
export async function restInChat(run: Run, candidate: number): Promise<void> {
  const [asked] = run.asked.kind === 'doc' ? run.asked.doc.turns : []
  if (!asked) return
  await startChat()
  // The turn points to it for as long as there is the conversation.
  await keepMemoryRun(run.id)
  newChat()
  const { id } = chat.getState().current
  holdHere(run.id)
  const user = makeTurn('user', id, null, asked.parts)
  const model = makeTurn('model', id, user.id, [], { run: run.id, candidate })
  await apply({ put: [user, model] })
  goTo('chat')
  await askForRest(model.id)
}
