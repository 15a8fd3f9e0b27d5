import { continuationOf } from '../../runs/hops.ts'
import { settingsOf } from '../../runs/run.ts'
import { outputLimit } from '../../request/settings/path.ts'
import { raised } from './endings.ts'
import { figure } from './figures.ts'
import type { Labelled } from '../advice.ts'
import type { Run } from '../../runs/run.ts'

/** Documented for Gemini 4: the window that input, thoughts and output share. */
const WINDOW = 1_048_576

/**
 * The button that makes an answer go on, with what it costs; null where the answer is whole or its server gave no token.
 * It is pressed by a person each time: every request is billed for all of its input.
 */
export function continueAction(run: Run): Labelled | null {
  const next = continuationOf(run)
  if (!next) return null
  const sent = outputLimit(settingsOf(next.from))
  const limit = next.spent && sent !== undefined ? raised(sent, WINDOW) : null
  if (next.spent && sent !== undefined && limit === null) return null
  const cost = next.input === null ? 'its input once more' : `+~${figure(next.input)} tokens input`
  const up = limit === null ? '' : `, Max output tokens ${figure(limit)}`
  return {
    label: 'Continue',
    note: `(hop ${next.hop}, ${cost}${up})`,
    action: { kind: 'continue', ...(limit !== null && { limit }) },
  }
}
