import { distinctName } from '../../compose/pasted.ts'
import { addResultMedia, resultsFor } from '../../state/chat/results.ts'
import { loadPart } from '../../ui/parts.ts'
import { failureSentence } from '../../ui/useAttempt.ts'
import { fileWords as words } from './words.ts'
import type { Turn } from '../../state/chat/tree.ts'

/** A turn of calls, and its conversation, which may be left while files are read. */
type Calls = Pick<Turn, 'id' | 'conversation'>

async function attachOne(file: File, { id, conversation }: Calls, at: number): Promise<string | null> {
  const { addDocument, addImage } = await loadPart(() => import('../../state/images/images.ts'))
  const result = await (file.type.startsWith('image/') ? addImage(file) : addDocument(file))
  if (!result.ok) return words.refused(file.name, result.reason)
  const { ref } = result
  if (/^image\/hei[cf]$/.test(ref.mimeType)) return words.refused(file.name, words.kinds)
  // As they are by now: another file may have come meanwhile.
  const taken = new Set(resultsFor(id)[at]?.media?.map(({ displayName }) => displayName))
  const displayName = distinctName(ref.name, taken)
  addResultMedia(id, at, { media: ref, displayName }, conversation)
  return null
}

/**
 * Puts files beside the result of a call.
 * @param at which of the turn's calls
 * @returns why some were not taken
 */
export async function attach(files: readonly File[], calls: Calls, at: number): Promise<string[]> {
  const problems: string[] = []
  for (const file of files) {
    const problem = await attachOne(file, calls, at).catch((error: unknown) =>
      failureSentence(words.failed(file.name), error),
    )
    if (problem !== null) problems.push(problem)
  }
  return problems
}
