/** What a long conversation costs beside a short one: opening it, a chunk streamed into it, a key typed meanwhile. */
import { address, connect, emulatorUrl, withApp, withBaseline } from './app.ts'
import { counters, cpuTime, median, percentile } from './measure.ts'
import { steadyServer } from './steadyServer.ts'
import type { Browser, CDPSession, Page } from '@playwright/test'
import type { BenchTable } from './run.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 7)
const sizes = [50, 2000] as const
const throttle = 4
const steadyPort = Number(process.env['BENCH_PORT'] ?? 4182) + 2

type SeedRecord = [store: string, key: string, value: unknown]

const sentence = 'The line of the **shore** moves a little every year, and the `map` is drawn anew. '
const text = sentence.repeat(8).slice(0, 600)
const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 150 }
const PIECES = 15
const responses = Array.from({ length: PIECES }, (_, at) => ({
  candidates: [
    {
      content: { role: 'model', parts: [{ text: text.slice(at * 40, at * 40 + 40) }] },
      ...(at === PIECES - 1 && { finishReason: 'STOP' }),
      index: 0,
    },
  ],
  usageMetadata,
  modelVersion: 'bench',
}))
const beats = responses.map((response, at) => ({ at: 500 + at * 40, bytes: JSON.stringify(response).length }))
const settings = { model: 'bench', systemInstruction: '', generationConfig: {}, safety: {}, stream: true }
const ended = { elapsed: 1100, ending: { kind: 'end' } }

/** An answer as version 1 kept it, inside its turn. */
function answerOfV1(run: string, at: number): object {
  const parts = [{ text }]
  return {
    parts,
    run: {
      ...ended,
      id: run,
      workspace: 'chat',
      model: 'bench',
      startedAt: at,
      streamed: true,
      chunks: beats.map((beat) => Object.assign({ kind: 'answer' }, beat)),
      reply: {
        candidates: [{ index: 0, parts, citations: [], role: 'model', finishReason: 'STOP' }],
        usageMetadata,
        modelVersion: 'bench',
      },
      phase: 'settled',
      state: 'complete',
      failure: null,
      slow: false,
      retry: null,
    },
  }
}

/** An answer as the journal keeps it. */
function runRecords(run: string, conversation: string, turn: string, at: number): SeedRecord[] {
  const owner = `chat/${conversation}`
  const origin = { kind: 'chat', conversation, turn }
  const sent = { method: 'POST', url: 'https://x/', headers: {}, bodyBytes: 1, bodyHash: null }
  const head = {
    ...ended,
    at,
    id: run,
    owner,
    origin,
    host: 'bench',
    sent,
    attempts: [],
    count: PIECES,
    bytes: 4000,
  }
  const chunks = responses.map((response, place) =>
    Object.assign({ raw: JSON.stringify(response) }, beats[place]),
  )
  return [
    ['runs', run, head],
    ['runData', `${owner}/${run}/asked`, { kind: 'turns', settings, turns: [] }],
    ['runData', `${owner}/${run}/batch/000000`, chunks],
  ]
}

/** Conversations of so many turns of 600 characters, as the app itself would have written them. */
function conversations(journal: boolean): SeedRecord[] {
  const records: SeedRecord[] = []
  for (const count of sizes) {
    const conversation = `bench${count}`
    let parent: string | null = null
    for (let at = 0; at < count; at++) {
      const id = `t${String(at).padStart(6, '0')}`
      const run = `run-${conversation}-${id}`
      const place = { id, conversation, parent, slot: id, images: [], at }
      if (at % 2 === 0)
        records.push(['turns', `${conversation}/${id}`, { ...place, role: 'user', parts: [{ text }] }])
      else {
        const said = journal ? { parts: [], run } : answerOfV1(run, at)
        records.push(['turns', `${conversation}/${id}`, { ...place, role: 'model', ...said }])
        if (journal) records.push(...runRecords(run, conversation, id, at))
      }
      parent = id
    }
    const title = `${count} turns`
    records.push([
      'conversations',
      conversation,
      { id: conversation, title, named: true, createdAt: 1, updatedAt: 1, chosen: {} },
    ])
  }
  return records
}

