import { checkShape, norm } from './space.ts'
import type { SpaceOptions, VectorSpace } from './space.ts'

/** What `kernel/kernel.ts` exports; pointers are byte offsets. */
export interface KernelExports {
  addDots(
    a: number,
    groupsA: number,
    b: number,
    groupsB: number,
    stride: number,
    from: number,
    width: number,
    out: number,
    outStride: number,
  ): void
  times(matrix: number, groups: number, stride: number, vector: number, out: number): void
  addTransposedTimes(matrix: number, groups: number, stride: number, weights: number, out: number): void
  readAll(from: number, floats: number): number
  multiplyAdd(turns: number, seed: number): number
}

const pageBytes = 65_536
/** The compiler keeps its own (empty) data below this offset. */
const firstByte = 1024
/** Groups of three rows, and columns, that a block of the product keeps in the cache; measured, see the bench. */
const blockGroups = 16
const blockColumns = 768

/** A memory that only grows, and a fresh instance of the kernel on it. */
export function instantiate(module: WebAssembly.Module, bytes: number) {
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((firstByte + bytes) / pageBytes),
    maximum: 65_536,
  })
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports
  return { memory, kernel }
}

/**
 * Packs the rows into WebAssembly memory in the kernel's layout, normalised.
 * @param rows `count x dimensions`, row-major; not kept.
 * @throws RangeError where the memory cannot be had (4 GB at most).
 */
export function simdSpace(
  module: WebAssembly.Module,
  rows: Float32Array,
  count: number,
  dimensions: number,
  { normalise = true }: SpaceOptions = {},
): VectorSpace {
  checkShape(rows, count, dimensions)
  const stride = Math.ceil(dimensions / 8) * 8
  const groups = Math.ceil(count / 3)
  const matrix = firstByte
  const vector = matrix + groups * stride * 12
  const column = vector + stride * 4
  const scratch = Math.ceil((column + groups * 12) / 16) * 16
  const { memory, kernel } = instantiate(module, scratch)
  const norms = new Float32Array(count)
  pack()

  function pack(): void {
    const heap = new Float32Array(memory.buffer, matrix, groups * stride * 3)
    for (let i = 0; i < count; i++) {
      const row = rows.subarray(i * dimensions, (i + 1) * dimensions)
      const length = norm(row)
      norms[i] = length
      const scale = normalise ? (length > 0 ? 1 / length : 0) : 1
      const base = Math.floor(i / 3) * stride * 3 + (i % 3) * 4
      for (let k = 0; k < dimensions; k++) heap[base + (k >> 2) * 12 + (k & 3)] = row[k]! * scale
    }
  }

  /** Room for `bytes` behind everything else; growing detaches earlier views, so views are made after it. */
  function reserve(bytes: number): number {
    const missing = scratch + bytes - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))
    return scratch
  }

  function times(input: Float32Array): Float32Array {
    const plain = new Float32Array(memory.buffer, vector, stride)
    plain.fill(0)
    plain.set(input)
    kernel.times(matrix, groups, stride, vector, column)
    return new Float32Array(memory.buffer, column, count).slice()
  }

  return {
    count,
    dimensions,
    backend: 'simd',
    norms,
    panel(fromRow, toRow, fromColumn, toColumn) {
      const [a, aEnd] = [Math.floor(fromRow / 3), Math.ceil(toRow / 3)]
      const [b, bEnd] = [Math.floor(fromColumn / 3), Math.ceil(toColumn / 3)]
      const outStride = (bEnd - b) * 3
      const cells = (aEnd - a) * 3 * outStride
      const out = reserve(cells * 4)
      new Float32Array(memory.buffer, out, cells).fill(0)
      for (let i = a; i < aEnd; i += blockGroups) {
        const rowGroups = Math.min(blockGroups, aEnd - i)
        for (let j = b; j < bEnd; j += blockGroups) {
          const columnGroups = Math.min(blockGroups, bEnd - j)
          const target = out + ((i - a) * 3 * outStride + (j - b) * 3) * 4
          for (let k = 0; k < stride; k += blockColumns) {
            const width = Math.min(blockColumns, stride - k)
            const [left, right] = [matrix + i * stride * 12, matrix + j * stride * 12]
            kernel.addDots(left, rowGroups, right, columnGroups, stride, k, width, target, outStride)
          }
        }
      }
      return cut(
        new Float32Array(memory.buffer, out, cells),
        outStride,
        fromRow - a * 3,
        toRow - fromRow,
        fromColumn - b * 3,
        toColumn - fromColumn,
      )
    },
    scores(query) {
      const length = norm(query)
      return times(Float32Array.from(query, (value) => (length > 0 ? value / length : 0)))
    },
    row(index) {
      const heap = new Float32Array(memory.buffer, matrix, groups * stride * 3)
      const base = Math.floor(index / 3) * stride * 3 + (index % 3) * 4
      const out = new Float32Array(dimensions)
      for (let k = 0; k < dimensions; k++) out[k] = heap[base + (k >> 2) * 12 + (k & 3)]!
      return out
    },
    times,
    transposedTimes(weights) {
      const heap = new Float32Array(memory.buffer, column, groups * 3)
      heap.fill(0)
      heap.set(weights)
      new Float32Array(memory.buffer, vector, stride).fill(0)
      kernel.addTransposedTimes(matrix, groups, stride, column, vector)
      return new Float32Array(memory.buffer, vector, dimensions).slice()
    },
  }
}

/** Copies a rectangle out of a padded panel. */
function cut(
  panel: Float32Array,
  stride: number,
  top: number,
  height: number,
  left: number,
  width: number,
): Float32Array {
  if (top === 0 && left === 0 && stride === width) return panel.slice(0, height * width)
  const out = new Float32Array(height * width)
  for (let i = 0; i < height; i++) {
    const from = (top + i) * stride + left
    out.set(panel.subarray(from, from + width), i * width)
  }
  return out
}
