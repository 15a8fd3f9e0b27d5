import { openConnection, switchToDemo } from '../../state/session.ts'
import { askQuery } from '../../state/embedding/query.ts'
import { retryBatch } from '../../state/embedding/run.ts'
import { checkJob, service } from '../../state/embedding/service.ts'
import { jobEnded } from '../../state/embedding/serviceJobs.ts'
import { goTo } from '../../state/workspace.ts'
import type { Action } from '../../state/advice.ts'

/** Carries out what a button beside a failed batch says; running again means the failed batches alone. */
export const act = (action: Action): void => carryOut(action, () => void retryBatch())

/** The same beside a failed query. */
export const actOnQuery = (action: Action): void => carryOut(action, () => void askQuery())

/** The same beside a failed call of the batch service: every open job is asked about again. */
export const actOnService = (action: Action): void =>
  carryOut(action, () => {
    for (const job of service.getState().jobs) if (!jobEnded(job)) void checkJob(job)
  })

function carryOut(action: Action, again: () => void): void {
  switch (action.kind) {
    case 'run-again':
      again()
      return
    case 'run-when-over':
      setTimeout(again, Math.max(0, action.at - Date.now()))
      return
    case 'show-setting':
      document.querySelector<HTMLElement>('[data-embedding-settings] input')?.focus()
      return
    case 'open-connection':
      openConnection()
      return
    case 'use-demo':
      switchToDemo()
      return
    case 'show-models':
      goTo('models')
      return
    case 'raise-limit':
    case 'set-safety':
  }
}
