import { describe, expect, test } from 'vitest'
import { createEngine } from './engine.ts'
import { toCsv, toJson, toNpy } from './export.ts'
import { neighbourRecall, recallAt, reciprocalRank, top } from './neighbours.ts'
import { cluster, neighbourWalk } from './order.ts'
import { compare, largestChange } from './pairs.ts'
import { generator } from './pca.ts'
import { plainSpace } from './plain.ts'

/** Three directions in 64 dimensions, ten noisy rows each, interleaved: 0, 3, 6 ... belong together. */
function themes(): { rows: Float32Array; count: number; dimensions: number } {
  const random = generator(5)
  const [count, dimensions] = [30, 64]
  const centres = [0, 1, 2].map(() => Array.from({ length: dimensions }, () => random() - 0.5))
  const rows = Float32Array.from({ length: count * dimensions }, (_, at) => {
    const row = Math.floor(at / dimensions)
    return centres[row % 3]![at % dimensions]! + (random() - 0.5) * 0.3
  })
  return { rows, count, dimensions }
}

async function loaded() {
  const engine = createEngine()
  await engine.run('load', themes())
  return engine
}

describe('the engine', () => {
  test('answers nothing before vectors are loaded', async () => {
    await expect(createEngine().run('plane', {})).rejects.toThrow('No vectors are loaded.')
  })

  test('works with vectors that came in pieces as with the whole', async () => {
    const { rows, count, dimensions } = themes()
    const engine = createEngine()
    for (let from = 0; from < rows.length; from += 500)
      await engine.run('fill', { rows: rows.slice(from, from + 500), from, total: rows.length })
    const { norms } = await engine.run('load', { count, dimensions })
    const whole = await createEngine().run('load', themes())
    expect(norms).toEqual(whole.norms)
    expect(await engine.run('nearest', { row: 4, k: 9 })).toEqual(
      await (await loaded()).run('nearest', { row: 4, k: 9 }),
    )
  })

  test('finds the nearest rows of a row, itself left out, and of a query', async () => {
    const engine = await loaded()
    const near = await engine.run('nearest', { row: 4, k: 9 })
    expect(near.map(({ index }) => index % 3)).toEqual(Array.from({ length: 9 }, () => 1))
    expect(near.some(({ index }) => index === 4)).toBe(false)
    expect(near[0]!.score).toBeGreaterThanOrEqual(near[8]!.score)
    const among = Int32Array.of(0, 4, 7, 2)
    expect((await engine.run('nearest', { row: 4, k: 9, among })).map(({ index }) => index % 3)).toEqual([
      1, 0, 2,
    ])
    const query = themes().rows.slice(0, 64)
    expect((await engine.run('nearest', { query, k: 1 }))[0]).toMatchObject({ index: 0 })
  })

  test('sorts by cluster and by neighbour: rows of a theme come to stand together', async () => {
    const engine = await loaded()
    for (const by of ['cluster', 'neighbour'] as const) {
      const order = await engine.run('order', { by })
      expect([...order].toSorted((a, b) => a - b)).toEqual([...order.keys()])
      const changes = [...order].filter((row, at) => at > 0 && row % 3 !== order[at - 1]! % 3).length
      expect(changes).toBe(2)
    }
    expect([...(await engine.run('order', { by: 'input' }))]).toEqual([...Array(30).keys()])
  })

  test('a picture of dot products or distances holds the means of its pairs, vectors as they came', async () => {
    const { rows, count, dimensions } = themes()
    rows.forEach((value, at) => (rows[at] = value * (1 + (Math.floor(at / dimensions) % 5))))
    const engine = createEngine()
    await engine.run('load', { rows, count, dimensions })
    const order = Int32Array.from({ length: 30 }, (_, i) => (i * 7) % 30)
    const row = (at: number) => rows.subarray(order[at]! * dimensions, (order[at]! + 1) * dimensions)
    const view = { order, fromRow: 0, toRow: 30, fromColumn: 15, toColumn: 30 }
    for (const metric of ['dot', 'euclidean'] as const)
      for (const size of [5, 500]) {
        const { values, width, height } = await engine.run('picture', { ...view, size, metric })
        for (const [i, j] of [
          [0, 0],
          [2, 3],
          [height - 1, width - 1],
        ] as const) {
          let [sum, pairs] = [0, 0]
          for (let a = Math.floor((i * 30) / height); a < Math.floor(((i + 1) * 30) / height); a++)
            for (let b = Math.floor((j * 15) / width); b < Math.floor(((j + 1) * 15) / width); b++) {
              sum += compare(row(a), row(15 + b), metric) ** (metric === 'dot' ? 1 : 2)
              pairs++
            }
          const expected = metric === 'dot' ? sum / pairs : Math.sqrt(sum / pairs)
          expect(values[i * width + j]).toBeCloseTo(expected, 3)
        }
      }
  })

  test('the largest change of a cosine is that of all pairs, one by one', async () => {
    const { rows, count, dimensions } = themes()
    const engine = createEngine()
    await engine.run('load', { rows, count, dimensions })
    await engine.run('use', { dimensions: 16 })
    const row = (at: number, used: number) => rows.subarray(at * dimensions, at * dimensions + used)
    const matrix = (used: number) =>
      Float64Array.from({ length: count * count }, (_, at) =>
        compare(row(Math.floor(at / count), used), row(at % count, used), 'cosine'),
      )
    const expected = largestChange(matrix(dimensions), matrix(16), count)
    const shares: number[] = []
    const found = await engine.run('change', {}, (share) => void shares.push(share))
    expect(found).toMatchObject({ a: expected?.a, b: expected?.b })
    expect(found?.change).toBeCloseTo(expected?.change ?? 0, 5)
    expect(shares.at(-1)).toBe(1)
  })

  test('a picture cell is the mean cosine of its pairs', async () => {
    const engine = await loaded()
    const order = Int32Array.from({ length: 30 }, (_, i) => i)
    const view = { order, fromRow: 0, toRow: 30, fromColumn: 0, toColumn: 30, size: 10 }
    const small = await engine.run('picture', view)
    expect([small.width, small.height, small.rowsPerCell]).toEqual([10, 10, 3])
    const all = plainSpace(themes().rows, 30, 64).panel(0, 30, 0, 30)
    let mean = 0
    for (const i of [3, 4, 5]) for (const j of [12, 13, 14]) mean += all[i * 30 + j]! / 9
    expect(small.values[1 * 10 + 4]).toBeCloseTo(mean, 5)
    const exact = await engine.run('picture', { ...view, size: 500 })
    expect(exact.rowsPerCell).toBe(1)
    expect(Math.max(...exact.values.map((value, at) => Math.abs(value - all[at]!)))).toBeLessThan(1e-5)
  })

  test('shortened vectors are normalised again, and the loss of neighbours is measured', async () => {
    const engine = await loaded()
    expect(await engine.run('recall', { k: 5 })).toBe(1)
    const { norms } = await engine.run('use', { dimensions: 8 })
    expect(norms[0]).toBeLessThan(2)
    const panel = await engine.run('panel', { fromRow: 0, toRow: 1, fromColumn: 0, toColumn: 1 })
    expect(panel[0]).toBeCloseTo(1, 5)
    const recall = await engine.run('recall', { k: 5 })
    expect(recall).toBeGreaterThan(0.2)
    expect(recall).toBeLessThan(1)
    await engine.run('use', { dimensions: 64 })
    expect(await engine.run('recall', { k: 5 })).toBe(1)
  })

  test('maps keep themes apart and can be cancelled', async () => {
    const engine = await loaded()
    const shares: number[] = []
    const points = await engine.run('umap', { neighbours: 8 }, (share) => void shares.push(share))
    expect(points).toHaveLength(60)
    expect(points.every(Number.isFinite)).toBe(true)
    expect(shares.at(-1)).toBeGreaterThan(0.9)
    const stop = new Error('stop')
    const cancelled = engine.run('umap', { neighbours: 8 }, () => {
      throw stop
    })
    await expect(cancelled).rejects.toBe(stop)
  })
})

