import { appendParts, isOutput } from './parts.ts'
import type { Failure } from './error.ts'
import type {
  Candidate,
  Citation,
  GenerateContentResponse,
  GroundingMetadata,
  Part,
  PromptFeedback,
  UsageMetadata,
} from './types.ts'

/** What one request of an answer brought: places in its text are counted within it. */
export interface Hop {
  parts: readonly Part[]
  groundingMetadata?: GroundingMetadata
  urlContextMetadata?: Candidate['urlContextMetadata']
}

/** One answer of the model, all its chunks merged. Fields this client does not know are kept, last one wins. */
export interface ReplyCandidate {
  index: number
  parts: readonly Part[]
  role?: string
  finishReason?: string
  finishMessage?: string
  safetyRatings?: Candidate['safetyRatings']
  /** Every citation of every chunk, each once. */
  citations: readonly Citation[]
  groundingMetadata?: GroundingMetadata
  urlContextMetadata?: Candidate['urlContextMetadata']
  avgLogprobs?: number
  logprobsResult?: unknown
  /** Where the answer came in several requests, each of them. */
  hops?: readonly Hop[]
  [unknown: string]: unknown
}

/** The requests of an answer, in order: their texts one after the other are its own. */
export const hopsOf = (candidate: ReplyCandidate): readonly Hop[] => candidate.hops ?? [candidate]

/** All chunks of a response merged into one. */
export interface Reply {
  /** By `index`, ascending. */
  candidates: readonly ReplyCandidate[]
  promptFeedback?: PromptFeedback
  /** The last one as it came: numbers may drop between chunks, so nothing is summed. */
  usageMetadata?: UsageMetadata
  modelVersion?: string
  responseId?: string
  [unknown: string]: unknown
}

export const emptyReply: Reply = Object.freeze({ candidates: Object.freeze([]) })

/**
 * The reply with one more chunk in it. Pure: neither argument changes, and what did not grow is shared.
 * A field that a chunk lacks, or leaves empty, keeps its last value.
 */
export function fold(reply: Reply, chunk: GenerateContentResponse): Reply {
  const merged: Reply = { ...reply }
  for (const name in chunk) {
    const value = chunk[name]
    if (name === 'candidates') merged.candidates = foldCandidates(reply.candidates, value)
    else if (name === 'promptFeedback')
      merged[name] = laterFeedback(reply.promptFeedback, chunk.promptFeedback)
    else if (name !== '__proto__' && !isEmpty(value)) merged[name] = value
  }
  return merged
}

/** The first one counts, unless it did not block and a later one does. */
function laterFeedback(first: PromptFeedback | undefined, later: PromptFeedback | undefined): PromptFeedback {
  return (first && !(later?.blockReason && !first.blockReason) ? first : later) ?? {}
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null)
    return value === '' || value === null || value === undefined
  for (const _ in value) return false
  return true
}

function foldCandidates(known: Reply['candidates'], added: unknown): Reply['candidates'] {
  if (!Array.isArray(added) || added.length === 0) return known
  const result = known.slice()
  for (let place = 0; place < added.length; place++) {
    const candidate = added[place] as Candidate | null
    if (typeof candidate !== 'object' || candidate === null) continue
    const index = indexOf(added as (Candidate | null)[], place)
    let at = 0
    while (at < result.length && (result[at]?.index ?? 0) < index) at++
    const old = result[at]
    if (old?.index === index) result[at] = foldCandidate(old, candidate)
    else result.splice(at, 0, foldCandidate({ index, parts: [], citations: [] }, candidate))
  }
  return result
}

/** Zero is left out on the wire; where two of one chunk have the same index, the second is told by its place. */
function indexOf(candidates: readonly (Candidate | null)[], place: number): number {
  const given = candidates[place]?.index
  const index = typeof given === 'number' ? given : 0
  for (let before = 0; before < place; before++) if ((candidates[before]?.index ?? 0) === index) return place
  return index
}

/** Fields that the merged candidate holds in another form; a server may not set them. */
const OWN = new Set(['index', 'parts', 'role', 'citations', 'hops', '__proto__'])

function foldCandidate(old: ReplyCandidate, chunk: Candidate): ReplyCandidate {
  const merged: ReplyCandidate = { ...old }
  for (const name in chunk) {
    const value = chunk[name]
    if (name === 'content') {
      const { content } = chunk
      if (content?.role) merged.role = content.role
      if (Array.isArray(content?.parts)) merged.parts = appendParts(old.parts, content.parts)
    } else if (name === 'citationMetadata') {
      const { citationSources, citations } = chunk.citationMetadata ?? {}
      merged.citations = appendCitations(old.citations, citationSources ?? citations)
    } else if (name === 'logprobsResult') merged[name] = appendLogprobs(old.logprobsResult, value)
    else if (!OWN.has(name) && !isEmpty(value)) merged[name] = value
  }
  return merged
}

