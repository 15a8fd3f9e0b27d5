import { memo, useCallback, useMemo, useState } from 'react'
import { Capped } from './Capped.tsx'
import { Icon } from './Icon.tsx'
import { whole } from './figures.ts'
import { jsonLines } from './jsonLines.ts'
import type { KeyboardEvent } from 'react'
import type { Kind, Line } from './jsonLines.ts'

/** Lines in one block, which the browser can skip while it is out of sight. */
const BLOCK = 100

const looks: Record<Kind, string> = {
  key: 'font-medium text-ink',
  string: 'text-soft',
  other: 'text-ink',
  mark: 'text-mute',
}

/**
 * JSON for reading, in mono: keys and values told apart, lines that are too long wrapped under their own beginning, objects
 * and lists folded by the marks in the margin (one Tab stop; arrow keys walk and fold). Long base64 is shortened on the
 * screen only; copies come from the text itself.
 */
export function JsonView({ text }: { text: string }) {
  return <Capped text={text}>{(shown) => <Lines text={shown} />}</Capped>
}

function Lines({ text }: { text: string }) {
  /** By place, so that a text that changes stays folded where it was. */
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState('')
  const lines = useMemo(() => jsonLines(text), [text])
  const drawn = visible(lines, folded)
  const stop =
    drawn.find((at) => canFold(lines[at]!) && lines[at]!.place === current) ?? lines.findIndex(canFold)
  const fold = useCallback((place: string, on: boolean) => {
    setFolded((before) => {
      const next = new Set(before)
      if (on) next.add(place)
      else next.delete(place)
      return next
    })
  }, [])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { place } = (event.target as HTMLElement).dataset
    if (place === undefined) return
    if (event.key === 'ArrowLeft') fold(place, true)
    else if (event.key === 'ArrowRight') fold(place, false)
    else {
      const marks = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-place]')]
      const at = marks.findIndex((mark) => mark === event.target)
      const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key]
      if (next === undefined) return
      marks[next]?.focus()
    }
    event.preventDefault()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- listens for the marks in it
    <pre className="font-mono text-label wrap-anywhere whitespace-pre-wrap" onKeyDown={onKeyDown}>
      {[...blocksOf(drawn)].map(([block, inBlock]) => (
        <span
          key={block}
          className="block [content-visibility:auto] [contain-intrinsic-block-size:auto_1600px]"
        >
          {inBlock.map((at) => (
            <JsonLine
              key={at}
              line={lines[at]!}
              at={at}
              isFolded={folded.has(lines[at]!.place)}
              close={lines[lines[at]!.closes ?? -1]}
              isStop={at === stop}
              onFold={fold}
              onFocus={setCurrent}
            />
          ))}
        </span>
      ))}
    </pre>
  )
}

const canFold = ({ closes }: Line): boolean => closes !== null

/** The lines that are not inside something folded, by their index. */
function visible(lines: readonly Line[], folded: ReadonlySet<string>): number[] {
  const drawn: number[] = []
  for (let at = 0; at < lines.length; at++) {
    drawn.push(at)
    const { closes, place } = lines[at]!
    if (closes !== null && folded.has(place)) at = closes
  }
  return drawn
}

/** A line stays in its block whatever is folded, so that what follows is not drawn anew. */
function blocksOf(drawn: readonly number[]): Map<number, number[]> {
  const blocks = new Map<number, number[]>()
  for (const at of drawn) {
    const block = Math.floor(at / BLOCK)
    const inBlock = blocks.get(block)
    if (inBlock) inBlock.push(at)
    else blocks.set(block, [at])
  }
  return blocks
}

interface LineProps {
  line: Line
  at: number
  isFolded: boolean
  /** The line that closes it. */
  close: Line | undefined
  /** Tab comes to its mark. */
  isStop: boolean
  onFold: (place: string, on: boolean) => void
  onFocus: (place: string) => void
}

const JsonLine = memo(function JsonLine({ line, at, isFolded, close, isStop, onFold, onFocus }: LineProps) {
  const { indent, pieces, closes, name, place } = line
  return (
    <span
      className="relative block"
      // What is wrapped goes on two columns further in than it began.
      style={{ paddingLeft: `calc(1rem + ${indent + 2}ch)`, textIndent: `-${indent + 2}ch` }}
    >
      {closes !== null && (
        <button
          type="button"
          data-place={place}
          tabIndex={isStop ? 0 : -1}
          aria-expanded={!isFolded}
          aria-label={`Fold ${name || `line ${at + 1}`}`}
          onClick={() => onFold(place, !isFolded)}
          onFocus={() => onFocus(place)}
          className="absolute top-0 left-0 flex size-4 cursor-pointer items-center justify-center rounded-chip indent-0 text-mute select-none hover:text-ink"
        >
          <Icon name={isFolded ? 'chevron-right' : 'chevron-down'} size={12} />
        </button>
      )}
      {pieces.map((piece, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the pieces of a line do not move
        <span key={index} className={looks[piece.kind]}>
          {piece.text}
        </span>
      ))}
      {isFolded && closes !== null && (
        <>
          <span className="text-mute select-none"> … {whole(closes - at - 1)} lines </span>
          <span className={looks.mark}>
            {close?.pieces
              .map(({ text }) => text)
              .join('')
              .trimStart()}
          </span>
        </>
      )}
      {'\n'}
    </span>
  )
})
