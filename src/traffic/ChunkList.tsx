import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { whole } from '../ui/figures.ts'
import { chooseChunk } from '../state/shell/inspector.ts'
import { added } from './added.ts'
import { ROW, scrollTo, visibleRows } from './rows.ts'
import type { KeyboardEvent } from 'react'
import { responseOf } from '../runs/exchange.ts'
import { read } from '../runs/read.ts'
import type { Beat, Run } from '../runs/run.ts'

interface Props {
  run: Run
  selected: number | null
  onFollowing: (following: boolean) => void
}

const columns =
  'grid grid-cols-[1.5rem_4.25rem_3.25rem_2.75rem_minmax(0,1fr)] gap-2 px-4 narrow:grid-cols-[3rem_5rem_4.5rem_4.5rem_minmax(0,1fr)]'

/** One row a chunk. Follows the end while the run is live and the reader has not scrolled away. */
export function ChunkList({ run, selected, onFollowing }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 400 })
  const follows = useRef(true)
  const { beats } = read(run)
  const count = beats.length
  const { from, to } = visibleRows(count, view.top, view.height)

  useEffect(() => {
    const target = scroller.current
    if (!target) return
    const look = () => {
      setView({ top: target.scrollTop, height: target.clientHeight })
      follows.current = target.scrollTop + target.clientHeight >= target.scrollHeight - ROW
      onFollowing(follows.current)
    }
    const observer = new ResizeObserver(look)
    observer.observe(target)
    target.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      target.removeEventListener('scroll', look)
    }
  }, [onFollowing])

  // The last chunks come with the end of the run, so being live a moment ago counts too.
  const wasLive = useRef(false)
  useLayoutEffect(() => {
    const target = scroller.current
    const live = run.ending === null
    if (target && follows.current && (live || wasLive.current)) target.scrollTop = beats.length * ROW
    wasLive.current = live
  }, [beats, run.ending])

  useLayoutEffect(() => {
    const target = scroller.current
    if (!target || selected === null) return
    const top = scrollTo(selected, target.scrollTop, target.clientHeight)
    if (top !== null) target.scrollTop = top
  }, [selected])

  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const choose = useCallback((index: number) => chooseChunk(latest.current.id, index), [])
  const step = (event: KeyboardEvent) => {
    const at = selected ?? -1
    const next = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: count - 1 }[event.key]
    if (next === undefined || count === 0) return
    event.preventDefault()
    choose(Math.min(next, count - 1))
  }

  return (
    <div
      role="grid"
      aria-label="Chunks"
      aria-rowcount={count + 1}
      className="flex min-h-0 flex-1 flex-col text-label"
    >
      <div
        role="row"
        aria-rowindex={1}
        className={`${columns} h-7 shrink-0 items-center whitespace-nowrap border-b border-line text-mute`}
      >
        <span role="columnheader" className="text-right">
          #
        </span>
        <span role="columnheader" className="text-right">
          Arrived, s
        </span>
        <span role="columnheader" className="text-right">
          Δ ms
        </span>
        <span role="columnheader" className="text-right">
          Bytes
        </span>
        <span role="columnheader" className="pl-2">
          Added
        </span>
      </div>
      {/* Rows are chosen by the arrow keys of the one focusable box around them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keys need a place
        tabIndex={0}
        onKeyDown={step}
        role="rowgroup"
        aria-label="Arrow keys choose a chunk"
        className="relative min-h-0 flex-1 overflow-y-auto focus-visible:outline-offset-[-2px]"
      >
        <div role="presentation" className="relative" style={{ height: count * ROW }}>
          {beats.slice(from, to).map((beat, offset) => (
            <Row
              // oxlint-disable-next-line react/no-array-index-key -- chunks only grow at the end
              key={from + offset}
              beat={beat}
              words={addedBy(run, from + offset)}
              before={beats[from + offset - 1]?.at ?? 0}
              index={from + offset}
              selected={selected === from + offset}
              onChoose={choose}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

/** In short what a chunk added; empty where only its time and size were kept. */
function addedBy(run: Run, index: number): string {
  const chunk = run.v1 ? undefined : run.chunks[index]
  return chunk ? added(responseOf(chunk)) : ''
}

interface RowProps {
  beat: Beat
  /** What it added, in short. */
  words: string
  /** When the chunk before it came, in ms. */
  before: number
  index: number
  selected: boolean
  onChoose: (index: number) => void
}

const Row = memo(function Row({ beat, words, before, index, selected, onChoose }: RowProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the box around the rows takes the keys
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={() => onChoose(index)}
      style={{ top: index * ROW }}
      className={`${columns} absolute inset-x-0 h-6 cursor-pointer items-center border-l-2 border-transparent pl-3.5 hover:bg-hover aria-selected:border-accent aria-selected:bg-accent-wash`}
    >
      <span role="gridcell" className="text-right text-mute">
        {index + 1}
      </span>
      <span role="gridcell" className="text-right text-ink">
        {(beat.at / 1000).toFixed(3)}
      </span>
      <span role="gridcell" className="text-right text-mute">
        +{Math.round(beat.at - before)}
      </span>
      <span role="gridcell" className="text-right text-ink">
        {whole(beat.bytes)}
      </span>
      <span
        role="gridcell"
        className={`truncate pl-2 font-mono whitespace-pre ${beat.kind === 'answer' ? 'text-ink' : 'text-mute'}`}
      >
        {words}
      </span>
    </div>
  )
})
