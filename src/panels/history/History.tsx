/** history/: every press, found again. The list is here; what happens with one or two runs is in `run/`. */
import { Suspense, useEffect } from 'react'
import { openHistory, useHistory } from '../../state/history/history.ts'
import { showRun, useShownRun } from '../../state/history/shownRun.ts'
import { useInspector } from '../../state/shell/inspector.ts'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { lazyPart } from '../../ui/parts.ts'
import { RunTable } from './RunTable.tsx'
import type { Press } from '../../runs/press.ts'

const RunRegion = lazyPart(() => import('./run/RunRegion.tsx'))

const open = ({ id }: Press) => showRun(id)
const close = () => showRun(null)

/** The History workspace. */
export default function History() {
  const rows = useHistory((state) => state.rows)
  const shown = useShownRun()
  // Run, Difference and Inspector share the place at the bottom.
  const inspecting = useInspector((state) => state.open)
  useEffect(() => void openHistory(), [])
  return (
    <div className="flex h-full flex-col">
      <RunTable rows={rows} open={shown} onOpen={open} />
      {shown !== null && !inspecting && (
        <div className="h-1/2 min-h-40 shrink-0 border-t border-line">
          <ErrorBoundary key={shown} name="the run">
            <Suspense fallback={null}>
              <RunRegion id={shown} onClose={close} />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </div>
  )
}