const placeOf = (one: Citation) =>
  `${one.startIndex ?? 0} ${one.endIndex ?? ''} ${one.uri ?? ''} ${one.title ?? ''}`

/** Chunks repeat citations: the same place of the same source counts once. */
function appendCitations(known: readonly Citation[], added: unknown): readonly Citation[] {
  if (!Array.isArray(added)) return known
  const seen = new Set(known.map(placeOf))
  const fresh = (added as Citation[]).filter(
    (one) => typeof one === 'object' && one !== null && !seen.has(placeOf(one)) && seen.add(placeOf(one)),
  )
  return fresh.length === 0 ? known : [...known, ...fresh]
}

/** Every chunk, and every request of an answer, brings the log probabilities of its own tokens. */
export function appendLogprobs(known: unknown, added: unknown): unknown {
  if (typeof known !== 'object' || known === null || typeof added !== 'object' || added === null) return added
  const old = known as Record<string, unknown>
  return {
    ...old,
    ...Object.fromEntries(
      Object.entries(added).map(([name, value]) => {
        const before = old[name]
        return [
          name,
          Array.isArray(value) && Array.isArray(before)
            ? [...(before as unknown[]), ...(value as unknown[])]
            : value,
        ]
      }),
    ),
  }
}

/** A merged reply in the API's own shape: as if the stream had been one response. */
export function toResponse({ candidates, ...rest }: Reply): Record<string, unknown> {
  return {
    ...(candidates.length > 0 && {
      candidates: candidates.map(({ index, parts, role, citations, ...candidate }) => ({
        content: { parts: [...parts], ...(role && { role }) },
        ...candidate,
        ...(citations.length > 0 && { citationMetadata: { citationSources: [...citations] } }),
        index,
      })),
    }),
    ...rest,
  }
}

function joinText(candidate: ReplyCandidate, thought: boolean): string {
  let text = ''
  for (const part of candidate.parts) {
    if (typeof part.text === 'string' && (part.thought === true) === thought) text += part.text
  }
  return text
}

/** The answer: every `text` that is no thought, joined without a separator. */
export const textOf = (candidate: ReplyCandidate): string => joinText(candidate, false)

/** The thought summaries, joined without a separator. */
export const thoughtsOf = (candidate: ReplyCandidate): string => joinText(candidate, true)

/** How a run ended: the server's end of the body, the user's Stop, or a failure. */
export type Ending = { kind: 'end' } | { kind: 'stopped' } | { kind: 'failed'; failure: Failure }

export type Outcome = 'complete' | 'cut off' | 'no answer' | 'blocked' | 'failed' | 'interrupted' | 'stopped'

const BLOCKING =
  /^(SAFETY|RECITATION|LANGUAGE|BLOCKLIST|PROHIBITED_CONTENT|SPII|PUP_LIMITED_DISABLED|IMAGE_.*)$/

/**
 * The named state of a finished run. Complete is only what ended cleanly, with `STOP`, with output and
 * without an error.
 * @param candidateIndex the `index` of the candidate meant; without it the run as a whole: interrupted if
 *   any candidate is, otherwise as its first one
 */
export function outcomeOf(reply: Reply, ending: Ending, candidateIndex?: number): Outcome {
  if (ending.kind === 'stopped') return 'stopped'
  if (ending.kind === 'failed') return ending.failure.kind === 'interrupted' ? 'interrupted' : 'failed'
  const blocked = Boolean(reply.promptFeedback?.blockReason)
  if (candidateIndex !== undefined) {
    return stateOf(
      reply.candidates.find((one) => one.index === candidateIndex),
      blocked,
    )
  }
  const states = reply.candidates.map((one) => stateOf(one, blocked))
  return states.includes('interrupted') ? 'interrupted' : (states[0] ?? stateOf(undefined, blocked))
}

function stateOf(candidate: ReplyCandidate | undefined, promptBlocked: boolean): Outcome {
  const reason = candidate?.finishReason
  if (!candidate || !reason) return promptBlocked ? 'blocked' : 'interrupted'
  if (BLOCKING.test(reason)) return 'blocked'
  if (reason !== 'STOP' && reason !== 'MAX_TOKENS' && reason !== 'CONTINUATION') return 'failed'
  if (!candidate.parts.some(isOutput)) return 'no answer'
  return reason === 'STOP' ? 'complete' : 'cut off'
}
