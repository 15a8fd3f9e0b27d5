import { useStore } from 'zustand'
import { askForKey } from '../connection/session.ts'
import { createAnalysis } from './analysis.ts'
import { createEmbedJob } from './job.ts'
import { presentConnection } from './connection.ts'
import type { EmbedJob } from './job.ts'
import type { EmbedSettings } from './requests.ts'
import type { Result } from './analysis.ts'

/** The same texts under other settings: vectors, thread and matrix of their own. Never mixed with the first. */
const job = createEmbedJob()
const analysis = createAnalysis()

export const useComparisonJob = <T>(selector: (state: EmbedJob) => T): T => useStore(job.store, selector)
export const useComparison = (): Result | null => useStore(analysis.store, (state) => state.result)
export const useComparisonProblem = () => useStore(analysis.store, (state) => state.problem)

/** Embeds the texts of a result again, under other settings. Never rejects: what failed stands with the job. */
export async function compareUnder(settings: EmbedSettings, { items }: Result): Promise<void> {
  if (askForKey()) return
  // What is on show was made under other settings.
  analysis.close()
  const ended = await job.start(settings, items, presentConnection())
  if (ended?.phase === 'done') await analysis.load(ended)
}

export const stopComparison = () => job.stop()

/** Drops the second vectors and what runs for them. */
export function endComparison(): void {
  job.stop()
  analysis.close()
}

/** The nearest rows of a row, in the second result. */
export const askComparison = analysis.ask

/** How the settings of a result read: model, task and how it is told, length. */
export function settingsInWords({ settings, used }: Pick<Result, 'settings' | 'used'>): string {
  const { model, taskType } = settings
  return `${model}, ${taskType ?? 'no task type'}, ${used.toLocaleString('en')} dimensions`
}
