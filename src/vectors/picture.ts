import { createSpace } from './load.ts'
import type { Metric } from './pairs.ts'
import type { VectorSpace } from './space.ts'

/** A view of the matrix: rows `from .. to` of `order` against each other, drawn on `size x size` cells. */
export interface View {
  order: Int32Array
  fromRow: number
  toRow: number
  fromColumn: number
  toColumn: number
  /** Cells of the picture a side; at most as many as there are rows in the view. */
  size: number
  /** The cosine where it is not said. */
  metric?: Metric
}

export interface Picture {
  width: number
  height: number
  /** `height x width`, row-major: the mean of cosine or dot product, the root of the mean square of the distance. */
  values: Float32Array
  /** Rows of the matrix behind one cell of the picture; 1 means that every cell is one pair. */
  rowsPerCell: number
}

/**
 * The similarity matrix as a picture. Where a cell stands for many pairs it holds their mean, and that is exact and
 * cheap: the mean of all products of two blocks is the product of the blocks' mean vectors. Of distances the mean of
 * the squares is had in the same way.
 */
export function picture(space: VectorSpace, view: View): Picture {
  const { order, fromRow, toRow, fromColumn, toColumn, size, metric = 'cosine' } = view
  const raw = metric !== 'cosine'
  const rows = blockMeans(space, order.subarray(fromRow, toRow), size, raw)
  const sameSide = fromRow === fromColumn && toRow === toColumn
  const columns = sameSide ? rows : blockMeans(space, order.subarray(fromColumn, toColumn), size, raw)
  const [height, width] = [rows.count, columns.count]
  const { dimensions } = space
  const both = new Float32Array((height + width) * dimensions)
  both.set(rows.means)
  both.set(columns.means, height * dimensions)
  const means = createSpace(both, height + width, dimensions, { normalise: false })
  const values = means.panel(0, height, height, height + width)
  if (metric === 'euclidean') toDistances(values, rows, columns)
  return { width, height, values, rowsPerCell: Math.max(1, (toRow - fromRow) / height) }
}

interface Blocks {
  count: number
  /** `count x dimensions` mean vectors. */
  means: Float32Array
  /** Mean of the squared lengths of each block. */
  squares: Float64Array
  /** The row of a block of one; -1 for a larger one. */
  single: Int32Array
}

/** @param raw the vectors as they came, else of length 1 */
function blockMeans(space: VectorSpace, order: Int32Array, size: number, raw: boolean): Blocks {
  const count = Math.min(size, order.length)
  const { dimensions } = space
  const means = new Float32Array(count * dimensions)
  const squares = new Float64Array(count)
  const single = new Int32Array(count).fill(-1)
  for (let block = 0; block < count; block++) {
    const start = Math.floor((block * order.length) / count)
    const end = Math.floor(((block + 1) * order.length) / count)
    const mean = means.subarray(block * dimensions, (block + 1) * dimensions)
    if (end - start === 1) single[block] = order[start]!
    for (let at = start; at < end; at++) {
      const row = space.row(order[at]!)
      const length = raw ? space.norms[order[at]!]! : 1
      const share = length / (end - start)
      for (let k = 0; k < dimensions; k++) mean[k]! += row[k]! * share
      squares[block]! += length * share
    }
  }
  return { count, means, squares, single }
}

/** Products become distances in place: the mean of `|a - b|²` is that of `|a|² + |b|² - 2ab`. */
function toDistances(values: Float32Array, rows: Blocks, columns: Blocks): void {
  for (let at = 0; at < values.length; at++) {
    const [row, column] = [Math.floor(at / columns.count), at % columns.count]
    const own = rows.single[row]! >= 0 && rows.single[row] === columns.single[column]
    const square = rows.squares[row]! + columns.squares[column]! - 2 * values[at]!
    // A text is at no distance from itself, whatever float32 makes of it.
    values[at] = own ? 0 : Math.sqrt(Math.max(0, square))
  }
}
