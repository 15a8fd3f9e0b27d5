/** What a run says, derived from its facts and from nothing else. */
import { joinReplies } from '../gemini/join.ts'
import { emptyReply, fold, outcomeOf } from '../gemini/reply.ts'
import { kindOf, responseOnce } from './exchange.ts'
import type { Failure } from '../gemini/error.ts'
import type { Outcome, Reply } from '../gemini/reply.ts'
import type { Chunk } from './exchange.ts'
import type { Beat, Run } from './run.ts'

/** The numbers under an answer; null where nothing is known (yet). Times in ms. */
export interface Figures {
  firstToken: number | null
  total: number | null
  tokensIn: number | null
  tokensOut: number | null
  thoughts: number | null
  tokensPerSecond: number | null
}

export interface Reading {
  /** All chunks folded into one response, behind the answer that they go on with. */
  reply: Reply
  /** One a chunk. */
  beats: readonly Beat[]
  /** Of the run as a whole; null until it has ended. */
  outcome: Outcome | null
  failure: Failure | null
  figures: Figures
}

interface Folded {
  chunks: Chunk[]
  reply: Reply
  beats: Beat[]
}

/** By the first chunk of a run: a growing answer is folded chunk by chunk, and costs its growth. */
const folded = new WeakMap<Chunk, Folded>()

/** Whether these chunks begin with those that were folded. They only grow at the end, so two places tell. */
const continues = (chunks: readonly Chunk[], { chunks: known }: Folded) =>
  known.length <= chunks.length && chunks[known.length - 1] === known.at(-1)

function foldAll(chunks: readonly Chunk[]): Folded {
  const first = chunks[0]
  if (!first) return { chunks: [], reply: emptyReply, beats: [] }
  const before = folded.get(first)
  const now = before && continues(chunks, before) ? before : { chunks: [], reply: emptyReply, beats: [] }
  for (let at = now.chunks.length; at < chunks.length; at++) {
    const chunk = chunks[at]!
    const response = responseOnce(chunk)
    now.chunks.push(chunk)
    now.reply = fold(now.reply, response)
    now.beats.push({ at: chunk.at, bytes: chunk.bytes, kind: kindOf(response) })
  }
  // An older state of a run that has grown since must not take the place of the newer one.
  if (!before || now === before || chunks.length >= before.chunks.length) folded.set(first, now)
  return now
}

/**
 * Speed is what the answer's tokens took from its own first chunk to the end, so that neither the wait nor the thinking
 * slows it down. An answer that came at once has no such stretch, so there it is the whole run.
 */
function speed(beats: readonly Beat[], tokens: number | null, elapsed: number | null): number | null {
  if (!tokens || !elapsed) return null
  const start = beats.find(({ kind }) => kind === 'answer')
  if (!start) return null
  const stretch = elapsed - start.at
  return (tokens * 1000) / (stretch > elapsed / 10 ? stretch : elapsed)
}

const tokensOf = ({ usageMetadata: usage }: Reply) => ({
  tokensIn: usage?.promptTokenCount ?? null,
  tokensOut: usage ? (usage.candidatesTokenCount ?? 0) : null,
  thoughts: usage ? (usage.thoughtsTokenCount ?? 0) : null,
})

function figuresOf(reply: Reply, beats: readonly Beat[], total: number | null): Figures {
  const tokens = tokensOf(reply)
  return {
    firstToken: beats.find(({ kind }) => kind !== 'empty')?.at ?? null,
    total,
    ...tokens,
    tokensPerSecond: speed(beats, tokens.tokensOut, total),
  }
}

/** What one run's own chunks say, without the answer that they go on with. */
export const ownReply = (run: Run): Reply => foldAll(run.chunks).reply

const readings = new WeakMap<Run, Reading>()

/** Everything that is derived from a run. The same run gives the same object. */
export function read(run: Run): Reading {
  const known = readings.get(run)
  if (known) return known
  const { reply: own, beats: all } = foldAll(run.chunks)
  const reply = run.before ? joinReplies(read(run.before).reply, own) : own
  const beats = run.v1?.beats ?? all.slice(0, run.chunks.length)
  const { ending } = run
  const total = ending ? (run.elapsed ?? beats.at(-1)?.at ?? 0) : null
  const reading: Reading = {
    reply,
    beats,
    outcome: ending && outcomeOf(reply, ending),
    failure: ending?.kind === 'failed' ? ending.failure : null,
    figures: { ...figuresOf(own, beats, total), ...(run.before && tokensOf(reply)) },
  }
  readings.set(run, reading)
  return reading
}