describe('ranking', () => {
  test('the highest scores first, ties in order', () => {
    expect(top([0.1, 0.9, 0.5, 0.9], 3).map(({ index }) => index)).toEqual([1, 3, 2])
    expect(top([0.1, 0.9], 5, 1)).toEqual([{ index: 0, score: 0.1 }])
  })

  test('recall and reciprocal rank of a known list', () => {
    const expected = new Set([7, 8])
    expect(recallAt(1, [7, 1, 8], expected)).toBe(1)
    expect(recallAt(2, [7, 1, 8], expected)).toBe(0.5)
    expect(recallAt(3, [1, 2, 3], new Set())).toBeUndefined()
    expect(reciprocalRank([1, 7, 8], expected)).toBe(0.5)
    expect(reciprocalRank([1], expected)).toBe(0)
  })

  test('the loss between two neighbour tables', () => {
    const scores = new Float32Array(4)
    const full = { k: 2, indices: Int32Array.of(1, 2, 0, 2), scores }
    const short = { k: 2, indices: Int32Array.of(1, 3, 0, 2), scores }
    expect(neighbourRecall(full, short, 2)).toBe(0.75)
    expect(neighbourRecall(full, short, 1)).toBe(1)
  })

  test('a walk visits every row once, also where neighbours run out', () => {
    const table = { k: 1, indices: Int32Array.of(1, 0, 3, 2), scores: new Float32Array(4) }
    expect([...neighbourWalk(table, 4)]).toEqual([0, 1, 2, 3])
  })

  test('clusters of identical rows are one cluster', () => {
    const found = cluster(plainSpace(new Float32Array(12).fill(1), 4, 3))
    expect(found.count).toBe(1)
    expect([...found.order]).toEqual([0, 1, 2, 3])
  })
})

describe('vectors out', () => {
  const vectors = {
    texts: ['plain', '=1+1, "quoted"'],
    rows: Float32Array.of(0.1, -2, 1e-7, 3),
    dimensions: 2,
    about: { model: 'gemini-embedding-001' },
  }

  test('JSON reads back as the same float32', () => {
    const read = JSON.parse(toJson(vectors)) as {
      model: string
      vectors: { text: string; values: number[] }[]
    }
    expect(read.model).toBe('gemini-embedding-001')
    expect(read.vectors[1]!.text).toBe('=1+1, "quoted"')
    expect(Float32Array.from(read.vectors.flatMap(({ values }) => values))).toEqual(vectors.rows)
  })

  test('CSV quotes what needs it', () => {
    expect(toCsv(vectors)).toBe(
      'text,0,1\r\n"plain",0.100000001,-2\r\n"=1+1, ""quoted""",1.00000001e-7,3\r\n',
    )
  })

  test('npy has an aligned header and little-endian float32', () => {
    const bytes = toNpy(vectors)
    const header = new TextDecoder('latin1').decode(bytes.subarray(0, 128))
    expect(header).toContain("'shape': (2, 2)")
    const start = 10 + bytes[8]! + bytes[9]! * 256
    expect(start % 64).toBe(0)
    expect(new Float32Array(bytes.slice(start).buffer)).toEqual(vectors.rows)
  })
})
