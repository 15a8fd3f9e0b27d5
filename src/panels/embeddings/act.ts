import { act as carryOut } from '../../reply/act.ts'
import { askQuery, askQueryAt } from '../../state/embedding/query.ts'
import { retryBatch, retryFailedAt } from '../../state/embedding/run.ts'
import { checkOpenJobs, checkOpenJobsAt } from '../../state/embedding/service.ts'
import type { Runner } from '../../reply/act.ts'
import type { Action } from '../../state/advice.ts'

/** Carries out what a button beside a failed batch says; running again means the failed batches alone. */
export const act = onEmbeddings({ again: () => void retryBatch(), at: retryFailedAt })

/** The same beside a failed query. */
export const actOnQuery = onEmbeddings({ again: () => void askQuery(), at: askQueryAt })

/** The same beside a failed call of the batch service: every open job is asked about again. */
export const actOnService = onEmbeddings({ again: () => void checkOpenJobs(), at: checkOpenJobsAt })

function onEmbeddings(run: Runner): (action: Action) => void {
  return (action) => {
    // This workspace has its settings in its own pane, and the model is the first of them.
    if (action.kind === 'show-setting') {
      const settings = document.querySelector<HTMLElement>('[data-embedding-settings]')
      settings?.querySelector<HTMLElement>(':scope > [aria-expanded=false]')?.click()
      // Once they are unfolded.
      requestAnimationFrame(() => settings?.querySelector('input')?.focus())
    } else carryOut(action, run)
  }
}
