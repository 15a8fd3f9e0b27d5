/** history/: every press, found again. The list is here; what happens with one or two runs is in `run/`. */
import { Suspense, useEffect, useMemo } from 'react'
import { closeComparison, useChoice } from '../../state/history/choice.ts'
import { showAll, useFilters, useShownRows } from '../../state/history/filters.ts'
import { everyRow, openHistory, useHistory, usePress } from '../../state/history/history.ts'
import { showRun, useShownRun, useShownStep } from '../../state/history/shownRun.ts'
import { useInspector } from '../../state/shell/inspector.ts'
import { goTo } from '../../state/shell/workspace.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { lazyPart } from '../../ui/parts.ts'
import { usePhone, useSmall } from '../../ui/screen.ts'
import { Bar, CompareChosen } from './Bar.tsx'
import { RunTable } from './RunTable.tsx'
import { DroppedRunFiles } from './run/OpenRunFile.tsx'
import { SaidLine } from './SaidLine.tsx'
import { words } from './words.ts'
import type { Press } from '../../runs/press.ts'
import type { RunId } from '../../runs/run.ts'

const RunRegion = lazyPart(() => import('./run/RunRegion.tsx'))
const Difference = lazyPart(() => import('./difference/Difference.tsx'))
const JobRegion = lazyPart(() => import('./JobRegion.tsx'))

function open({ id }: Press): void {
  closeComparison()
  showRun(id)
}

const close = () => showRun(null)

/** What stands at the bottom: a run, an embedding job, or the two that are compared. */
function Bottom({ id, press }: { id: RunId | null; press: Press | null | undefined }) {
  const compared = useChoice((state) => state.compared)
  const step = useShownStep()
  return (
    <ErrorBoundary key={compared ? `${compared.first} ${compared.second}` : id} name="the run">
      <Suspense fallback={null}>
        {compared ? (
          <Difference {...compared} onClose={closeComparison} />
        ) : press?.workspace === 'embeddings' ? (
          <JobRegion press={press} onClose={close} />
        ) : (
          step !== null && press !== undefined && <RunRegion id={step} press={press} onClose={close} />
        )}
      </Suspense>
    </ErrorBoundary>
  )
}

/** In the place of rows: what History is for, or that nothing matches. */
function Nothing() {
  const isWhole = useHistory((state) => state.whole && state.unlisted === 0)
  const isEmpty = useHistory((state) => state.rows.length === 0)
  const searching = useFilters((state) => state.searching)
  if (!isWhole || searching) return <p className="p-4 text-ui text-mute">{words.looking}</p>
  return isEmpty ? (
    <div className="max-w-160 px-4 py-6 narrow:px-8">
      <p className="text-prose font-semibold">{words.about}</p>
      <div className="pt-3">
        <Button variant="primary" size={32} onClick={() => goTo('prompt')}>
          Write a prompt
        </Button>
      </div>
    </div>
  ) : (
    <p className="flex flex-wrap items-center gap-3 p-4 text-ui text-soft">
      {words.noMatch}
      <Button variant="bordered" size={24} onClick={showAll}>
        Show all runs
      </Button>
    </p>
  )
}

/** The History workspace. */
export default function History() {
  const listed = useHistory((state) => state.rows)
  const waiting = useHistory((state) => state.waiting)
  const all = useMemo(() => everyRow({ rows: listed, waiting }), [listed, waiting])
  const rows = useShownRows()
  const shown = useShownRun()
  const press = usePress(shown)
  // Run, Difference and Inspector share the place at the bottom.
  const inspecting = useInspector((state) => state.open)
  const compared = useChoice((state) => state.compared)
  const phone = usePhone()
  const small = useSmall()
  const hasBottom = (compared !== null || shown !== null) && !inspecting
  useEffect(() => void openHistory(), [])
  return (
    <div className="flex h-full flex-col">
      <DroppedRunFiles />
      {/* Where there is room for one of them, it is the run. */}
      {!(small && hasBottom) && (
        <div className="relative flex min-h-0 flex-1 flex-col">
          <Bar rows={all} />
          <RunTable rows={rows} open={press?.id ?? shown} onOpen={open} />
          {rows.length === 0 && (
            <div className="absolute inset-x-0 top-25 low:top-20">
              <Nothing />
            </div>
          )}
          <SaidLine />
        </div>
      )}
      {phone && !hasBottom && <CompareFoot />}
      {hasBottom && (
        <div
          className={small ? 'min-h-0 flex-1' : 'h-[47%] min-h-72 shrink-0 border-t-2 border-line bg-ground'}
        >
          <Bottom id={shown} press={press} />
        </div>
      )}
    </div>
  )
}

/** On a phone what is chosen stands under the list. */
function CompareFoot() {
  const count = useChoice((state) => state.chosen.length)
  if (count === 0) return null
  return (
    <div className="flex h-16 shrink-0 items-center border-t border-line bg-panel px-4">
      <CompareChosen />
    </div>
  )
}
