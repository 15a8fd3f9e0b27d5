import { generator } from './pca.ts'
import type { NeighbourTable } from './neighbours.ts'
import type { VectorSpace } from './space.ts'

export interface Clusters {
  /** Cluster of each row, numbered from 0 by falling size. */
  of: Int32Array
  count: number
  /** Rows sorted by cluster, inside a cluster the most typical first. */
  order: Int32Array
}

const rounds = 25

/**
 * Spherical k-means: rows go to the centre with the highest cosine. Deterministic (fixed seed, k-means++ start).
 * @param k number of clusters; by default the root of half the rows, 2 to 12.
 */
export function cluster(
  space: VectorSpace,
  k = Math.max(2, Math.min(12, Math.round(Math.sqrt(space.count / 2)))),
): Clusters {
  const { count } = space
  const wanted = Math.min(k, count)
  let centres = firstCentres(space, wanted)
  const of = new Int32Array(count).fill(-1)
  const closeness = new Float32Array(count)
  for (let round = 0; round < rounds; round++) {
    let moved = 0
    const scores = centres.map((centre) => space.scores(centre))
    for (let i = 0; i < count; i++) {
      let best = 0
      for (let c = 1; c < scores.length; c++) if (scores[c]![i]! > scores[best]![i]!) best = c
      if (of[i] !== best) moved++
      of[i] = best
      closeness[i] = scores[best]?.[i] ?? 0
    }
    if (moved === 0) break
    centres = centres.map((centre, c) => {
      const members = Float32Array.from(of, (own) => (own === c ? 1 : 0))
      return members.includes(1) ? space.transposedTimes(members) : centre
    })
  }
  return numbered(of, closeness, centres.length)
}

/** k-means++: each further centre is drawn with probability proportional to its distance from the nearest so far. */
function firstCentres(space: VectorSpace, k: number): Float32Array[] {
  if (k === 0) return []
  const random = generator(2)
  const centres = [space.row(Math.floor(random() * space.count))]
  const distance = new Float32Array(space.count).fill(Infinity)
  while (centres.length < k) {
    const scores = space.scores(centres.at(-1)!)
    let total = 0
    for (let i = 0; i < distance.length; i++) {
      distance[i] = Math.min(distance[i]!, Math.max(0, 1 - scores[i]!))
      total += distance[i]!
    }
    if (total <= 1e-9) break
    let remaining = random() * total
    let pick = distance.findIndex((d) => (remaining -= d) <= 0)
    if (pick < 0) pick = distance.length - 1
    centres.push(space.row(pick))
  }
  return centres
}

function numbered(of: Int32Array, closeness: Float32Array, k: number): Clusters {
  const sizes = new Int32Array(k)
  for (const own of of) sizes[own]!++
  const bySize = [...sizes.keys()]
    .filter((c) => sizes[c]! > 0)
    .toSorted((a, b) => sizes[b]! - sizes[a]! || a - b)
  const rename = new Map(bySize.map((old, index) => [old, index]))
  const renamed = of.map((own) => rename.get(own)!)
  const order = Int32Array.from(of.keys()).toSorted(
    (a, b) => renamed[a]! - renamed[b]! || closeness[b]! - closeness[a]! || a - b,
  )
  return { of: renamed, count: bySize.length, order }
}

/**
 * A walk from row 0 that always goes to the nearest row not yet visited among the known neighbours; where all are
 * visited it goes on with the first row left over.
 */
export function neighbourWalk(table: NeighbourTable, count: number): Int32Array {
  const order = new Int32Array(count)
  const visited = new Uint8Array(count)
  let next = 0
  let leftover = 0
  for (let step = 0; step < count; step++) {
    order[step] = next
    visited[next] = 1
    const row = table.indices.subarray(next * table.k, (next + 1) * table.k)
    const near = row.find((index) => !visited[index])
    while (leftover < count && visited[leftover]) leftover++
    next = near ?? leftover
  }
  return order
}