/** Opens the page's base and puts the conversations into it, in the shape of the build that it belongs to. */
async function seed(page: Page): Promise<void> {
  const journal = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open('playground')
      asked.addEventListener('success', () => done(asked.result))
    })
    const has = db.objectStoreNames.contains('runs')
    db.close()
    return has
  })
  await page.evaluate(async (records) => {
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open('playground')
      asked.addEventListener('success', () => done(asked.result))
    })
    const tx = db.transaction([...new Set(records.map(([store]) => store))], 'readwrite')
    for (const [store, key, value] of records) tx.objectStore(store).put(value, key)
    await new Promise((done) => tx.addEventListener('complete', done))
    db.close()
  }, conversations(journal))
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

interface Costs {
  opened: Map<number, number[]>
  chunks: Map<number, number[]>
  keys: Map<number, number[]>
}

const figure = (of: Map<number, number[]>, count: number) => median(of.get(count) ?? [])

const empty = () => new Map<number, number[]>(sizes.map((count) => [count, []]))

/** The costs of one build. */
async function measure(browser: Browser): Promise<Costs> {
  const server = await steadyServer(steadyPort, emulatorUrl)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${address}#/chat`)
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  await page.waitForTimeout(1000)
  await seed(page)
  await page.reload()
  await connect(page, `http://127.0.0.1:${steadyPort}`)
  const session = await counters(page)
  const costs: Costs = { opened: empty(), chunks: empty(), keys: empty() }
  // The first round loads code and warms the engine: it does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const count of sizes) {
      const cost = await open(page, session, count)
      const streamed = await stream(page, session)
      if (round === 0) continue
      costs.opened.get(count)?.push(cost)
      costs.chunks.get(count)?.push(streamed.chunk)
      costs.keys.get(count)?.push(...streamed.keys)
    }
  }
  server.closeAllConnections()
  server.close()
  return costs
}

/** `npm run bench conversation` */
export async function conversationBench(): Promise<BenchTable> {
  const builds: [name: string, costs: Costs | null][] = [
    ['this build', await withApp(measure)],
    ['before the journal', await withBaseline((root) => withApp(measure, root))],
  ]
  const [few, many] = sizes
  const own = builds[0]?.[1]
  const rows = builds.flatMap(([build, costs]) =>
    costs === null
      ? []
      : sizes.map((turns) => ({
          build,
          turns,
          open: figure(costs.opened, turns).toFixed(1),
          'open, times 50': (figure(costs.opened, turns) / figure(costs.opened, few)).toFixed(2),
          'this build’s opening, times it': own
            ? (figure(own.opened, turns) / figure(costs.opened, turns)).toFixed(2)
            : '',
          'a chunk': figure(costs.chunks, turns).toFixed(2),
          'a chunk, times 50': (figure(costs.chunks, turns) / figure(costs.chunks, few)).toFixed(2),
          'key to paint, p98': `${percentile(costs.keys.get(turns) ?? [], 0.98).toFixed(0)} ms`,
        })),
  )
  return {
    title: 'A long conversation, turns of 600 characters: CPU of the main thread in ms, medians',
    rows,
    notes: [
      `${rounds} rounds a build; every round adds the two turns it sends. Opening ${many} turns includes reading them, and here their runs, from IndexedDB.`,
      `The answer: mixed Markdown, 1,000 characters a second in chunks of 40. Keys: Event Timing of keydown meanwhile, ten a second, CPU throttled ${throttle} times; what is under 16 ms counts as 16.`,
      ...(builds[1]?.[1] ? [] : ['The build before the journal is not in this clone: not compared.']),
    ],
  }
}
