import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { sameItems } from '../../state/embedding/changed.ts'
import { useResult } from '../../state/embedding/run.ts'
import { changeSetup, itemsOf, setup, useSetup } from '../../state/embedding/setup.ts'
import { useView } from '../../state/embedding/view.ts'
import { numberLines } from './lines.ts'
import { words } from './words.ts'
import { useArrival } from '../../ui/arrival.ts'
import type { Result } from '../../state/embedding/analysis.ts'

const lineHeight = 24
const above = 8

/**
 * The field keeps its own text and gets another one only where that came from elsewhere: React would compare all of it
 * at every letter, which at ten thousand lines takes longer than the letter.
 */
function useOwnText() {
  const field = useRef<HTMLTextAreaElement>(null)
  const typed = useRef<string>(null)
  useEffect(() => {
    const node = field.current
    if (!node) return
    const show = ({ lines }: { lines: string }) => {
      if (lines === typed.current) return
      typed.current = lines
      node.value = lines
    }
    show(setup.getState())
    return setup.subscribe(show)
  }, [])
  const type = (text: string) => {
    typed.current = text
    changeSetup({ lines: text })
  }
  return { field, type }
}

/**
 * One text a line, numbered like the matrix. Long lines scroll, so that a line is a line.
 * @param tooLong numbers of the texts that the model would not read to their end
 */
export function LinesField({ tooLong }: { tooLong: ReadonlySet<number> }) {
  const { field, type } = useOwnText()
  useArrival(field)
  const lines = useSetup((state) => state.lines)
  // A result needs the room of a small screen more.
  const small = useResult() !== null
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(400)
  // Ten thousand lines are counted after the letter is on the screen, not before.
  const settled = useDeferredValue(lines)
  const numbers = useMemo(() => numberLines(settled), [settled])
  const first = Math.max(0, Math.floor((top - above) / lineHeight))
  const shown = [...numbers.subarray(first, first + Math.ceil(height / lineHeight) + 2)]
  const marked = useMarked(settled)
  // What is longer than its line fades out, beside the scroll bar where there is one.
  const [bar, setBar] = useState(0)
  useEffect(() => {
    const node = field.current
    if (node && settled !== '') setBar(node.offsetWidth - node.clientWidth)
  }, [field, settled])
  const gutter = 14 + 7 * Math.max(2, String(numbers.length).length)
  return (
    <div
      className={`relative flex flex-1 overflow-hidden has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:-outline-offset-2 has-[textarea:focus-visible]:outline-accent wide:min-h-30 ${small ? 'min-h-30' : 'min-h-50'}`}
    >
      <div
        aria-hidden="true"
        className="pointer-events-none absolute inset-x-0 text-label text-mute"
        style={{ top: above - top + first * lineHeight }}
      >
        {shown.map((number, at) => (
          <div
            // oxlint-disable-next-line react/no-array-index-key -- a line's place is its name
            key={first + at}
            className={`h-6 w-full ${number > 0 && marked.has(number) ? 'bg-hover' : ''}`}
          >
            <span
              style={{ width: gutter }}
              className={`block text-right leading-6 ${number > 0 && tooLong.has(number) ? 'font-semibold text-caution' : number > 0 && marked.has(number) ? 'text-ink' : ''}`}
            >
              {number > 0 ? number : ''}
            </span>
          </div>
        ))}
      </div>
      <textarea
        aria-label="Texts"
        ref={field}
        wrap="off"
        spellCheck={false}
        placeholder={words.onePerLine}
        onScroll={(event) => {
          setTop(event.currentTarget.scrollTop)
          setHeight(event.currentTarget.clientHeight)
        }}
        onFocus={(event) => setHeight(event.currentTarget.clientHeight)}
        onChange={(event) => type(event.currentTarget.value)}
        style={{ marginLeft: gutter + 6 }}
        className={`relative min-w-0 flex-1 resize-none bg-transparent py-2 pr-3 pl-0.5 text-title/6 text-ink outline-none placeholder:text-mute narrow:text-ui/6 wide:h-full ${small ? 'h-30' : 'h-50'}`}
      />
      <span
        aria-hidden="true"
        // Inside the ring that shows the focus.
        className="pointer-events-none absolute inset-y-0.5 w-7"
        style={{
          right: Math.max(2, bar),
          background: 'linear-gradient(to right, transparent, var(--color-ground))',
        }}
      />
    </div>
  )
}

/** Texts of the current pair, and those chosen on the map, where they still stand in the line of their number. */
function useMarked(lines: string): ReadonlySet<number> {
  const result = useResult()
  const pair = useView((view) => view.pair)
  const selected = useView((view) => view.selected)
  const chosen = useView((view) => view.chosen)
  return useMemo(() => {
    const rows = [...(pair ?? [selected]), ...(chosen.size > 1 ? chosen : [])]
    return new Set(result && sameTexts(result, lines) ? rows.map((row) => row + 1) : [])
  }, [result, lines, pair, selected, chosen])
}

let known: { result: Result; lines: string; same: boolean } | null = null

function sameTexts(result: Result, lines: string): boolean {
  if (known?.result !== result || known.lines !== lines)
    known = { result, lines, same: sameItems(result.items, itemsOf({ lines, rows: null })) }
  return known.same
}
