import { appendParts } from './parts.ts'
import type { Reply, ReplyCandidate } from './reply.ts'
import type { GroundingMetadata, Part, UsageMetadata } from './types.ts'

const counts = [
  'promptTokenCount',
  'cachedContentTokenCount',
  'candidatesTokenCount',
  'thoughtsTokenCount',
  'toolUsePromptTokenCount',
  'totalTokenCount',
] as const

/** Each request is billed for itself; what the first one was asked with stays apart, as the SDK has it. */
function sumUsage(
  before: UsageMetadata | undefined,
  own: UsageMetadata | undefined,
): UsageMetadata | undefined {
  if (!before || !own) return own ?? before
  const sums = counts.flatMap((name) => {
    const sum = (before[name] ?? 0) + (own[name] ?? 0)
    return sum > 0 ? [[name, sum]] : []
  })
  const first = before.initialPromptTokenCount ?? before.promptTokenCount
  return {
    ...own,
    ...(Object.fromEntries(sums) as UsageMetadata),
    ...(first !== undefined && { initialPromptTokenCount: first }),
  }
}

const bytesOf = (part: Part | undefined) => new TextEncoder().encode(part?.text ?? '').length

type Support = NonNullable<GroundingMetadata['groundingSupports']>[number]

/** Sources of both; what the later ones support lies behind the text that was there before. */
function joinGrounding(
  before: ReplyCandidate,
  own: ReplyCandidate,
  joined: readonly Part[],
): GroundingMetadata | undefined {
  const { groundingMetadata: first } = before
  const { groundingMetadata: second } = own
  if (!second) return first
  // A text that went on in the part it had begun in.
  const merged = joined.length < before.parts.length + own.parts.length
  const parts = before.parts.length - (merged ? 1 : 0)
  const offset = merged ? bytesOf(before.parts.at(-1)) : 0
  const chunks = first?.groundingChunks?.length ?? 0
  const supports = (second.groundingSupports ?? []).map((one): Support => {
    const { segment, groundingChunkIndices: indices } = one
    const { partIndex = 0, startIndex = 0, endIndex } = segment ?? {}
    const shift = partIndex === 0 ? offset : 0
    const place = { partIndex: partIndex + parts, startIndex: startIndex + shift }
    const end = endIndex === undefined ? {} : { endIndex: endIndex + shift }
    return Object.assign(
      {},
      one,
      segment && { segment: Object.assign({}, segment, place, end) },
      indices && { groundingChunkIndices: indices.map((index) => index + chunks) },
    )
  })
  return {
    ...first,
    ...second,
    groundingChunks: [...(first?.groundingChunks ?? []), ...(second.groundingChunks ?? [])],
    groundingSupports: [...(first?.groundingSupports ?? []), ...supports],
    webSearchQueries: [...new Set([...(first?.webSearchQueries ?? []), ...(second.webSearchQueries ?? [])])],
  }
}

/** What tells how an answer ended, or how it goes on: of the last request alone. */
function withoutEnd({
  finishReason: _reason,
  finishMessage: _message,
  continuationToken: _token,
  ...rest
}: ReplyCandidate): ReplyCandidate {
  return rest
}

function joinCandidate(before: ReplyCandidate, own: ReplyCandidate): ReplyCandidate {
  const parts = appendParts(before.parts, own.parts)
  const groundingMetadata = joinGrounding(before, own, parts)
  return {
    ...withoutEnd(before),
    ...own,
    parts,
    citations: [...before.citations, ...own.citations],
    ...(groundingMetadata && { groundingMetadata }),
  }
}

/**
 * An answer that came in several requests as one: the later goes on where the earlier stopped. How it ended is told by
 * the later alone, tokens are summed.
 */
export function joinReplies(before: Reply, own: Reply): Reply {
  const indexes = new Set([...before.candidates, ...own.candidates].map(({ index }) => index))
  const candidates = [...indexes]
    .toSorted((a, b) => a - b)
    .flatMap((index): ReplyCandidate[] => {
      const first = before.candidates.find((one) => one.index === index)
      const second = own.candidates.find((one) => one.index === index)
      if (first && second) return [joinCandidate(first, second)]
      return second ? [second] : first ? [withoutEnd(first)] : []
    })
  const usageMetadata = sumUsage(before.usageMetadata, own.usageMetadata)
  return { ...before, ...own, candidates, ...(usageMetadata && { usageMetadata }) }
}
