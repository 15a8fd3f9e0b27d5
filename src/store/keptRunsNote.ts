/** What a reader who comes from version 1 is told once: from then on every run is kept. */
import { loadDraft, saveDraft } from './drafts.ts'
import { KEPT_RUNS_NOTE } from './migrations.ts'
import { storage } from './storage.ts'

/** Shows the sentence where it is due. */
export async function loadKeptRunsNote(): Promise<void> {
  if (await loadDraft(KEPT_RUNS_NOTE, Boolean)) storage.setState({ tellsOfRuns: true })
}

/** The reader has seen it. */
export function dismissKeptRunsNote(): void {
  storage.setState({ tellsOfRuns: false })
  saveDraft(KEPT_RUNS_NOTE, undefined)
}
