/** A kept run, opened to be worked on. What is opened is a copy; nothing is sent, and the reader's own stays an undo away. */
import { draftOf } from '../../request/draft.ts'
import { isMedia } from '../../request/media.ts'
import { read } from '../../runs/read.ts'
import { keepMemoryRun } from '../../runs/registry.ts'
import { promptLaunch } from '../prompt/promptRun.ts'
import { promptDoc } from '../documents/documents.ts'
import { openCopy } from '../share/share.ts'
import { docOf } from '../rebuild.ts'
import { goTo, workspace } from '../shell/workspace.ts'
import type { DraftPart } from '../../request/draft.ts'
import type { DocTurn, RequestDoc } from '../../request/doc.ts'
import type { Run } from '../../runs/run.ts'
import type { Workspace } from '../shell/workspace.ts'

/** What of a turn a person can write: texts and media. */
const draftParts = ({ parts }: DocTurn): DraftPart[] =>
  parts.flatMap((part): DraftPart[] => {
    if (isMedia(part)) return [{ media: part.media }]
    const { text, thought } = part
    return typeof text === 'string' && thought !== true ? [{ text }] : []
  })

/** What Prompt cannot hold of a request, as a sentence; null where it holds all of it. */
function leftBehind(
  { turns }: RequestDoc,
  last: DocTurn | undefined,
  parts: readonly DraftPart[],
): string | null {
  const others = turns.filter((turn) => turn !== last).length
  if (others > 0)
    return `Prompt holds one turn, the last message: ${others === 1 ? 'the other turn stays' : `the other ${others} turns stay`} behind. Open in Chat takes all.`
  const dropped = (last?.parts.length ?? 0) - parts.length
  return dropped > 0
    ? 'Function results stay behind: Prompt holds texts and images. Open in Chat takes all.'
    : null
}

/**
 * Puts what a run was asked into Prompt: settings, texts and media. Of a conversation that is its last message.
 * @returns a sentence where that is gone; null once it is there
 */
export async function openInPrompt(run: Run): Promise<string | null> {
  const doc = await docOf(run)
  if (typeof doc === 'string') return doc
  const last = doc.turns.findLast(({ role }) => role === 'user')
  const parts = last ? draftParts(last) : []
  await openCopy(doc.settings, draftOf(parts))
  promptLaunch.say(leftBehind(doc, last, parts))
  goTo('prompt')
  return null
}

/** The conversation that a run came from, with its turn on show; false where either is gone. */
async function showWhereItCameFrom(run: Run): Promise<boolean> {
  const { origin } = run
  if (origin.kind !== 'chat') return false
  const [{ startChat }, { apply, chat, openConversation }, { arriveAt }] = await Promise.all([
    import('../chat/start.ts'),
    import('../chat/chat.ts'),
    import('../chat/arrival.ts'),
  ])
  await startChat()
  const { conversation, turn: id } = origin
  const isHere = () => chat.getState().current.id === conversation
  if (!isHere() && !chat.getState().conversations.some((one) => one.id === conversation)) return false
  if (!isHere()) await openConversation(conversation)
  const { turns, current } = chat.getState()
  if (!isHere() || turns.get(id)?.run !== run.id) return false
  // Each turn above it leads to it, whichever versions were on show.
  const chosen = { ...current.chosen }
  for (let turn = turns.get(id); turn; turn = turns.get(turn.parent ?? '')) chosen[turn.slot] = turn.id
  await apply({ conversation: { ...current, chosen } })
  arriveAt(id)
  return true
}

const STAYS =
  'Prompt and Run settings stay as they are: they have changed since the run was opened as a new chat.'

/** Says a sentence where the reader is: in History, or over the composer of Prompt. */
async function sayIn(name: Workspace, words: string): Promise<void> {
  if (name === 'history') (await import('./actions.ts')).say(words)
  else promptLaunch.say(words)
}

/** A conversation of its own: what was asked, and the answer as it came. */
async function openBeside(run: Run, doc: RequestDoc, candidate: number | undefined): Promise<void> {
  const [
    { startChat },
    { apply, chat, deleteConversation, holdHere, newChat, openConversation, set },
    { makeTurn },
  ] = await Promise.all([import('../chat/start.ts'), import('../chat/chat.ts'), import('../chat/turns.ts')])
  await startChat()
  // The turn points to it for as long as there is the conversation.
  await keepMemoryRun(run.id)
  // A run of Prompt was mostly asked with what is set now: then nothing is replaced.
  const others = JSON.stringify(doc.settings) !== JSON.stringify(promptDoc.settings.store.getState())
  const restore = others && (await openCopy(doc.settings))
  const { current: before } = chat.getState()
  const from = workspace.getState().workspace
  newChat()
  const { id } = chat.getState().current
  holdHere(run.id)
  let parent: string | null = null
  const put = doc.turns.map(({ role, parts }) => {
    const turn = makeTurn(role, id, parent, parts, role === 'model' ? { model: doc.settings.model } : {})
    parent = turn.id
    return turn
  })
  const [first] = read(run).reply.candidates
  put.push(makeTurn('model', id, parent, [], { run: run.id, candidate: candidate ?? first?.index ?? 0 }))
  const written = apply({ put })
  set({
    undo: {
      words: 'Opened as a new chat',
      async bringBack() {
        await deleteConversation(id)
        set({ undo: null })
        await openConversation(before.id)
        goTo(from)
        if (restore && !(await restore())) await sayIn(from, STAYS)
      },
    },
  })
  await written
}

/**
 * Opens a run in Chat: where it came from, as the branch that it is; else as a conversation of its own.
 * @param candidate the index of the answer to go on from; the first where it is not given
 * @returns a sentence where what was asked is gone; null once it is there
 */
export async function openInChat(run: Run, candidate?: number): Promise<string | null> {
  if (!(await showWhereItCameFrom(run))) {
    const doc = await docOf(run)
    if (typeof doc === 'string') return doc
    await openBeside(run, doc, candidate)
  }
  goTo('chat')
  return null
}
