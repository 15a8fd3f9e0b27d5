/** A square part of the matrix: `span` rows from `row`, `span` columns from `column`. */
export interface Part {
  row: number
  column: number
  span: number
}

/** Fewer cells than this tell nothing more. */
const smallest = 8

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** Keeps a part inside a matrix of `count` rows. */
export function inside({ row, column, span }: Part, count: number): Part {
  const size = clamp(Math.round(span), Math.min(smallest, count), count)
  return {
    row: clamp(Math.round(row), 0, count - size),
    column: clamp(Math.round(column), 0, count - size),
    span: size,
  }
}

/** Zooms about a cell, which keeps its place. @param factor below 1 shows less, larger. */
export function zoom(part: Part, count: number, factor: number, about: readonly [number, number]): Part {
  const span = clamp(part.span * factor, Math.min(smallest, count), count)
  const share = span / part.span
  return inside(
    {
      row: about[0] - (about[0] - part.row) * share,
      column: about[1] - (about[1] - part.column) * share,
      span,
    },
    count,
  )
}

/** Moves a part only as far as it takes to show a cell. */
export function reveal(part: Part, count: number, [row, column]: readonly [number, number]): Part {
  return inside(
    {
      row: clamp(part.row, row - part.span + 1, row),
      column: clamp(part.column, column - part.span + 1, column),
      span: part.span,
    },
    count,
  )
}

/** Smallest and largest value of a picture, cells that stand for a text with itself left out where that is known. */
export function rangeOfPicture(
  values: Float32Array,
  width: number,
  part: Part,
  rowsPerCell: number,
): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  const single = rowsPerCell === 1
  for (let at = 0; at < values.length; at++) {
    const own = single && part.row + Math.floor(at / width) === part.column + (at % width)
    if (own) continue
    low = Math.min(low, values[at]!)
    high = Math.max(high, values[at]!)
  }
  return low <= high ? [low, high] : [0, 1]
}
