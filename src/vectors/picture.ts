import { createSpace } from './load.ts'
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
}

export interface Picture {
  width: number
  height: number
  /** `height x width` mean cosines, row-major. */
  values: Float32Array
  /** Rows of the matrix behind one cell of the picture; 1 means that every cell is one pair. */
  rowsPerCell: number
}

/**
 * The similarity matrix as a picture. Where a cell stands for many pairs it holds their mean cosine, and that is
 * exact and cheap: the mean of all products of two blocks is the product of the blocks' mean vectors.
 */
export function picture(space: VectorSpace, view: View): Picture {
  const rows = blockMeans(space, view.order, view.fromRow, view.toRow, view.size)
  const sameSide = view.fromRow === view.fromColumn && view.toRow === view.toColumn
  const columns = sameSide ? rows : blockMeans(space, view.order, view.fromColumn, view.toColumn, view.size)
  const [height, width] = [rows.count, columns.count]
  const { dimensions } = space
  const both = new Float32Array((height + width) * dimensions)
  both.set(rows.means)
  both.set(columns.means, height * dimensions)
  const means = createSpace(both, height + width, dimensions, { normalise: false })
  const values = means.panel(0, height, height, height + width)
  return { width, height, values, rowsPerCell: Math.max(1, (view.toRow - view.fromRow) / height) }
}

function blockMeans(space: VectorSpace, order: Int32Array, from: number, to: number, size: number) {
  const count = Math.min(size, to - from)
  const { dimensions } = space
  const means = new Float32Array(count * dimensions)
  for (let block = 0; block < count; block++) {
    const start = from + Math.floor((block * (to - from)) / count)
    const end = from + Math.floor(((block + 1) * (to - from)) / count)
    const mean = means.subarray(block * dimensions, (block + 1) * dimensions)
    for (let at = start; at < end; at++) {
      const row = space.row(order[at]!)
      for (let k = 0; k < dimensions; k++) mean[k]! += row[k]! / (end - start)
    }
  }
  return { count, means }
}
