import { useEffect, useState, useTransition } from 'react'
import { countFor, isFolded, KEPT, MOST } from '../../../runs/difference/drawn.ts'
import { wordsOf } from '../../../state/history/words.ts'
import { Button } from '../../../ui/Button.tsx'
import { whole } from '../../../ui/figures.ts'
import { words } from './words.ts'
import type { Drawable, Piece } from '../../../runs/difference/words.ts'

/** So much is drawn at first, and with each press of Show more: about 2,000 words. Characters. */
const AT_ONCE = 12_000

/** How two texts differ; null while that is worked out. */
function useWords(first: string, second: string): Drawable | null {
  const [found, setFound] = useState<{ first: string; second: string; compared: Drawable }>()
  useEffect(() => {
    let current = true
    const look = async () => {
      const compared = await wordsOf(first, second)
      if (current) setFound({ first, second, compared })
    }
    void look()
    return () => {
      current = false
    }
  }, [first, second])
  return found?.first === first && found.second === second ? found.compared : null
}

const said: Record<Drawable['by'], string | null> = {
  words: null,
  lines: words.byLines,
  whole: words.notCompared,
}

/** Two texts as one: only in the first struck out, only in the second underlined. */
export function Words({ first, second, folds = false }: { first: string; second: string; folds?: boolean }) {
  const compared = useWords(first, second)
  const [room, setRoom] = useState(AT_ONCE)
  const [isDrawing, startDrawing] = useTransition()
  if (!compared) return <span className="text-mute">{words.comparing}</span>
  const { pieces, by, more } = compared
  const count = countFor(pieces, room, folds)
  return (
    <>
      {said[by] && <span className="block pb-2 font-sans text-label text-mute">{said[by]}</span>}
      {pieces.slice(0, count).map((piece, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- the pieces of two texts change as a whole
        <Stretch key={at} piece={piece} folds={folds} />
      ))}
      {count < pieces.length && (
        <span className="block pt-2 font-sans">
          <Button
            variant="bordered"
            size={24}
            disabled={isDrawing}
            onClick={() => startDrawing(() => setRoom((now) => now + AT_ONCE))}
          >
            Show more
          </Button>
        </span>
      )}
      {count === pieces.length && more > 0 && (
        <span className="block pt-2 font-sans text-label text-mute">{words.moreChanges(more)}</span>
      )}
    </>
  )
}

function Stretch({ piece: { in: where, text }, folds }: { piece: Piece; folds: boolean }) {
  if (where === 'first') return <Only side="first">{cut(text)}</Only>
  if (where === 'second') return <Only side="second">{cut(text)}</Only>
  if (!isFolded(text, folds)) return text
  return (
    <>
      {text.slice(0, KEPT)}
      <span className="font-sans text-label text-mute"> {words.sameCharacters(text.length - 2 * KEPT)} </span>
      {text.slice(-KEPT)}
    </>
  )
}

const cut = (text: string): string =>
  text.length > MOST ? `${text.slice(0, MOST)}… (${whole(text.length - MOST)} more characters)` : text

const looks = {
  first: 'text-mute line-through',
  second: 'font-semibold text-ink underline underline-offset-2',
}

/** What stands in one of the two alone. */
export function Only({ side, children }: { side: 'first' | 'second'; children: string }) {
  return side === 'first' ? (
    <del className={looks.first}>{children}</del>
  ) : (
    <ins className={looks.second}>{children}</ins>
  )
}

/** What the two looks mean. @param names of the two, as words */
export function Legend({ first, second }: { first: string; second: string }) {
  return (
    <span aria-hidden="true" className="flex gap-4 text-label whitespace-nowrap">
      <span className={looks.second}>only {second}</span>
      <span className={looks.first}>only {first}</span>
    </span>
  )
}
