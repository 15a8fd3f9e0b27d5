import { createContext } from 'react'
import type { ReactNode } from 'react'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Settings } from '../../request/settings/table.ts'

/** What stands in the group of a call beside its arguments. */
export interface CallShown {
  /** At the end of its line: who answered it, or that it waits. */
  note?: ReactNode
  /** Its result, or the field for it: beside the arguments where there is room. */
  result?: ReactNode
  /** What can be done with it, below the arguments. */
  actions?: ReactNode
  /** One line until the reader opens it. */
  folded?: boolean
}

/** What is known of a call where it is shown; `at` counts the calls of an answer from 0. */
export const CallContext = createContext<((call: FunctionCall, at: number) => CallShown | null) | null>(null)

/** What is known of a result where it is shown: who gave it. `at` counts the results of a turn from 0. */
export const ResultContext = createContext<((at: number) => ReactNode) | null>(null)

/** The settings that the calls of an answer were asked with; null where they are not known, or the answer still comes. */
export const AskedContext = createContext<Settings | null>(null)
