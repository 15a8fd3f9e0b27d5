/** history/: every press, found again. The list is here; what happens with one or two runs is in `run/`. */
import { Suspense, useEffect } from 'react'
import { choose, closeComparison, compareChosen, useChoice } from '../../state/history/choice.ts'
import { openHistory, useHistory } from '../../state/history/history.ts'
import { showRun, useShownRun } from '../../state/history/shownRun.ts'
import { closeInspector, useInspector } from '../../state/shell/inspector.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { lazyPart } from '../../ui/parts.ts'
import { RunTable } from './RunTable.tsx'
import type { Press } from '../../runs/press.ts'

const RunRegion = lazyPart(() => import('./run/RunRegion.tsx'))

const Difference = lazyPart(() => import('./run/Difference.tsx'))

function open({ id }: Press): void {
  closeComparison()
  showRun(id)
}

/** Run, Difference and Inspector share the place at the bottom: one at a time. */
function compare(): void {
  closeInspector()
  compareChosen()
}

const close = () => showRun(null)

/** The History workspace. */
export default function History() {
  const rows = useHistory((state) => state.rows)
  const shown = useShownRun()
  const inspecting = useInspector((state) => state.open)
  const chosen = useChoice((state) => state.chosen)
  const compared = useChoice((state) => state.compared)
  useEffect(() => void openHistory(), [])
  return (
    <div className="flex h-full flex-col">
      {chosen.length > 0 && (
        <div className="flex h-13 shrink-0 items-center justify-end gap-2 border-b border-line px-4">
          <p className="text-label text-mute">{chosen.length} chosen</p>
          {chosen.length === 2 && (
            <Button variant="primary" onClick={compare}>
              Compare runs
            </Button>
          )}
        </div>
      )}
      <RunTable rows={rows} open={shown} chosen={chosen} onOpen={open} onChoose={choose} />
      {(compared ?? shown) !== null && !inspecting && (
        <div className="h-1/2 min-h-40 shrink-0 border-t border-line">
          <ErrorBoundary key={shown} name="the run">
            <Suspense fallback={null}>
              {compared ? (
                <Difference {...compared} onClose={closeComparison} />
              ) : (
                shown !== null && <RunRegion id={shown} onClose={close} />
              )}
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </div>
  )
}
