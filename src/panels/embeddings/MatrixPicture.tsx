import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { setView, titleOf, useView } from '../../state/embedding/view.ts'
import '../../ui/print.css'
import { Button } from '../../ui/Button.tsx'
import { PairDialog } from './PairDialog.tsx'
import { PairLine } from './PairLine.tsx'
import { useSize, useThemeKey, useWheel } from './canvas.ts'
import { count } from './figures.ts'
import { inside, rangeOfPicture, reveal, zoom } from './matrixView.ts'
import { drawPicture, nameOf, paint, partOf } from './picturePaint.ts'
import { useAsk } from './useAsk.ts'
import { isComposing } from '../../ui/isComposing.ts'
import { words } from './words.ts'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Result } from '../../state/embedding/analysis.ts'
import type { Metric } from '../../state/embedding/view.ts'
import type { Part } from './matrixView.ts'

interface Props {
  result: Result
  order: Int32Array
}

const means: Record<Metric, string> = {
  cosine: 'mean cosine',
  dot: 'mean dot product',
  euclidean: 'root mean square distance',
}

/** More cells than the picture has pixels would only cost time. */
const mostCells = 480

/** The matrix of many texts as a picture: zoom, pan, a cursor for the keyboard; the pair is told in words below. */
export function MatrixPicture({ result, order }: Props) {
  const all = order.length
  const [part, setPart] = useState<Part>({ row: 0, column: 0, span: all })
  const [opened, setOpened] = useState<readonly [number, number] | null>(null)
  const pair = useView((view) => view.pair)
  const metric = useView((view) => view.metric)
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const dragged = useRef<{ x: number; y: number; part: Part; moved: boolean } | null>(null)
  const side = Math.min(...Object.values(useSize(box)))
  const themeKey = useThemeKey()
  const helpId = useId()
  const places = useMemo(() => new Map(Array.from(order, (row, at) => [row, at])), [order])
  const orderName = useMemo(() => nameOf(order), [order])

  const { output, input } = useAsk(
    'picture',
    {
      order,
      fromRow: part.row,
      toRow: part.row + part.span,
      fromColumn: part.column,
      toColumn: part.column + part.span,
      size: Math.min(part.span, mostCells),
      metric,
    },
    `${result.id} ${result.used} picture ${metric} ${orderName} ${part.row} ${part.column} ${part.span}`,
  )
  const range = useMemo<[number, number]>(
    () =>
      output && input
        ? rangeOfPicture(output.values, output.width, partOf(input), output.rowsPerCell)
        : [0, 1],
    [output, input],
  )
  const painted = useRef<{ of: unknown; theme: string; image: HTMLCanvasElement; part: Part } | null>(null)
  const place = pair && [places.get(pair[0]) ?? -1, places.get(pair[1]) ?? -1]
  const [row = -1, column = -1] = place ?? []
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    const known = painted.current
    if (output && input && (known?.of !== output || known.theme !== themeKey)) {
      const image = paint(output, range, target)
      painted.current = { of: output, theme: themeKey, image, part: partOf(input) }
    }
    drawPicture(target, side, part, painted.current, row >= 0 && column >= 0 ? [row, column] : null)
  }, [output, input, range, side, part, row, column, themeKey])

  const cellAt = (event: { clientX: number; clientY: number }): [number, number] => {
    const frame = canvas.current?.getBoundingClientRect()
    const cell = (offset: number, from: number) =>
      Math.min(all - 1, Math.max(0, from + Math.floor((offset / Math.max(1, side)) * part.span)))
    return [
      cell(event.clientY - (frame?.top ?? 0), part.row),
      cell(event.clientX - (frame?.left ?? 0), part.column),
    ]
  }
  const look = ([r, c]: readonly [number, number]) => setView({ pair: [order[r] ?? 0, order[c] ?? 0] })
  const cursor: [number, number] = row < 0 || column < 0 ? [part.row, part.column] : [row, column]
  const zoomBy = (factor: number, about = cursor) => setPart(zoom(part, all, factor, about))

  useWheel(canvas, (event) => {
    if (event.deltaY === 0) return
    event.preventDefault()
    zoomBy(event.deltaY > 0 ? 1.25 : 0.8, cellAt(event))
  })

  const onPointerMove = (event: PointerEvent) => {
    const start = dragged.current
    if (!start || event.buttons === 0) return look(cellAt(event))
    const cells = part.span / Math.max(1, side)
    const [x, y] = [event.clientX - start.x, event.clientY - start.y]
    if (Math.hypot(x, y) > 4) start.moved = true
    if (start.moved)
      setPart(
        inside(
          { ...start.part, row: start.part.row - y * cells, column: start.part.column - x * cells },
          all,
        ),
      )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return
    const far = event.shiftKey ? Math.max(1, Math.round(part.span / 10)) : 1
    const step = { ArrowUp: [-far, 0], ArrowDown: [far, 0], ArrowLeft: [0, -far], ArrowRight: [0, far] }[
      event.key
    ]
    if (step) {
      const next: [number, number] = pair
        ? [clampTo(cursor[0] + step[0]!, all), clampTo(cursor[1] + step[1]!, all)]
        : cursor
      look(next)
      setPart(reveal(part, all, next))
    } else if (event.key === '+' || event.key === '=') zoomBy(0.5)
    else if (event.key === '-') zoomBy(2)
    else if (event.key === '0') setPart({ row: 0, column: 0, span: all })
    else if (event.key === 'Enter' && pair) setOpened(pair)
    else return
    event.preventDefault()
  }

  const perCell = output ? Math.ceil(output.rowsPerCell) : 1
  return (
    <>
      <div
        data-prints="matrix"
        className="flex min-h-80 flex-col gap-x-5 gap-y-2 px-4 pt-2 narrow:flex-row narrow:px-5 wide:h-[min(440px,48dvh)]"
      >
        <div ref={box} className="aspect-square min-w-0 narrow:h-full">
          <canvas
            ref={canvas}
            // oxlint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role -- a drawing with keys of its own
            role="application"
            aria-label="Similarity matrix"
            aria-describedby={helpId}
            tabIndex={0}
            style={{ width: side, height: side }}
            className="block cursor-crosshair bg-sunk"
            onPointerDown={(event) => {
              dragged.current = { x: event.clientX, y: event.clientY, part, moved: false }
              event.currentTarget.setPointerCapture(event.pointerId)
            }}
            onPointerMove={onPointerMove}
            onPointerUp={(event) => {
              const click = dragged.current && !dragged.current.moved
              dragged.current = null
              if (!click) return
              const [r, c] = cellAt(event)
              look([r, c])
              setOpened([order[r] ?? 0, order[c] ?? 0])
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className="flex min-w-0 flex-1 flex-col gap-3 text-label text-mute">
          <div className="-ml-2 flex flex-wrap gap-1">
            <Button size={24} onClick={() => zoomBy(0.5)}>
              Zoom in
            </Button>
            <Button size={24} disabled={part.span === all} onClick={() => zoomBy(2)}>
              Zoom out
            </Button>
            <Button
              size={24}
              disabled={part.span === all}
              onClick={() => setPart({ row: 0, column: 0, span: all })}
            >
              Whole matrix
            </Button>
          </div>
          <p>
            {part.span === all ? words.allPairs(all) : words.partOfPairs(part, all)}{' '}
            {perCell > 1 ? words.dotOfMany(means[metric], perCell) : words.dotOfOne}
          </p>
          <p id={helpId}>{words.pictureKeys}</p>
          {pair && <PairTexts result={result} pair={pair} />}
        </div>
      </div>
      <PairLine result={result} range={range} metric={input?.metric ?? metric} />
      {opened && <PairDialog result={result} pair={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

const clampTo = (value: number, all: number) => Math.min(all - 1, Math.max(0, value))

function PairTexts({ result, pair }: { result: Result; pair: readonly [number, number] }) {
  return (
    <dl className="flex min-h-0 flex-col gap-2">
      {pair.map((row, at) => (
        <div key={at === 0 ? 'row' : 'column'} className="min-h-0">
          <dt>
            {at === 0 ? 'Row' : 'Column'} {count(row + 1)}
          </dt>
          <dd className="line-clamp-4 text-ui wrap-anywhere text-ink">{titleOf(result.items[row])}</dd>
        </div>
      ))}
    </dl>
  )
}
