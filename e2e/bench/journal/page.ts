import { chunkOf } from '../../../src/runs/exchange.ts'
import { createRecords } from '../../../src/runs/journal.ts'
import { write } from '../../../src/store/database.ts'
import type { Chunk } from '../../../src/runs/exchange.ts'
import type { Run } from '../../../src/runs/run.ts'

declare global {
  interface Window {
    /** Writes the chunks as one record. */
    once: () => Promise<void>
    /** Keeps them as a run that grows. @returns characters of JSON that were written */
    kept: () => Promise<number>
  }
}

const CHUNKS = 12_000
const BYTES = 5_000_000
/** A minute of answer, a write every two seconds. */
const WRITES = 30

function chunks(): Chunk[] {
  const text = 'Word, then prose and more of it, on and on. '.repeat(6)
  return Array.from({ length: CHUNKS }, (_, at) => {
    const response = {
      candidates: [{ content: { role: 'model' as const, parts: [{ text: `${at} ${text}` }] } }],
    }
    const raw = JSON.stringify(response)
    const padded = `${raw}${' '.repeat(Math.max(0, Math.floor(BYTES / CHUNKS) - raw.length))}`
    return chunkOf({ at: at * 5, bytes: padded.length, raw: padded }, response)
  })
}

const all = chunks()
let made = 0

window.once = () =>
  write([{ store: 'runData', key: 'once', value: all.map(({ at, bytes, raw }) => ({ at, bytes, raw })) }])

window.kept = async () => {
  made += 1
  const run: Run = {
    id: `bench-${made}`,
    origin: { kind: 'prompt' },
    asked: { kind: 'unknown', model: 'bench', stream: true },
    at: 0,
    host: 'bench',
    sent: null,
    attempts: [],
    chunks: [],
    ending: null,
    elapsed: null,
  }
  const records = createRecords(run, 'AQ.a-key-that-is-looked-for')
  let bytes = 0
  for (let at = 1; at <= WRITES; at++) {
    const grown = {
      ...run,
      chunks: all.slice(0, (CHUNKS * at) / WRITES),
      ...(at === WRITES && { ending: { kind: 'end' as const }, elapsed: 60_000 }),
    }
    const changes = records.next(grown)
    await write(changes)
    for (const { value } of changes)
      if (Array.isArray(value)) bytes += (value as Chunk[]).reduce((sum, { raw }) => sum + raw.length, 0)
  }
  return bytes
}
