import { useInspector } from '../state/inspector.ts'
import { useRun } from '../state/run.ts'
import { useWorkspace } from '../state/workspace.ts'
import type { Run, RunWorkspace } from '../state/run.ts'

/** What the inspector is about: a run and, counted from 0, the selected one of its chunks. */
export interface Shown {
  workspace: RunWorkspace
  run: Run | null
  chunk: number | null
}

/**
 * Which run counts as chosen. Prompt has one run only, so an older one is gone for good; a conversation's turns
 * each keep theirs. A choice made in one workspace does not hold in the other.
 * @param own the present workspace's live or last run
 */
export function shownOf(
  chosen: Run | null,
  chunk: number | null,
  own: Run | null,
  workspace: RunWorkspace,
): Shown {
  if (!chosen || chosen.workspace !== workspace) return { workspace, run: own, chunk: null }
  // A live run is shown as it stands now, not as it stood when it was chosen.
  if (own?.id === chosen.id) return { workspace, run: own, chunk }
  return workspace === 'prompt' ? { workspace, run: own, chunk: null } : { workspace, run: chosen, chunk }
}

/** The run the inspector is about in the present workspace; Models shows Prompt's. */
export function useShown(): Shown {
  const workspace: RunWorkspace = useWorkspace() === 'chat' ? 'chat' : 'prompt'
  const chosen = useInspector((now) => now.run)
  const chunk = useInspector((now) => now.chunk)
  const own = useRun(workspace, (run) => run)
  return shownOf(chosen, chunk, own, workspace)
}
