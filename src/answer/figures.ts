import type { Chunk, Run } from '../state/run.ts'

/** The numbers under an answer; null where nothing is known (yet). Times in ms. */
export interface Figures {
  firstToken: number | null
  total: number | null
  tokensIn: number | null
  tokensOut: number | null
  thoughts: number | null
  tokensPerSecond: number | null
}

/**
 * What the foot says about a run.
 * Speed is what the answer's tokens took from its own first chunk to the end, so that neither the wait nor
 * the thinking slows it down. An answer that came at once has no such stretch, so there it is the whole run.
 */
export function figuresOf(run: Run): Figures {
  const usage = run.reply.usageMetadata
  const first = run.chunks.find((chunk) => chunk.kind !== 'empty')
  const tokensOut = usage ? (usage.candidatesTokenCount ?? 0) : null
  return {
    firstToken: first?.at ?? null,
    total: run.elapsed,
    tokensIn: usage?.promptTokenCount ?? null,
    tokensOut,
    thoughts: usage ? (usage.thoughtsTokenCount ?? 0) : null,
    tokensPerSecond: speed(run.chunks, tokensOut, run.elapsed),
  }
}

function speed(chunks: readonly Chunk[], tokens: number | null, elapsed: number | null): number | null {
  if (!tokens || !elapsed) return null
  const start = chunks.find((chunk) => chunk.kind === 'answer')
  if (!start) return null
  const stretch = elapsed - start.at
  return (tokens * 1000) / (stretch > elapsed / 10 ? stretch : elapsed)
}

/** `0.84 s`; tenths while it still runs. */
export function seconds(ms: number, digits: 1 | 2 = 2): string {
  return `${(ms / 1000).toFixed(digits)} s`
}

/** `65,536` */
export function whole(count: number): string {
  return count.toLocaleString('en-US')
}

/** `333 B`, `9.8 kB`, `1.2 MB`; a kB is 1,000 bytes. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** `chunk 31, 4.75 s, +142 ms, 333 B`. @param index counted from 0. */
export function chunkLabel(chunks: readonly Pick<Chunk, 'at' | 'bytes'>[], index: number): string {
  const chunk = chunks[index]
  if (!chunk) return ''
  const since = Math.round(chunk.at - (chunks[index - 1]?.at ?? 0))
  return `chunk ${index + 1}, ${seconds(chunk.at)}, +${since} ms, ${size(chunk.bytes)}`
}
