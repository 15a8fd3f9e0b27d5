/** Two texts, word by word. Runs in a worker: texts may be a megabyte long, and share nothing. */
import { diffLines, diffWordsWithSpace } from 'diff'

/** A stretch that both texts have, or only one of them. */
export interface Piece {
  in: 'both' | 'first' | 'second'
  text: string
}

export interface Compared {
  /** In order; without those of the second, the first text, and the other way round. */
  pieces: Piece[]
  /** How finely they were compared: very long texts that share little are compared by lines, or not at all. */
  by: 'words' | 'lines' | 'whole'
}

/** So many changes are drawn; who wants more reads the texts themselves. */
const MOST_CHANGES = 300

/** What can be drawn of a comparison: the page is handed no more, for it would take its time to receive it. */
export interface Drawable extends Compared {
  /** Changes that come after these pieces. */
  more: number
}

export function drawableOf({ pieces, by }: Compared): Drawable {
  let changes = 0
  const end = pieces.findIndex((piece) => piece.in !== 'both' && ++changes > MOST_CHANGES)
  const drawn = end < 0 ? pieces : pieces.slice(0, end)
  return { by, pieces: drawn, more: pieces.slice(drawn.length).filter((piece) => piece.in !== 'both').length }
}

/** Words are given up after so long, and lines after as long again. ms */
const PATIENCE_MS = 1500

const isSpace = (text: string): boolean => /^[^\S\n]+$/.test(text)

/** Changes that only a space parts become one: read as a phrase, and not as a word here and a word there. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  let first = ''
  let second = ''
  const flush = () => {
    if (first) out.push({ in: 'first', text: first })
    if (second) out.push({ in: 'second', text: second })
    first = second = ''
  }
  for (const [at, { in: where, text }] of pieces.entries()) {
    if (where === 'first') first += text
    else if (where === 'second') second += text
    else if (first && second && isSpace(text) && pieces[at + 1]) {
      first += text
      second += text
    } else {
      flush()
      out.push({ in: 'both', text })
    }
  }
  flush()
  return out
}

/** How two texts differ. @param patience ms */
export function compareWords(first: string, second: string, patience = PATIENCE_MS): Compared {
  const options = { timeout: patience }
  const words = diffWordsWithSpace(first, second, options)
  const changes = words ?? diffLines(first, second, options)
  const pieces = changes?.map(({ value, added, removed }): Piece => ({
    in: added ? 'second' : removed ? 'first' : 'both',
    text: value,
  }))
  if (pieces) return { pieces: words ? joined(pieces) : pieces, by: words ? 'words' : 'lines' }
  const whole: Piece[] = [
    { in: 'first', text: first },
    { in: 'second', text: second },
  ]
  return { pieces: whole.filter(({ text }) => text !== ''), by: 'whole' }
}
