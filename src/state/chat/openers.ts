/** What an empty conversation offers to begin with: each runs at once, and leaves the composer alone. */
import { chat } from './chat.ts'
import { isAnswering } from './answer.ts'
import { askAgain, sendParts } from './launch.ts'
import type { DraftPart } from '../../request/draft.ts'

/** True once the conversation has its answer; false where it has none, or is no longer on the screen. */
function answered(conversation: string): Promise<boolean> {
  const here = () => chat.getState().current.id === conversation
  const came = () => here() && chat.getState().shown.at(-1)?.role === 'model'
  if (!here() || !isAnswering()) return Promise.resolve(came())
  return new Promise((resolve) => {
    const leave = chat.subscribe(() => {
      if (here() && isAnswering()) return
      leave()
      resolve(came())
    })
  })
}

/** Sends these, one after the other, for as long as the conversation is on the screen. @returns whether all were answered */
async function say(messages: readonly (readonly DraftPart[])[]): Promise<boolean> {
  const { id } = chat.getState().current
  for (const parts of messages) {
    if (chat.getState().current.id !== id || !(await sendParts(parts)) || !(await answered(id))) return false
  }
  return true
}

/** Two messages, the second about the first: the history is sent with it. */
export const twoTurns = (): Promise<boolean> =>
  say([[{ text: 'What is 12 * 7?' }], [{ text: 'What was my first message?' }]])

/** A picture and a question. @param image the part that holds it */
export const aboutImage = (image: DraftPart): Promise<boolean> =>
  say([[image, { text: 'How large is this picture, and what are its main colours?' }]])

/** A message, and a second answer beside the first. */
export async function twoVersions(): Promise<boolean> {
  if (!(await say([[{ text: 'Sort alphabetically: pear, apple, fig, cherry' }]]))) return false
  const last = chat.getState().shown.at(-1)
  return last?.role === 'model' && askAgain(last.id)
}
