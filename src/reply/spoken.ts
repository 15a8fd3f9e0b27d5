import { adviseRun } from '../state/advice.ts'
import { words } from './words.ts'
import type { Run } from '../runs/run.ts'

/** What a screen reader hears of a run: that it goes on, and how it has ended; nothing in between. */
export const spoken = (run: Run): string =>
  run.ending ? (adviseRun(run)?.title ?? words.complete) : words.answering
