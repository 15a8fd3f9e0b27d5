import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { compare, largestChange, pairMatrix, rangeOf } from '../../vectors/pairs.ts'
import { minimumForUmap } from '../../vectors/umapLimit.ts'
import type { Metric } from '../../vectors/pairs.ts'
import type { Result } from './analysis.ts'
import type { EmbedItem } from './requests.ts'

export type { Metric }
export { largestChange, minimumForUmap, rangeOf }

export type Sort = 'input' | 'cluster' | 'neighbour'

/** What of the result is looked at; shared by matrix, map and lists. Rows by their index in the result. */
export interface View {
  metric: Metric
  sort: Sort
  /** Whose neighbours are listed while there is no query. */
  selected: number
  /** The pair under the pointer or the keyboard's cursor. */
  pair: readonly [number, number] | null
  /** Rows taken with the lasso; empty for none. */
  chosen: ReadonlySet<number>
}

const initial: View = { metric: 'cosine', sort: 'input', selected: 0, pair: null, chosen: new Set() }

export const view = createStore<View>(() => initial)

export function useView<T>(selector: (state: View) => T): T {
  return useStore(view, selector)
}

export const setView = (change: Partial<View>) => view.setState(change)

/** A new result is looked at from the start; metric and order are the reader's own and stay. */
export function resetView(): void {
  view.setState({ selected: 0, pair: null, chosen: new Set() })
}

/** What a row is called on the screen: its text, or the file name of a picture alone. */
export const titleOf = (item: EmbedItem | undefined): string => item?.text || (item?.image?.name ?? '')

/** Up to here the matrix is a table; above, a picture. */
export const tableUpTo = 40

/** All pairs of some rows at a length, in double precision; `rows x rows`, in their order. */
export function matrixOf(result: Result, order: Int32Array, used: number, metric: Metric): Float64Array {
  const { dimensions } = result
  const gathered = new Float32Array(order.length * dimensions)
  order.forEach((row, at) => gathered.set(vectorOf(result, row), at * dimensions))
  return pairMatrix(gathered, order.length, dimensions, used, metric)
}

/** A vector of zeros has no direction: a cosine with it is no figure, whatever stands in its place. */
export const isZero = ({ norms }: Result, row: number): boolean => norms[row] === 0

/** Whether the value of a pair means anything: of zeros the dot product and the distance do. */
export const isDefined = (result: Result, [a, b]: readonly [number, number], metric: Metric): boolean =>
  metric !== 'cosine' || (!isZero(result, a) && !isZero(result, b))

/** Rows of zeros at the length in use. */
export const zerosOf = (result: Result): number[] =>
  [...result.items.keys()].filter((row) => isZero(result, row))

/** One row as received, cut to a length. */
export function vectorOf({ rows, dimensions }: Result, row: number, used = dimensions): Float32Array {
  return rows.subarray(row * dimensions, row * dimensions + used)
}

/** One pair at a length, in double precision. */
export function pairOf(
  result: Result,
  [a, b]: readonly [number, number],
  used: number,
  metric: Metric,
): number {
  return compare(vectorOf(result, a, used), vectorOf(result, b, used), metric)
}
