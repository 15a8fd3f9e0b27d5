import { useMemo, useState } from 'react'
import { marksByPiece, marksOf } from './marks.ts'
import { sourcesOf } from './sources.ts'
import type { ReplyCandidate } from '../gemini/reply.ts'
import type { Marks } from '../ui/markdown/Markdown.tsx'
import type { Piece } from './pieces.ts'
import type { Source } from './sources.ts'

/** The entry that a mark leads to. Each press is one of its own. */
export interface Pressed {
  number: number
}

interface Shown {
  list: readonly Source[]
  /** Of each piece, where it is a text with marks. */
  marks: (Marks | undefined)[] | undefined
  at: Pressed | null
}

const none: readonly Source[] = []

/**
 * The sources of an answer, and the marks of them in its text.
 * @param candidate undefined while it is not there, or not whole
 */
export function useSources(candidate: ReplyCandidate | undefined, pieces: readonly Piece[]): Shown {
  const [at, setAt] = useState<Pressed | null>(null)
  const sources = useMemo(() => candidate && sourcesOf(candidate), [candidate])
  const marks = useMemo(() => {
    const all = candidate && sources ? marksOf(candidate, sources.numbers) : []
    if (all.length === 0) return undefined
    return marksByPiece(pieces, all).map(
      (places) =>
        places && {
          places,
          labelOf: (number: number) => `Sources ${number}`,
          onPress: (number: number) => setAt({ number }),
        },
    )
  }, [candidate, sources, pieces])
  return { list: sources?.list ?? none, marks, at }
}
