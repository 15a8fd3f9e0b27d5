import type { VectorSpace } from './space.ts'

export interface Plane {
  /** `count x 2`, row-major: where each row falls on the first two principal axes. */
  coordinates: Float32Array
  /** Share of the whole variance on each of the two axes, 0 to 1. */
  shares: [number, number]
}

/** Vectors iterated at once: the further the ninth value falls behind the second, the faster the first two settle. */
const block = 8
const maximumRounds = 120
/** An axis has settled when the covariance turns it by less than this share of the largest value. */
const tolerance = 1e-5

/**
 * First two principal components of the normalised rows, centred, by subspace iteration: each round multiplies a
 * block by the covariance without forming it, rotates the block to its own principal axes, and orthonormalises.
 * Deterministic: the start is fixed, and each axis points where its largest loading is positive.
 */
export function principalPlane(space: VectorSpace): Plane {
  const { count, dimensions } = space
  const width = Math.min(block, dimensions, count)
  const mean = space.transposedTimes(new Float32Array(count).fill(1 / Math.max(1, count)))
  const random = generator(1)
  let basis: Float32Array[] = Array.from({ length: width }, () =>
    Float32Array.from({ length: dimensions }, () => random() - 0.5),
  )
  orthonormalise(basis)
  for (let round = 0; round < maximumRounds; round++) {
    const product = basis.map((axis) => covarianceTimes(space, axis, mean))
    const { values, vectors } = eigen(basis.map((axis) => product.map((column) => dot(axis, column))))
    const axes = vectors.map((weights) => combine(basis, weights))
    const next = vectors.map((weights) => combine(product, weights))
    const settled = [0, 1].every(
      (i) => !axes[i] || residual(next[i]!, axes[i]!, values[i]!) <= tolerance * values[0]!,
    )
    basis = settled ? axes : next
    orthonormalise(basis)
    if (settled) break
  }
  return project(space, basis, mean)
}

/** Length of `product - value * axis`: zero for a true axis. */
function residual(product: Float32Array, axis: Float32Array, value: number): number {
  let sum = 0
  for (let k = 0; k < axis.length; k++) sum += (product[k]! - value * axis[k]!) ** 2
  return Math.sqrt(sum)
}

/** Sum of the vectors, each times its weight. */
function combine(vectors: Float32Array[], weights: number[]): Float32Array {
  const out = new Float32Array(vectors[0]!.length)
  vectors.forEach((vector, i) => {
    const weight = weights[i]!
    for (let k = 0; k < out.length; k++) out[k]! += weight * vector[k]!
  })
  return out
}

/** Covariance (times count) x axis: centred rows, twice. */
function covarianceTimes(space: VectorSpace, axis: Float32Array, mean: Float32Array): Float32Array {
  const along = centredTimes(space, axis, mean)
  let total = 0
  for (const value of along) total += value
  const out = space.transposedTimes(along)
  for (let k = 0; k < out.length; k++) out[k]! -= total * mean[k]!
  return out
}

function centredTimes(space: VectorSpace, axis: Float32Array, mean: Float32Array): Float32Array {
  const along = space.times(axis)
  const shift = dot(axis, mean)
  for (let i = 0; i < along.length; i++) along[i]! -= shift
  return along
}

/** Where the rows fall on the first two axes of the settled block. */
function project(space: VectorSpace, axes: Float32Array[], mean: Float32Array): Plane {
  const { count } = space
  // Rows are of length 1 (or 0), so the whole variance follows from the mean alone.
  const rows = space.norms.reduce((sum, length) => sum + (length > 0 ? 1 : 0), 0)
  const whole = rows - count * dot(mean, mean)
  const coordinates = new Float32Array(count * 2)
  const shares: [number, number] = [0, 0]
  for (const i of [0, 1] as const) {
    const axis = axes[i]
    if (!axis) continue
    const along = centredTimes(space, axis, mean)
    const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0)
    const sign = largest < 0 ? -1 : 1
    along.forEach((value, row) => (coordinates[row * 2 + i] = sign * value))
    shares[i] = whole > 1e-12 ? dot(along, along) / whole : 0
  }
  return { coordinates, shares }
}

/** Eigenvectors of a small symmetric matrix by Jacobi rotations, largest eigenvalue first. */
export function eigen(matrix: number[][]): { values: number[]; vectors: number[][] } {
  const n = matrix.length
  const a = matrix.map((row) => [...row])
  const v = matrix.map((_, i) => matrix.map((__, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p]![q]! ** 2
    if (off < 1e-24) break
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, p, q)
  }
  const order = a.map((_, i) => i).toSorted((i, j) => a[j]![j]! - a[i]![i]!)
  return { values: order.map((i) => a[i]![i]!), vectors: order.map((i) => v.map((row) => row[i]!)) }
}

function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = a[p]![q]!
  if (Math.abs(apq) < 1e-300) return
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  const mix = (row: number[]) => {
    const [x, y] = [row[p]!, row[q]!]
    row[p] = c * x - s * y
    row[q] = s * x + c * y
  }
  a.forEach(mix)
  const [rowP, rowQ] = [a[p]!, a[q]!]
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [rowP[k]!, rowQ[k]!]
    rowP[k] = c * x - s * y
    rowQ[k] = s * x + c * y
  }
  v.forEach(mix)
}

/** Gram-Schmidt in place; a vector that vanishes becomes zero. */
function orthonormalise(vectors: Float32Array[]): void {
  vectors.forEach((vector, i) => {
    // Twice is enough: the second pass removes what rounding left of the first.
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of vectors.slice(0, i)) {
        const along = dot(vector, earlier)
        for (let k = 0; k < vector.length; k++) vector[k]! -= along * earlier[k]!
      }
    }
    const length = Math.sqrt(dot(vector, vector))
    const scale = length > 1e-12 ? 1 / length : 0
    for (let k = 0; k < vector.length; k++) vector[k]! *= scale
  })
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

/** A small repeatable random generator (mulberry32): maps of the same texts must look the same every time. */
export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
