import type { Action } from '../state/advice.ts'
import type { SettingsDoc } from '../state/documents/settings.ts'
import type { At, SettingPath } from '../request/settings/table.ts'
import { placeOf, thresholdChange } from '../request/settings/path.ts'
import { openConnection, switchToDemo } from '../state/connection/session.ts'
import { goTo } from '../state/shell/workspace.ts'
import { showSetting } from '../compose/showSetting.ts'

/** How the workspace runs what the advice is about. */
export interface Runner {
  /** What a button changes: the settings that the next run goes with; absent where no advice changes one. */
  settings?: SettingsDoc
  again(): void
  /** @param at epoch milliseconds */
  at(at: number): void
  /** Asks for the rest of a candidate by a message; absent where no advice offers it. */
  askForRest?(candidate: number): void
  /** Makes the answer go on with the token that its server gave. @param limit the higher one that it takes */
  goOn?(limit?: number): void
  /** Does something with a turn of the conversation; absent where there is none. */
  atTurn?(what: Extract<Action, { turn: string }>): void
}

/** Sets a field where it is decided: what Extra fields say is laid over its row. */
function put<P extends SettingPath>({ settings }: Runner, path: P, value: At<P>): void {
  settings?.set(placeOf(settings.store.getState(), path), value)
}

function setThreshold(
  { settings }: Runner,
  { category, threshold }: Extract<Action, { kind: 'set-safety' }>,
) {
  if (!settings) return
  const { path, value } = thresholdChange(settings.store.getState(), category, threshold)
  settings.set(path, value)
}

/** Carries out what a button beside an advice says. A changed setting is not run: that stays one more click. */
export function act(action: Action, run: Runner): void {
  switch (action.kind) {
    case 'run-again':
      run.again()
      return
    case 'ask-for-rest':
      run.askForRest?.(action.candidate)
      return
    case 'continue':
      run.goOn?.(action.limit)
      return
    case 'run-when-over':
      run.at(action.at)
      return
    case 'raise-limit':
      put(run, 'generationConfig.maxOutputTokens', action.to)
      focusRun()
      return
    case 'think-less':
      if ('level' in action) put(run, 'generationConfig.thinkingConfig.thinkingLevel', action.level)
      else put(run, 'generationConfig.thinkingConfig.thinkingBudget', action.budget)
      focusRun()
      return
    case 'set-safety':
      setThreshold(run, action)
      focusRun()
      return
    case 'fix':
      run.settings?.apply(action.change)
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
      return
    default:
      run.atTurn?.(action)
  }
}

/** To where Run or Send is: what was pressed is gone. */
export function focusRun(): void {
  document.querySelector<HTMLElement>('[data-run] button')?.focus()
}
