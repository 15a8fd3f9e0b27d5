/** How much of a comparison is drawn: the page would stand still while it lays out a megabyte. */
import type { Piece } from './words.ts'

/** An equal stretch longer than this is folded, characters; so much of it stays at either end. */
const LONG = 240
export const KEPT = 60
/** Of one stretch no more is drawn. */
export const MOST = 5_000

export const isFolded = (text: string, folds: boolean): boolean =>
  text.length > MOST || (folds && text.length > LONG)

function lengthOf({ in: where, text }: Piece, folds: boolean): number {
  if (where === 'both' && isFolded(text, folds)) return 2 * KEPT
  return Math.min(text.length, MOST)
}

/** How many of these pieces fill so many characters; at least one. */
export function countFor(pieces: readonly Piece[], characters: number, folds: boolean): number {
  let room = characters
  const end = pieces.findIndex((piece, at) => {
    room -= lengthOf(piece, folds)
    return room < 0 && at > 0
  })
  return end < 0 ? pieces.length : end
}
