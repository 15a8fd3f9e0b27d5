import type { Candidate, GenerateContentResponse, Part } from '../gemini/types.ts'

const SHOWN = 200

/** A string as JSON writes it, without its quotes: line breaks are seen, and nothing wraps. */
const escaped = (text: string): string => JSON.stringify(text.slice(0, SHOWN)).slice(1, -1)

function partAdded(part: Part): string {
  if (typeof part.text === 'string') return escaped(part.text)
  if (part.functionCall) return `functionCall ${part.functionCall.name ?? ''}`
  if (part.inlineData) return `inlineData ${part.inlineData.mimeType}`
  return (
    Object.keys(part).find((key) => key !== 'thought' && key !== 'thoughtSignature') ?? 'thoughtSignature'
  )
}

function candidateAdded(candidate: Candidate, tagged: boolean): string {
  const words = (candidate.content?.parts ?? []).map(partAdded).filter((word) => word !== '')
  if (candidate.finishReason) words.push(candidate.finishReason)
  return (tagged ? [`[${candidate.index ?? 0}]`] : []).concat(words).join(' ')
}

/** What a chunk added, on one line: its text, the kinds of its other parts, the reason it ended for. */
export function added(response: GenerateContentResponse): string {
  const candidates = response.candidates ?? []
  const tagged = candidates.length > 1 || (candidates[0]?.index ?? 0) > 0
  const words = candidates.map((candidate) => candidateAdded(candidate, tagged)).filter((word) => word !== '')
  if (response.promptFeedback?.blockReason) words.push(`blockReason ${response.promptFeedback.blockReason}`)
  return words.join(' ') || Object.keys(response).join(', ')
}
