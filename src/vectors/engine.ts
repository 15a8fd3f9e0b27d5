import { largestChangeBetween } from './change.ts'
import { createSpace } from './load.ts'
import { nearestMoved } from './moved.ts'
import { neighbourRecall, neighbourTable } from './neighbours.ts'
import { cluster, neighbourWalk } from './order.ts'
import { principalPlane } from './pca.ts'
import { picture } from './picture.ts'
import { shorten } from './space.ts'
import { umapPlane } from './umap.ts'
import type { Change } from './change.ts'
import type { Clusters } from './order.ts'
import type { Moved } from './moved.ts'
import type { NeighbourTable, Progress } from './neighbours.ts'
import type { Metric } from './pairs.ts'
import type { Picture, View } from './picture.ts'
import type { Plane } from './pca.ts'
import type { VectorSpace } from './space.ts'

/** What one set of vectors can be asked; the worker runs it, tests call it directly. */
export interface Jobs {
  /** Takes a stretch of the vectors, so that handing over a hundred megabytes holds up nobody. Numbers from `from` on, of `total`. */
  fill: { input: { rows: Float32Array; from: number; total: number }; output: null }
  /** Works with these vectors, `count x dimensions`, row-major, as received; without `rows` with what `fill` has brought. */
  load: {
    input: { rows?: Float32Array; count: number; dimensions: number }
    output: { norms: Float32Array; backend: string }
  }
  /** Works from now on with the first `dimensions` numbers of every vector, normalised again. */
  use: { input: { dimensions: number }; output: { norms: Float32Array } }
  panel: {
    input: { fromRow: number; toRow: number; fromColumn: number; toColumn: number }
    output: Float32Array
  }
  picture: { input: View; output: Picture }
  /** Nearest rows of a row, or of a query of the full length, which is shortened like the rows; and their ranks at full length. All rows, or `among` some. */
  nearest: {
    input: { row?: number; query?: Float32Array; k: number; metric?: Metric; among?: Int32Array }
    output: Moved[]
  }
  order: { input: { by: 'input' | 'cluster' | 'neighbour' }; output: Int32Array }
  clusters: { input: { k?: number }; output: Clusters }
  plane: { input: Record<string, never>; output: Plane }
  umap: { input: { neighbours: number }; output: Float32Array }
  /** Mean share of each row's first `k` neighbours at full length that are still there at the present length. */
  recall: { input: { k: number }; output: number }
  /** The pair whose cosine the present length changes most against full length; null without a pair. */
  change: { input: Record<string, never>; output: Change | null }
}

export type JobName = keyof Jobs

/** Partial coordinates of a map on its way, where the job makes one. */
export type Report = (share: number, coordinates?: Float32Array) => void | Promise<void>

/** One set of vectors at full length and at the length in use, with what was computed of them kept. */
export function createEngine() {
  let full: { rows: Float32Array; count: number; dimensions: number } | undefined
  let space: VectorSpace | undefined
  let tables = new Map<string, NeighbourTable>()
  let filled = new Float32Array(0)

  function present(): VectorSpace {
    if (!space) throw new Error('No vectors are loaded.')
    return space
  }

  async function table(of: VectorSpace, k: number, progress?: Progress): Promise<NeighbourTable> {
    const key = `${of.dimensions} ${k}`
    const known = tables.get(key)
    if (known) return known
    const made = await neighbourTable(of, k, progress)
    tables.set(key, made)
    return made
  }

  const jobs: {
    [Name in JobName]: (
      input: Jobs[Name]['input'],
      report: Report,
    ) => Jobs[Name]['output'] | Promise<Jobs[Name]['output']>
  } = {
    fill({ rows, from, total }) {
      if (from === 0) filled = new Float32Array(total)
      filled.set(rows, from)
      return null
    },
    load({ rows = filled, count, dimensions }) {
      full = { rows, count, dimensions }
      space = createSpace(rows, count, dimensions)
      tables = new Map()
      return { norms: space.norms, backend: space.backend }
    },
    use({ dimensions }) {
      if (!full) throw new Error('No vectors are loaded.')
      const rows =
        dimensions === full.dimensions
          ? full.rows
          : shorten(full.rows, full.count, full.dimensions, dimensions)
      space = createSpace(rows, full.count, dimensions)
      return { norms: space.norms }
    },
    panel: ({ fromRow, toRow, fromColumn, toColumn }) =>
      present().panel(fromRow, toRow, fromColumn, toColumn),
    picture: (view) => picture(present(), view),
    nearest({ row, query, k, metric = 'cosine', among }) {
      const of = present()
      const asked =
        row === undefined ? query : full?.rows.subarray(row * full.dimensions, (row + 1) * full.dimensions)
      return full && asked ? nearestMoved(of, full, asked, { k, metric, except: row ?? -1, among }) : []
    },
    async order({ by }, report) {
      const of = present()
      if (by === 'cluster') return cluster(of).order
      if (by === 'neighbour') return neighbourWalk(await table(of, 15, report), of.count)
      return Int32Array.from({ length: of.count }, (_, i) => i)
    },
    clusters: ({ k }) => cluster(present(), k),
    plane: () => principalPlane(present()),
    async umap({ neighbours }, report) {
      const of = present()
      const near = await table(of, neighbours, (share) => report(share / 4))
      return umapPlane(near, principalPlane(of), (points, share) => report(0.25 + share * 0.75, points))
    },
    async recall({ k }, report) {
      const of = present()
      if (!full || of.dimensions === full.dimensions) return 1
      const whole = tables.get(`${full.dimensions} ${k}`) ?? (await wholeTable(k, report))
      return neighbourRecall(whole, await table(of, k, (share) => report(0.5 + share / 2)), k)
    },
    change(_, report) {
      const of = present()
      if (!full) return null
      const { rows, count, dimensions } = full
      return largestChangeBetween(createSpace(rows, count, dimensions), of, report)
    },
  }

  /** Neighbours at full length, computed once and kept while the length in use changes. */
  async function wholeTable(k: number, report: Report): Promise<NeighbourTable> {
    const { rows, count, dimensions } = full!
    return table(createSpace(rows, count, dimensions), k, (share) => report(share / 2))
  }

  return {
    /** @throws Error in words where nothing is loaded, or what `report` throws to cancel. */
    run<Name extends JobName>(
      name: Name,
      input: Jobs[Name]['input'],
      report: Report = () => undefined,
    ): Promise<Jobs[Name]['output']> {
      return Promise.resolve().then(() => jobs[name](input, report))
    },
  }
}
