import type { Candidate, GenerateContentResponse, Part } from '../gemini/types.ts'

/** Text and nothing but text, thought or not. */
const isText = (one: Part | undefined): one is Part & { text: string } =>
  one !== undefined &&
  Object.keys(one).every((key) => key === 'text' || key === 'thought') &&
  typeof one.text === 'string'

/** Only text without a signature joins the text before it; anything else stands alone. */
function append(parts: Part[], part: Part): void {
  const last = parts.at(-1)
  // A unary answer carries its signature on the last text, not on an empty part after it.
  if (last && isText(last) && !last.thought && part.text === '' && part.thoughtSignature) {
    last.thoughtSignature = part.thoughtSignature
    return
  }
  if (isText(last) && isText(part) && last.thought === part.thought) last.text += part.text
  else if (!isText(part) || part.text !== '') parts.push({ ...part })
}

/** Fields in the order in which the API writes them. */
const ordered = ({ content, finishReason, index, ...rest }: Candidate): Candidate => ({
  ...(content && { content }),
  ...(finishReason !== undefined && { finishReason }),
  ...(index !== undefined && { index }),
  ...rest,
})

/** The chunks of a stream as the one body that the unary method answers. */
export function merge(chunks: readonly GenerateContentResponse[]): GenerateContentResponse {
  const merged: GenerateContentResponse = {}
  const candidates = new Map<number, Candidate>()
  for (const { candidates: given, ...rest } of chunks) {
    Object.assign(merged, rest)
    for (const { content, ...facts } of given ?? []) {
      const at = facts.index ?? 0
      const candidate = candidates.get(at) ?? {}
      candidates.set(at, candidate)
      if (content) {
        candidate.content ??= {}
        const parts = (candidate.content.parts ??= [])
        for (const part of content.parts ?? []) append(parts, part)
        if (parts.length === 0) delete candidate.content.parts
        if (content.role) candidate.content.role = content.role
      }
      Object.assign(candidate, facts)
    }
  }
  if (candidates.size === 0) return merged
  return {
    candidates: [...candidates.entries()].toSorted(([a], [b]) => a - b).map(([, one]) => ordered(one)),
    ...merged,
  }
}
