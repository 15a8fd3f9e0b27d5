import { loadPart } from '../ui/parts.ts'
import { exactText } from './pieces.ts'
import type { ReplyCandidate } from '../gemini/reply.ts'

/** Adds answers to the texts of Embeddings and goes there, a text a candidate; several are labelled. Sends nothing. */
export async function embedAnswers(candidates: readonly ReplyCandidate[]): Promise<void> {
  // Loaded on the click: few answers are embedded.
  const { embedTexts } = await loadPart(() => import('../state/embedding/embedTexts.ts'))
  await embedTexts(
    candidates.map(({ index, parts }) => {
      const text = exactText(parts)
      return candidates.length > 1 ? { text, label: `Candidate ${index + 1}` } : { text }
    }),
  )
}
