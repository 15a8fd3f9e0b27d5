import { appendParts } from './parts.ts'
import { appendLogprobs, hopsOf } from './reply.ts'
import type { Reply, ReplyCandidate } from './reply.ts'
import type { UsageMetadata } from './types.ts'

const counts = [
  'promptTokenCount',
  'cachedContentTokenCount',
  'candidatesTokenCount',
  'thoughtsTokenCount',
  'toolUsePromptTokenCount',
  'totalTokenCount',
] as const

/** Each request is billed for itself; what the first one was asked with stays apart, as the SDK has it. */
function sumUsage(before: UsageMetadata, own: UsageMetadata): UsageMetadata {
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

/** What both requests brought, by `join`; what one of them brought, as it is. */
const both = <Value>(
  before: Value | undefined,
  own: Value | undefined,
  join: (before: Value, own: Value) => Value,
): Value | undefined => (before === undefined || own === undefined ? (own ?? before) : join(before, own))

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
  const logprobsResult = both(before.logprobsResult, own.logprobsResult, appendLogprobs)
  return {
    ...withoutEnd(before),
    ...own,
    parts: appendParts(before.parts, own.parts),
    citations: [...before.citations, ...own.citations],
    hops: [...hopsOf(before), ...hopsOf(own)],
    ...(logprobsResult !== undefined && { logprobsResult }),
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
  const usageMetadata = both(before.usageMetadata, own.usageMetadata, sumUsage)
  return { ...before, ...own, candidates, ...(usageMetadata && { usageMetadata }) }
}
