/** What eight answers at once cost beside one: each is drawn, kept in the journal, and published by one loop. */
import { cpuOf, longestOf, port, withPage } from './streaming.ts'
import { median } from './measure.ts'
import type { BenchTable } from './run.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const size = 16_000
const counts = [1, 8] as const

const addressOf = (contender: string, answers: number) =>
  `http://127.0.0.1:${port}/?contender=${contender}&pace=frame&shape=mixed&size=${size}&answers=${answers}`

/** `npm run bench concurrent` */
export async function concurrentBench(): Promise<BenchTable> {
  return withPage(async (browser) => {
    const floor: number[] = []
    const spent = new Map<number, number[]>(counts.map((count) => [count, []]))
    for (let round = 0; round < rounds; round++) {
      floor.push(await cpuOf(browser, addressOf('noop', 1)))
      for (const count of counts) spent.get(count)?.push(await cpuOf(browser, addressOf('ours', count)))
    }
    const cost = (count: number) => median(spent.get(count) ?? []) - median(floor)
    const longest = new Map<number, number>()
    for (const count of counts) longest.set(count, await longestOf(browser, addressOf('ours', count)))
    return {
      title: 'Answers at once, each 16k characters of mixed Markdown, 40 every 8 ms: main-thread CPU in ms',
      rows: counts.map((count) => ({
        answers: count,
        'CPU ms': cost(count).toFixed(0),
        'times one, times their number': (cost(count) / (cost(1) * count)).toFixed(2),
        'longest task, CPU ms': longest.get(count)?.toFixed(0) ?? '',
      })),
      notes: [
        `Medians of ${rounds} interleaved rounds, an empty page's share subtracted. To reach: 1.15; no task over 50 ms.`,
      ],
    }
  })
}
