import type { Action } from '../state/advice.ts'
import { openConnection, switchToDemo } from '../state/session.ts'
import { setConfig, setSafety } from '../state/settings.ts'
import { goTo } from '../state/workspace.ts'
import { showSetting } from './showSetting.ts'

/** How the workspace runs what the advice is about. */
export interface Runner {
  again(): void
  /** @param at epoch milliseconds */
  at(at: number): void
  /** Asks for the rest of a candidate; absent where no advice offers it. */
  goOn?(candidate: number): void
}

/** Carries out what a button beside an advice says. A changed setting is not run: that stays one more click. */
export function act(action: Action, run: Runner): void {
  switch (action.kind) {
    case 'run-again':
      run.again()
      return
    case 'continue':
      run.goOn?.(action.candidate)
      return
    case 'run-when-over':
      run.at(action.at)
      return
    case 'raise-limit':
      setConfig('maxOutputTokens', action.to)
      focusRun()
      return
    case 'set-safety':
      setSafety(action.category, action.threshold)
      focusRun()
      return
    case 'show-setting':
      showSetting(action.name)
      return
    case 'open-connection':
      openConnection()
      return
    case 'use-demo':
      switchToDemo()
      return
    case 'show-models':
      goTo('models')
  }
}

function focusRun(): void {
  document.querySelector<HTMLElement>('[data-run] button')?.focus()
}
