/** What the benches measure with: medians, the CPU time of a page's main thread, and its longest task. */
import type { Browser, CDPSession, Page } from '@playwright/test'

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

/** @param share of the values that are at most the result, from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The browser's own counters of a page, in CPU time of its main thread: other programs do not count. */
export async function counters(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return session
}

/** Milliseconds that the main thread has spent so far, scripts, layout and paint included. */
export async function cpuTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds. */
  dur?: number
  /** Microseconds of CPU. */
  tdur?: number
  args: { name?: string }
}

/** The longest task of a page's main thread while `work` ran, in milliseconds of CPU and of the clock. */
export async function longestTask(
  browser: Browser,
  page: Page,
  work: () => Promise<unknown>,
): Promise<{ cpu: number; wall: number }> {
  await browser.startTracing(page, { categories: ['toplevel'] })
  await work()
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const mains = new Set(
    trace.traceEvents.filter((event) => event.args.name === 'CrRendererMain').map((event) => threadOf(event)),
  )
  const tasks = trace.traceEvents.filter((event) => event.tdur !== undefined && mains.has(threadOf(event)))
  const longest = (of: (event: TraceEvent) => number | undefined) =>
    tasks.reduce((most, task) => Math.max(most, (of(task) ?? 0) / 1000), 0)
  return { cpu: longest(({ tdur }) => tdur), wall: longest(({ dur }) => dur) }
}
