import { refusedBy } from '../../request/checks/serverWords.ts'
import type { Failure } from '../../gemini/error.ts'
import type { RequestDoc } from '../../request/doc.ts'
import type { Run } from '../../runs/run.ts'
import type { Labelled } from '../advice.ts'

/** What was asked, as far as the run itself holds it: of a conversation the settings. */
function askedOf({ asked }: Run): RequestDoc | null {
  if (asked.kind === 'doc') return asked.doc
  return asked.kind === 'turns' ? { v: 2, settings: asked.settings, turns: [] } : null
}

/** More would hide the rest of what is said. */
const MOST_FIXES = 3

/** The ways out of a 400 that the server's words lead to: the same fixes as Checks has, and the place of Extra fields. */
export function refusedActions({ message, fieldViolations }: Failure, run: Run): Labelled[] {
  const doc = askedOf(run)
  if (!doc) return []
  const words = [
    message,
    ...fieldViolations.map(({ field, description }) => `'${field ?? ''}' ${description}`),
  ]
  const { fixes, extra } = refusedBy(words.join('\n'), doc)
  return [
    ...fixes
      .slice(0, MOST_FIXES)
      .map(({ title, change }): Labelled => ({ label: `Fix: ${title}`, action: { kind: 'fix', change } })),
    ...(extra
      ? [{ label: 'Show Extra fields', action: { kind: 'show-setting', name: 'Extra fields' } } as const]
      : []),
  ]
}
