import { useMemo, useState } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { size, whole } from './figures.ts'
import { shorten } from './json.ts'
import { jsonLines } from './jsonLines.ts'
import type { KeyboardEvent } from 'react'
import type { Kind, Line } from './jsonLines.ts'

/** Characters shown before "Show all": what a browser lays out without a pause. */
const CAP = 60_000
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
  const [all, setAll] = useState(false)
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set())
  const [current, setCurrent] = useState<number | null>(null)
  const short = useMemo(() => shorten(text), [text])
  const shown = all ? short : short.slice(0, CAP)
  const lines = useMemo(() => jsonLines(shown), [shown])
  const drawn = visible(lines, folded)
  const stop = current !== null && drawn.includes(current) ? current : lines.findIndex(canFold)
  const fold = (at: number, on: boolean) => {
    const next = new Set(folded)
    if (on) next.add(at)
    else next.delete(at)
    setFolded(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = Number((event.target as HTMLElement).dataset['line'] ?? -1)
    if (at < 0) return
    if (event.key === 'ArrowLeft') fold(at, true)
    else if (event.key === 'ArrowRight') fold(at, false)
    else {
      const marks = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line]')]
      const place = marks.findIndex((mark) => mark === event.target)
      const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: marks.length - 1 }[event.key]
      if (next === undefined) return
      marks[next]?.focus()
    }
    event.preventDefault()
  }
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- listens for the marks in it */}
      <pre className="font-mono text-label wrap-anywhere whitespace-pre-wrap" onKeyDown={onKeyDown}>
        {blocksOf(drawn).map((block) => (
          <span
            key={block[0]}
            className="block [content-visibility:auto] [contain-intrinsic-block-size:auto_1600px]"
          >
            {block.map((at) => (
              <JsonLine
                key={at}
                line={lines[at]!}
                at={at}
                isFolded={folded.has(at)}
                close={lines[lines[at]!.closes ?? -1]}
                isStop={at === stop}
                onFold={fold}
                onFocus={setCurrent}
              />
            ))}
          </span>
        ))}
      </pre>
      {short.length > CAP && !all && (
        <p className="flex items-center gap-2 pt-2 text-label text-mute">
          {whole(CAP)} of {whole(short.length)} characters.
          <Button variant="bordered" size={24} onClick={() => setAll(true)}>
            Show all {size(short.length)}
          </Button>
        </p>
      )}
    </>
  )
}

const canFold = ({ closes }: Line): boolean => closes !== null

/** The lines that are not inside something folded, by their place. */
function visible(lines: readonly Line[], folded: ReadonlySet<number>): number[] {
  const drawn: number[] = []
  for (let at = 0; at < lines.length; at++) {
    drawn.push(at)
    if (folded.has(at)) at = lines[at]!.closes ?? at
  }
  return drawn
}

function blocksOf(drawn: readonly number[]): number[][] {
  const blocks: number[][] = []
  for (let from = 0; from < drawn.length; from += BLOCK) blocks.push(drawn.slice(from, from + BLOCK))
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
  onFold: (at: number, on: boolean) => void
  onFocus: (at: number) => void
}

function JsonLine({ line, at, isFolded, close, isStop, onFold, onFocus }: LineProps) {
  const { indent, pieces, closes, name } = line
  return (
    <span
      className="relative block"
      // What is wrapped goes on two columns further in than it began.
      style={{ paddingLeft: `calc(1rem + ${indent + 2}ch)`, textIndent: `-${indent + 2}ch` }}
    >
      {closes !== null && (
        <button
          type="button"
          data-line={at}
          tabIndex={isStop ? 0 : -1}
          aria-expanded={!isFolded}
          aria-label={`Fold ${name || `line ${at + 1}`}`}
          onClick={() => onFold(at, !isFolded)}
          onFocus={() => onFocus(at)}
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
}
