/** What is being written, as the base keeps it. */
import { forBase, mapTexts } from '../request/draft.ts'
import { withoutKey } from './connection/keyInText.ts'
import type { Draft, Draft1, KeptDraft } from '../request/draft.ts'

/** A key pasted by mistake must not reach the disk; the text on the screen keeps it until the press asks. */
export const draftForDisk = (draft: Draft): KeptDraft => forBase(mapTexts(draft, withoutKey))

/** A draft that was read; what lifts one of version 1 is loaded where there is one. */
export async function lifted(kept: Draft | Draft1): Promise<Draft> {
  return 'parts' in kept ? kept : (await import('../request/upgrade.ts')).upgradeDraft(kept)
}
