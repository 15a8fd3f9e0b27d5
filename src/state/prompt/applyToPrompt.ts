import { flat } from '../../request/checks/apply.ts'
import { withoutPart, withPart } from '../../request/draft.ts'
import { promptDoc } from '../documents/documents.ts'
import { prompt, setWritten } from './prompt.ts'
import type { Change } from '../../request/checks/finding.ts'
import type { DraftPart } from '../../request/draft.ts'

/** Makes changes that findings offer: in the settings, or among the parts of what is written. */
export function applyToPrompt(changes: readonly Change[]): void {
  for (const change of changes.flatMap(flat)) {
    if (change.kind !== 'part') {
      promptDoc.settings.apply(change)
      continue
    }
    const draft = prompt.getState()
    const at = draft.parts.findIndex((part) => part === change.was)
    if (at >= 0)
      setWritten(
        change.now === undefined ? withoutPart(draft, at) : withPart(draft, at, change.now as DraftPart),
      )
  }
}
