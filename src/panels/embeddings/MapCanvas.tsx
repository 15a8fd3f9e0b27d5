import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { setView, titleOf, useView } from '../../state/embedding/view.ts'
import { Button } from '../../ui/Button.tsx'
import { colourOf, fit, useSize, useThemeKey, useWheel } from './canvas.ts'
import { drawMarks, drawPoints } from './mapDrawing.ts'
import { fitAll, rowAt, rowsInside, rowTowards, zoomAbout } from './mapView.ts'
import { words } from './words.ts'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Result } from '../../state/embedding/analysis.ts'
import type { Points } from './mapDrawing.ts'
import type { Size } from './canvas.ts'
import type { Transform } from './mapView.ts'

interface Props {
  result: Result
  points: Float32Array | null
  /** The points still move: keep all of them in sight. */
  settling: boolean
  groups: Int32Array | null
  /** A drag draws an outline rather than moving the map. */
  lasso: boolean
}

/** Fewer points than this are told apart by their first words. */
const mostNamed = 30

/** The first words of a text, cut between two of them where that can be. */
function beginning(text: string): string {
  if (text.length <= 22) return text
  const cut = text.slice(0, 22)
  const blank = cut.lastIndexOf(' ')
  return `${blank > 10 ? cut.slice(0, blank) : cut}…`
}

const select = (row: number) => setView({ selected: row, pair: null })

function coloursOf(element: HTMLElement): Points['colours'] {
  const of = (token: string) => colourOf(element, token)
  return { ink: of('ink'), mute: of('mute'), faint: of('faint'), accent: of('accent') }
}

type Outline = readonly (readonly [number, number])[]

