import { useInspector } from '../state/inspector.ts'
import { useRun } from '../state/run.ts'
import { useWorkspace } from '../state/workspace.ts'
import type { Run } from '../state/run.ts'

/**
 * The run the inspector is about: the one it was opened on, else the present workspace's own.
 * A run that is still live is returned as it stands now, not as it stood when it was chosen.
 */
export function useShownRun(): Run | null {
  const workspace = useWorkspace()
  const chosen = useInspector((now) => now.run)
  const own = useRun(chosen?.workspace ?? (workspace === 'chat' ? 'chat' : 'prompt'), (run) => run)
  if (chosen && own?.id !== chosen.id) return chosen
  return own
}
