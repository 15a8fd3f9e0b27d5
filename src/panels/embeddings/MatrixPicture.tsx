import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { pairOf, setView, useView } from '../../state/embedding/view.ts'
import { Button } from '../../ui/Button.tsx'
import { PairDialog } from './PairDialog.tsx'
import { PairLine } from './PairLine.tsx'
import { colourOf, fit, rgbOf, useSize, useThemeKey, useWheel } from './canvas.ts'
import { count } from './figures.ts'
import { inside, rangeOfPicture, reveal, zoom } from './matrixView.ts'
import { useAsk } from './useAsk.ts'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { JobOutput, Result } from '../../state/embedding/analysis.ts'
import type { Part } from './matrixView.ts'

interface Props {
  result: Result
  order: Int32Array
}

/** More cells than the picture has pixels would only cost time. */
const mostCells = 480

/** The matrix of many texts as a picture: zoom, pan, a cursor for the keyboard; the pair is told in words below. */
export function MatrixPicture({ result, order }: Props) {
  const all = order.length
  const [part, setPart] = useState<Part>({ row: 0, column: 0, span: all })
  const [opened, setOpened] = useState<readonly [number, number] | null>(null)
  const pair = useView((view) => view.pair)
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
    },
    `${result.id} ${result.used} picture ${orderName} ${part.row} ${part.column} ${part.span}`,
  )
  const shown: Part | null = input && {
    row: input.fromRow,
    column: input.fromColumn,
    span: input.toRow - input.fromRow,
  }
  const range = useMemo<[number, number]>(
    () =>
      output && input
        ? rangeOfPicture(
            output.values,
            output.width,
            { row: input.fromRow, column: input.fromColumn, span: input.toRow - input.fromRow },
            output.rowsPerCell,
          )
        : [0, 1],
    [output, input],
  )
  const image = useMemo(
    () => output && canvas.current && paint(output, range, canvas.current, themeKey),
    [output, range, themeKey],
  )

  useEffect(() => {
    const target = canvas.current
    const context = target && fit(target, { width: side, height: side })
    if (!context || !target || !shown) return
    const scale = side / part.span
    context.imageSmoothingEnabled = false
    if (image) {
      context.drawImage(
        image,
        (shown.column - part.column) * scale,
        (shown.row - part.row) * scale,
        shown.span * scale,
        shown.span * scale,
      )
    }
    const [row, column] = [places.get(pair?.[0] ?? -1), places.get(pair?.[1] ?? -1)]
    if (row === undefined || column === undefined) return
    const size = Math.max(4, scale)
    context.strokeStyle = colourOf(target, 'accent')
    context.lineWidth = 2
    context.strokeRect(
      (column + 0.5 - part.column) * scale - size / 2,
      (row + 0.5 - part.row) * scale - size / 2,
      size,
      size,
    )
  })

  const cellAt = (event: { clientX: number; clientY: number }): [number, number] => {
    const frame = canvas.current?.getBoundingClientRect()
    const cell = (offset: number, from: number) =>
      Math.min(all - 1, Math.max(0, from + Math.floor((offset / Math.max(1, side)) * part.span)))
    return [
      cell(event.clientY - (frame?.top ?? 0), part.row),
      cell(event.clientX - (frame?.left ?? 0), part.column),
    ]
  }
  const look = ([row, column]: readonly [number, number]) =>
    setView({ pair: [order[row] ?? 0, order[column] ?? 0] })
  const cursor = (): [number, number] => [
    places.get(pair?.[0] ?? -1) ?? part.row,
    places.get(pair?.[1] ?? -1) ?? part.column,
  ]
  const zoomBy = (factor: number, about = cursor()) => setPart(zoom(part, all, factor, about))

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
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const far = event.shiftKey ? Math.max(1, Math.round(part.span / 10)) : 1
    const step = { ArrowUp: [-far, 0], ArrowDown: [far, 0], ArrowLeft: [0, -far], ArrowRight: [0, far] }[
      event.key
    ]
    if (step) {
      const [row, column] = cursor()
      const next: [number, number] = pair
        ? [clampTo(row + step[0]!, all), clampTo(column + step[1]!, all)]
        : [row, column]
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
      <div className="flex min-h-80 flex-col gap-x-5 gap-y-2 px-4 pt-2 narrow:flex-row narrow:px-5 wide:h-[min(440px,48dvh)]">
        <div ref={box} className="aspect-square min-w-0 narrow:h-full">
          <canvas
            ref={canvas}
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
              const [row, column] = cellAt(event)
              look([row, column])
              setOpened([order[row] ?? 0, order[column] ?? 0])
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
            {part.span === all
              ? `All ${count(all)} × ${count(all)} pairs.`
              : `Rows ${count(part.row + 1)} to ${count(part.row + part.span)}, columns ${count(part.column + 1)} to ${count(part.column + part.span)} of ${count(all)}.`}{' '}
            {perCell > 1
              ? `A dot is the mean cosine of ${count(perCell)} × ${count(perCell)} pairs; the line below is exact.`
              : 'A dot is one pair.'}
          </p>
          <p id={helpId}>
            Arrow keys move the cursor, + and − zoom, 0 shows all, Enter opens the pair. The wheel zooms, a
            drag moves.
          </p>
          {pair && <PairTexts result={result} pair={pair} />}
        </div>
      </div>
      <PairLine result={result} range={range} metric="cosine" />
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
          <dd className="line-clamp-4 text-ui wrap-anywhere text-ink">{result.items[row]?.text}</dd>
        </div>
      ))}
      <div className="sr-only">{pairOf(result, pair, result.used, 'cosine').toFixed(4)}</div>
    </dl>
  )
}

/** Tells one order from another without keeping it. */
function nameOf(order: Int32Array): string {
  let hash = 0
  for (const row of order) hash = (Math.imul(hash, 31) + row) | 0
  return `${order.length}:${hash}`
}

/** The picture in the colours of the theme, a pixel a cell. */
function paint(
  { width, height, values }: JobOutput<'picture'>,
  [low, high]: readonly [number, number],
  element: HTMLElement,
  _themeKey: string,
): HTMLCanvasElement {
  const [from, to] = [rgbOf(colourOf(element, 'cell-low')), rgbOf(colourOf(element, 'cell-high'))]
  const image = new ImageData(width, height)
  const span = high - low || 1
  for (let at = 0; at < values.length; at++) {
    const share = Math.min(1, Math.max(0, (values[at]! - low) / span))
    for (let k = 0; k < 3; k++) image.data[at * 4 + k] = from[k]! + (to[k]! - from[k]!) * share
    image.data[at * 4 + 3] = 255
  }
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  return canvas
}