/** The drawing, its pointer and its keys. What is pointed at is told in words in the line under it. */
export function MapCanvas({ result, points, settling, groups, lasso }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const layer = useRef<HTMLCanvasElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const themeKey = useThemeKey()
  const helpId = useId()
  const selected = useView((view) => view.selected)
  const pair = useView((view) => view.pair)
  const chosen = useView((view) => view.chosen)
  const [hovered, setHovered] = useState<number | null>(null)
  /** Where the reader moved the map to; another size, as when a drawer opens, shows all of it again. */
  const [own, setOwn] = useState<{ transform: Transform; size: Size } | null>(null)
  const [outline, setOutline] = useState<Outline>([])
  /** The same at once: a quick hand lets go before the last of it is on the screen. */
  const drawn = useRef<Outline>([])
  const dragged = useRef<{ x: number; y: number; from: Transform; far: boolean } | null>(null)
  const fitted = useMemo(() => (points ? fitAll(points, size) : null), [points, size])
  const moved = own?.size === size ? own.transform : null
  const setMoved = (next: Transform | null) => setOwn(next && { transform: next, size })
  const transform = (settling ? null : moved) ?? fitted
  const names = useMemo(
    () => (result.items.length < mostNamed ? result.items.map((item) => beginning(titleOf(item))) : null),
    [result],
  )

  const palette = useRef<{ theme: string; colours: Points['colours'] } | null>(null)

  useEffect(() => {
    const context = layer.current && fit(layer.current, size)
    if (!context || !layer.current || !points || !transform) return
    if (palette.current?.theme !== themeKey)
      palette.current = { theme: themeKey, colours: coloursOf(layer.current) }
    const { colours } = palette.current
    drawPoints(context, { points, size, transform, groups, chosen, colours, names })
  }, [points, size, transform, groups, chosen, themeKey, names])

  useEffect(() => {
    const context = canvas.current && fit(canvas.current, size)
    // The points' effect, right before, has made the palette of this theme.
    if (!context || !points || !transform || palette.current?.theme !== themeKey) return
    const { colours } = palette.current
    const shown = pair ?? [selected]
    drawMarks(context, {
      points,
      size,
      transform,
      groups,
      pair: shown,
      hovered,
      chosen,
      lasso: outline,
      colours,
      names,
    })
  }, [points, size, transform, groups, pair, selected, hovered, chosen, outline, themeKey, names])

  const placeOf = (event: { clientX: number; clientY: number }): [number, number] => {
    const frame = canvas.current?.getBoundingClientRect()
    return [event.clientX - (frame?.left ?? 0), event.clientY - (frame?.top ?? 0)]
  }
  useWheel(canvas, (event) => {
    if (!transform) return
    event.preventDefault()
    setMoved(zoomAbout(transform, Math.exp(-event.deltaY / 300), ...placeOf(event)))
  })
  const zoomBy = (factor: number) =>
    transform && setMoved(zoomAbout(transform, factor, size.width / 2, size.height / 2))

  const draw = (next: Outline) => {
    drawn.current = next
    setOutline(next)
  }
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!transform) return
    const [x, y] = placeOf(event)
    event.currentTarget.setPointerCapture(event.pointerId)
    dragged.current = { x, y, from: transform, far: false }
    if (lasso) draw([[x, y]])
  }
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!points || !transform) return
    const [x, y] = placeOf(event)
    const start = dragged.current
    if (!start || event.buttons === 0) return setHovered(rowAt(points, transform, x, y))
    if (Math.hypot(x - start.x, y - start.y) > 4) start.far = true
    if (!start.far) return
    if (lasso) draw([...drawn.current, [x, y]])
    else setMoved({ ...start.from, x: start.from.x + x - start.x, y: start.from.y + y - start.y })
  }
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const start = dragged.current
    dragged.current = null
    const lassoed = drawn.current
    draw([])
    if (!points || !transform || !start) return
    if (start.far) {
      if (lasso) setView({ chosen: rowsInside(points, transform, lassoed) })
      return
    }
    const row = rowAt(points, transform, ...placeOf(event), event.pointerType === 'touch' ? 28 : 14)
    if (row !== null) select(row)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!points || event.ctrlKey || event.metaKey || event.altKey) return
    const step = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key]
    if (step) {
      const next = rowTowards(points, selected, step[0]!, step[1]!)
      if (next !== null) select(next)
    } else if (event.key === '+' || event.key === '=') zoomBy(1.5)
    else if (event.key === '-') zoomBy(1 / 1.5)
    else if (event.key === '0') setMoved(null)
    else return
    event.preventDefault()
  }
  const told = hovered ?? selected

  return (
    <>
      <div ref={box} className="relative min-h-50 flex-1">
        <canvas
          ref={layer}
          aria-hidden="true"
          style={{ width: size.width, height: size.height }}
          className="pointer-events-none absolute inset-0"
        />
        <canvas
          ref={canvas}
          // oxlint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role -- a drawing with keys of its own
          role="application"
          aria-label="Map"
          aria-describedby={helpId}
          tabIndex={0}
          style={{ width: size.width, height: size.height }}
          className={`absolute inset-0 touch-pan-y focus-visible:-outline-offset-2 ${lasso ? 'cursor-crosshair' : hovered === null ? 'cursor-grab' : 'cursor-pointer'}`}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerLeave={() => setHovered(null)}
          onKeyDown={onKeyDown}
        />
        <p id={helpId} className="sr-only">
          {words.mapKeys}
        </p>
      </div>
      <div className="flex min-h-8 shrink-0 items-center gap-1 px-4 pb-1 text-label text-mute narrow:px-5">
        <p aria-live="polite" className="mr-auto min-w-0 truncate">
          <span className="font-semibold text-ink">{told + 1}</span> {titleOf(result.items[told])}
        </p>
        <Button size={24} aria-label="Zoom into the map" onClick={() => zoomBy(1.5)}>
          +
        </Button>
        <Button size={24} aria-label="Zoom out of the map" onClick={() => zoomBy(1 / 1.5)}>
          −
        </Button>
        <Button size={24} disabled={moved === null} onClick={() => setMoved(null)}>
          Show all
        </Button>
      </div>
    </>
  )
}
