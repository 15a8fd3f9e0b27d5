import { UMAP } from 'umap-js'
import { generator } from './pca.ts'
import type { NeighbourTable } from './neighbours.ts'
import type { Plane } from './pca.ts'

/**
 * UMAP in two dimensions from exact neighbours, by umap-js. Starts from the principal plane, so that both maps show
 * the same side of the data, and is repeatable (fixed seed).
 * @param each called now and then with the coordinates so far (`count x 2`), to show the map while it settles.
 */
export async function umapPlane(
  table: NeighbourTable,
  start: Plane,
  each: (coordinates: Float32Array, share: number) => void | Promise<void>,
): Promise<Float32Array> {
  const count = start.coordinates.length / 2
  const random = generator(3)
  const umap = new UMAP({ nComponents: 2, nNeighbors: table.k + 1, minDist: 0.1, random })
  // umap-js counts each point as its own first neighbour; distance is 1 - cosine.
  const indices = Array.from({ length: count }, (_, i) => [
    i,
    ...table.indices.subarray(i * table.k, (i + 1) * table.k),
  ])
  const distances = Array.from({ length: count }, (_, i) => [
    0,
    ...Array.from(table.scores.subarray(i * table.k, (i + 1) * table.k), (score) => Math.max(0, 1 - score)),
  ])
  umap.setPrecomputedKNN(indices, distances)
  const points = Array.from({ length: count }, (_, i) => [
    start.coordinates[i * 2]!,
    start.coordinates[i * 2 + 1]!,
  ])
  const epochs = umap.initializeFit(points)
  const flat = () => Float32Array.from(umap.getEmbedding().flat())
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step()
    if (epoch % 10 === 9) await each(flat(), (epoch + 1) / epochs)
  }
  return flat()
}
