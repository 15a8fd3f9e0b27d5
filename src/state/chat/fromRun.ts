import { apply, newChat } from './chat.ts'
import { continueTurn } from './launch.ts'
import { keepRecent } from './recent.ts'
import { turnRun } from './records.ts'
import { startChat } from './start.ts'
import { makeTurn } from './turns.ts'
import { addImageData } from '../images.ts'
import { goTo } from '../workspace.ts'
import type { Part } from '../../gemini/types.ts'
import type { ImageRef } from '../../request/schema.ts'
import type { Run } from '../run.ts'

/** The user's parts as a turn keeps them: pictures in the store, under the hash of their bytes. */
async function keptParts(parts: readonly Part[]): Promise<{ parts: Part[]; images: ImageRef[] }> {
  const kept: Part[] = []
  const images: ImageRef[] = []
  for (const part of parts) {
    const { mimeType = '', data = '' } = part.inlineData ?? {}
    const taken =
      data === ''
        ? undefined
        : await addImageData({
            id: '0'.repeat(64),
            name: `image ${images.length + 1}`,
            mimeType: mimeType as ImageRef['mimeType'],
            bytes: 1,
            data,
          })
    if (taken?.ok) images.push(kept.length > 0 ? { ...taken.ref, after: true } : taken.ref)
    else kept.push(part)
  }
  return { parts: kept, images }
}

/**
 * Opens a run of Prompt as a conversation, with what arrived of its answer in the history, and asks for the rest.
 * @param candidate the index of the one to go on from
 */
export async function continueInChat(run: Run, candidate: number): Promise<void> {
  const asked = run.request.contents[0]
  const answer = run.reply.candidates.find(({ index }) => index === candidate)
  if (!asked || !answer) return
  const { parts, images } = await keptParts(asked.parts ?? [])
  await startChat()
  newChat()
  keepRecent(run)
  const user = makeTurn('user', null, parts, { images })
  const model = makeTurn('model', user.id, answer.parts, { run: turnRun(run), candidate })
  await apply({ put: [user, model] })
  goTo('chat')
  await continueTurn(model.id)
}
