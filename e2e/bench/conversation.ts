/** What a long conversation costs beside a short one: opening it, a chunk streamed into it, a key typed meanwhile. */
import { address, connect, emulatorUrl, withApp } from './app.ts'
import { counters, cpuTime, median, percentile } from './measure.ts'
import { steadyServer } from './steadyServer.ts'
import type { CDPSession, Page } from '@playwright/test'
import type { BenchTable } from './run.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 7)
const sizes = [50, 2000] as const
const throttle = 4
const steadyPort = Number(process.env['BENCH_PORT'] ?? 4182) + 2

/** Writes conversations of so many turns of 600 characters, as the app itself would have. */
async function seed(page: Page): Promise<void> {
  await page.evaluate(async (counts) => {
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open('playground')
      asked.addEventListener('success', () => done(asked.result))
    })
    const tx = db.transaction(['turns', 'conversations'], 'readwrite')
    const sentence = 'The line of the **shore** moves a little every year, and the `map` is drawn anew. '
    for (const count of counts) {
      const conversation = `bench${count}`
      let parent: string | null = null
      for (let at = 0; at < count; at++) {
        const id = `t${String(at).padStart(6, '0')}`
        const text = sentence.repeat(8).slice(0, 600)
        const role = at % 2 ? 'model' : 'user'
        tx.objectStore('turns').put(
          { id, conversation, parent, slot: id, role, parts: [{ text }], images: [], at },
          `${conversation}/${id}`,
        )
        parent = id
      }
      const record = {
        id: conversation,
        title: `${count} turns`,
        named: true,
        createdAt: 1,
        updatedAt: 1,
        chosen: {},
      }
      tx.objectStore('conversations').put(record, conversation)
    }
    await new Promise((done) => tx.addEventListener('complete', done))
    db.close()
  }, sizes)
}

async function open(page: Page, session: CDPSession, count: number): Promise<number> {
  await page.getByRole('button', { name: 'New chat' }).click()
  await page.waitForTimeout(600)
  const before = await cpuTime(session)
  await page
    .getByRole('list', { name: 'Conversations' })
    .getByRole('button', { name: `${count} turns`, exact: true })
    .click()
  await page.getByRole('article').last().waitFor()
  await page.waitForTimeout(1500)
  return (await cpuTime(session)) - before
}

/** How many chunks the answer on its way has; 0 once it has ended. */
const chunksOf = (page: Page) =>
  page.evaluate(() => {
    const line = [...document.querySelectorAll('[aria-label="Run statistics"]')].at(-1)
    return Number(/chunks\s+([\d,]+)/.exec(line?.textContent ?? '')?.[1]?.replaceAll(',', '') ?? 0)
  })

interface Streamed {
  /** Milliseconds of CPU a chunk. */
  chunk: number
  /** Milliseconds from a key to its paint, each. */
  keys: number[]
}

/** Sends a message and measures a second of its answer, then types under the throttle while it goes on, and stops it. */
async function stream(page: Page, session: CDPSession): Promise<Streamed> {
  const message = page.getByRole('textbox', { name: 'Message' })
  await message.fill('Tell a long story.')
  await message.press('ControlOrMeta+Enter')
  while ((await chunksOf(page)) < 5) await page.waitForTimeout(50)
  const [before, first] = [await cpuTime(session), await chunksOf(page)]
  await page.waitForTimeout(1000)
  const [after, last] = [await cpuTime(session), await chunksOf(page)]
  if (last <= first) throw new Error('The answer ended before it was measured.')
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  await page.evaluate(() => {
    const durations: number[] = []
    Object.assign(globalThis, { durations })
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') durations.push(duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  const typed = 80
  for (let at = 0; at < typed; at++) {
    await page.keyboard.press('a')
    // With the press itself about ten keys a second, a fast typist's.
    await page.waitForTimeout(80)
  }
  await page.waitForTimeout(300)
  const late = await page.evaluate(() => (globalThis as unknown as { durations: number[] }).durations)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const stop = page.getByRole('button', { name: 'Stop', exact: true })
  await stop.click()
  await message.fill('')
  await page.waitForTimeout(300)
  // Faster ones than 16 ms are not reported; they count as 16.
  const keys = [...late, ...Array<number>(Math.max(0, typed - late.length)).fill(16)]
  return { chunk: (after - before) / Math.max(1, last - first), keys }
}

const figure = (of: Map<number, number[]>, count: number) => median(of.get(count) ?? [])

/** `npm run bench conversation` */
export async function conversationBench(): Promise<BenchTable> {
  return withApp(async (browser) => {
    const server = await steadyServer(steadyPort, emulatorUrl)
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${address}#/chat`)
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    await page.waitForTimeout(1000)
    await seed(page)
    await page.reload()
    await connect(page, `http://127.0.0.1:${steadyPort}`)
    const session = await counters(page)
    const opened = new Map<number, number[]>(sizes.map((count) => [count, []]))
    const chunks = new Map<number, number[]>(sizes.map((count) => [count, []]))
    const keys = new Map<number, number[]>(sizes.map((count) => [count, []]))
    // The first round loads code and warms the engine: it does not count.
    for (let round = 0; round <= rounds; round++) {
      for (const count of sizes) {
        const cost = await open(page, session, count)
        const streamed = await stream(page, session)
        if (round === 0) continue
        opened.get(count)?.push(cost)
        chunks.get(count)?.push(streamed.chunk)
        keys.get(count)?.push(...streamed.keys)
      }
    }
    server.closeAllConnections()
    server.close()
    const [few, many] = sizes
    return {
      title: 'A long conversation, turns of 600 characters: CPU of the main thread in ms, medians',
      rows: sizes.map((count) => ({
        turns: count,
        open: figure(opened, count).toFixed(1),
        'open, times 50': (figure(opened, count) / figure(opened, few)).toFixed(2),
        'a chunk': figure(chunks, count).toFixed(2),
        'a chunk, times 50': (figure(chunks, count) / figure(chunks, few)).toFixed(2),
        'key to paint, p98': `${percentile(keys.get(count) ?? [], 0.98).toFixed(0)} ms`,
      })),
      notes: [
        `${rounds} interleaved rounds; every round adds the two turns it sends. Opening ${many} turns includes reading them from IndexedDB.`,
        `The answer: mixed Markdown, 1,000 characters a second in chunks of 40. Keys: Event Timing of keydown meanwhile, ten a second, CPU throttled ${throttle} times; what is under 16 ms counts as 16.`,
      ],
    }
  })
}
