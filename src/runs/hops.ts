/** An answer in several requests: each goes on where the one before it stopped. */
import { ownReply, read } from './read.ts'
import type { Run } from './run.ts'

export { hopsOf } from '../gemini/reply.ts'

/** What the next request of an answer needs. */
export interface Continuation {
  /** The run whose answer it goes on with: its body is sent again, unchanged. */
  from: Run
  token: string
  /** Which request of the answer it would be, counted from 1. */
  hop: number
  /** Tokens that it is billed for as input, by those of the request before; null where the server told none. */
  input: number | null
  /** The limit over all requests is used up: it goes on only with a higher one. */
  spent: boolean
}

/** Which request of its answer a run is, counted from 1. */
export function hopOf({ before }: Run): number {
  let hop = 1
  for (let one = before; one; one = one.before) hop += 1
  return hop
}

const tokenOf = (run: Run): string | undefined => {
  const token = ownReply(run).candidates[0]?.['continuationToken']
  return typeof token === 'string' && token !== '' ? token : undefined
}

function inputOf(run: Run): number | null {
  const { promptTokenCount, candidatesTokenCount = 0 } = ownReply(run).usageMetadata ?? {}
  return promptTokenCount === undefined ? null : promptTokenCount + candidatesTokenCount
}

/**
 * How an answer can go on; null where it is whole, or where the server gave no token. A request that failed or was stopped
 * can be made once more, with the token that it had.
 */
export function continuationOf(run: Run): Continuation | null {
  if (!run.ending) return null
  const reason = ownReply(run).candidates[0]?.finishReason
  const token = tokenOf(run)
  if (token !== undefined && (reason === 'CONTINUATION' || reason === 'MAX_TOKENS'))
    return { from: run, token, hop: hopOf(run) + 1, input: inputOf(run), spent: reason === 'MAX_TOKENS' }
  const { hop, before } = run
  const over = ['complete', 'blocked'].includes(read(run).outcome ?? '')
  if (!hop || !before || over) return null
  return { from: before, token: hop.continuationToken, hop: hopOf(run), input: inputOf(before), spent: false }
}
