/** Cosine matrices, top-10 and PCA beside naive JavaScript, TensorFlow.js and this machine's own peak; CPU time of one thread. */
import '@tensorflow/tfjs-backend-cpu'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { PCA } from 'ml-pca'
import { compileKernel } from '../../src/vectors/compile.ts'
import { top } from '../../src/vectors/neighbours.ts'
import { generator, principalPlane } from '../../src/vectors/pca.ts'
import { plainSpace } from '../../src/vectors/plain.ts'
import { instantiate, simdSpace } from '../../src/vectors/simd.ts'
import { median } from './measure.ts'
import type { BenchTable } from './run.ts'

/** Milliseconds of CPU, all threads of this process. */
function cpu(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Rows around twelve centres, as texts about a few themes are. */
function themed(count: number, dimensions: number): Float32Array {
  const random = generator(7)
  const centres = Array.from({ length: 12 }, () =>
    Float32Array.from({ length: dimensions }, () => random() - 0.5),
  )
  return Float32Array.from({ length: count * dimensions }, (_, at) => {
    const theme = Math.floor(at / dimensions) % 12
    return centres[theme]![at % dimensions]! * (1 - theme * 0.05) + random() - 0.5
  })
}

/** The upper half of the matrix in panels of 48 rows, as the app asks for it. */
function halfMatrix(space: {
  count: number
  panel: (a: number, b: number, c: number, d: number) => Float32Array
}): void {
  for (let from = 0; from < space.count; from += 48)
    space.panel(from, Math.min(from + 48, space.count), from, space.count)
}

function naive(rows: number[][]): number {
  let check = 0
  for (let i = 0; i < rows.length; i++) {
    for (let j = i; j < rows.length; j++) {
      let sum = 0
      for (let k = 0; k < rows[i]!.length; k++) sum += rows[i]![k]! * rows[j]![k]!
      check += sum
    }
  }
  return check
}

async function matrixTable(
  module: WebAssembly.Module,
  count: number,
  dimensions: number,
): Promise<BenchTable> {
  const rows = themed(count, dimensions)
  const simd = simdSpace(module, rows, count, dimensions)
  const plain = plainSpace(rows, count, dimensions)
  const { kernel } = instantiate(module, 0)
  const tensor = tf.tensor2d(rows, [count, dimensions])
  const operations = count * count * dimensions
  const turns = 20_000_000
  const rounds = dimensions > 1000 ? 3 : 5
  const times: Record<string, number[]> = { peak: [], simd: [], plain: [], tf: [], naive: [] }
  kernel.multiplyAdd(1_000_000, 0.5)
  halfMatrix(simd)
  for (let round = 0; round < rounds; round++) {
    times['peak']!.push(cpu(() => kernel.multiplyAdd(turns, 0.5)))
    times['simd']!.push(cpu(() => halfMatrix(simd)))
    times['plain']!.push(cpu(() => halfMatrix(plain)))
    times['tf']!.push(cpu(() => tf.tidy(() => tf.matMul(tensor, tensor, false, true).dataSync())))
  }
  if (dimensions < 1000) {
    const nested = Array.from({ length: count }, (_, i) =>
      Array.from(rows.subarray(i * dimensions, (i + 1) * dimensions)),
    )
    times['naive']!.push(cpu(() => naive(nested)))
  }
  tensor.dispose()
  const peak = (turns * 72) / median(times['peak']!) / 1e6
  const row = (contender: string, ms: number, flops: number) => ({
    contender,
    'CPU ms': Math.round(ms),
    'GFLOP/s': Number((flops / ms / 1e6).toFixed(1)),
    'of the peak': Number((flops / ms / 1e6 / peak).toFixed(2)),
  })
  const simdMs = median(times['simd']!)
  const plainMs = median(times['plain']!)
  return {
    title: `Cosine matrix, ${count} x ${dimensions}`,
    rows: [
      {
        contender: 'register-only SIMD probe',
        'CPU ms': '',
        'GFLOP/s': Number(peak.toFixed(1)),
        'of the peak': 1,
      },
      row('ours, WebAssembly SIMD (half matrix)', simdMs, operations),
      row('ours, plain fallback: blocked Float32Array (half matrix)', plainMs, operations),
      row('TensorFlow.js wasm, one thread (whole matrix)', median(times['tf']!), operations * 2),
      ...times['naive']!.map((ms) => row('naive number[][] (half matrix)', ms, operations)),
    ],
    notes: [
      `${(plainMs / simdMs).toFixed(1)} times blocked Float32Array (to reach: 8); of the peak, to reach: 0.75.`,
    ],
  }
}

function topTable(module: WebAssembly.Module): BenchTable {
  const [count, dimensions] = [99_999, 768]
  const space = simdSpace(module, themed(count, dimensions), count, dimensions)
  const query = space.row(17)
  const { kernel, memory } = instantiate(module, count * dimensions * 4)
  // Memory never written is one shared page of zeros, and reading that measures the cache.
  new Float32Array(memory.buffer).fill(1)
  const times: { ours: number[]; read: number[] } = { ours: [], read: [] }
  for (let round = 0; round < 15; round++) {
    times.read.push(cpu(() => kernel.readAll(1024, count * dimensions)))
    times.ours.push(cpu(() => top(space.scores(query), 10)))
  }
  const [ours, read] = [median(times.ours), median(times.read)]
  return {
    title: 'Top 10 of 100,000 x 768',
    rows: [
      { contender: 'one read of the memory', 'CPU ms': Number(read.toFixed(1)) },
      { contender: 'ours', 'CPU ms': Number(ours.toFixed(1)) },
    ],
    notes: [`${(ours / read).toFixed(2)} reads of the memory (to reach: 2.5).`],
  }
}

function pcaTable(module: WebAssembly.Module): BenchTable {
  const [count, dimensions] = [2000, 768]
  const space = simdSpace(module, themed(count, dimensions), count, dimensions)
  const unit = Array.from({ length: count }, (_, i) => Array.from(space.row(i)))
  const ours = median([0, 1, 2].map(() => cpu(() => principalPlane(space))))
  let svd: PCA | undefined
  const theirs = cpu(() => (svd = new PCA(unit, { method: 'SVD' })))
  const reference = svd!.predict(unit, { nComponents: 2 }).to2DArray()
  const { coordinates } = principalPlane(space)
  const alike = [0, 1].map((axis) => {
    let [ab, aa, bb] = [0, 0, 0]
    for (let i = 0; i < count; i++) {
      const [a, b] = [coordinates[i * 2 + axis]!, reference[i]![axis]!]
      ab += a * b
      aa += a * a
      bb += b * b
    }
    return Math.abs(ab) / Math.sqrt(aa * bb)
  })
  return {
    title: 'First two principal axes, 2,000 x 768',
    rows: [
      { contender: 'ours, subspace iteration', 'CPU ms': Math.round(ours) },
      { contender: 'ml-pca, SVD', 'CPU ms': Math.round(theirs) },
    ],
    notes: [
      `${(ours / theirs).toFixed(3)} of ml-pca (to reach: 0.1).`,
      `Cosine of our axes with the SVD's: ${alike.map((value) => value.toFixed(6)).join(', ')}.`,
    ],
  }
}

/** All vector tables; takes about a minute and 1.5 GB. */
export async function vectorsBench(): Promise<BenchTable[]> {
  const module = new WebAssembly.Module(Uint8Array.from(await compileKernel()))
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
  setThreadsCount(1)
  setWasmPaths(`${dirname(wasm)}/`)
  await tf.setBackend('wasm')
  return [
    await matrixTable(module, 2000, 768),
    await matrixTable(module, 2000, 3072),
    topTable(module),
    pcaTable(module),
  ]
}
