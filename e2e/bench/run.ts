/**
 * `npm run bench [name ...]`: every benchmark, or those whose name is given, each beside its contenders in one run.
 * Prints tables; the README quotes them.
 */
import { concurrentBench } from './concurrent.ts'
import { conversationBench } from './conversation.ts'
import { embeddingsBench } from './embeddings.ts'
import { historyBench } from './history.ts'
import { journalBench } from './journal.ts'
import { loadBench } from './load.ts'
import { readerBench } from './reader.ts'
import { rulesBench } from './rules.ts'
import { streamingBench } from './streaming.ts'
import { vectorsBench } from './vectors.ts'

/** One table: what was measured, a row a contender, and remarks that belong beside the figures. */
export interface BenchTable {
  title: string
  rows: Record<string, string | number>[]
  notes: string[]
}

const benches: Record<string, () => Promise<BenchTable | BenchTable[]>> = {
  reader: readerBench,
  streaming: streamingBench,
  concurrent: concurrentBench,
  journal: journalBench,
  history: historyBench,
  conversation: conversationBench,
  embeddings: embeddingsBench,
  load: loadBench,
  rules: rulesBench,
  vectors: vectorsBench,
}

const asked = process.argv.slice(2)
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const table of [await bench()].flat()) {
    console.log(`\n${table.title}`)
    console.table(table.rows)
    for (const note of table.notes) console.log(`  ${note}`)
  }
}
