/** What changed from one run to another. Nothing of it is kept: it is worked out anew whenever two are chosen. */
import { useEffect, useState } from 'react'
import { comparePaths } from '../../../runs/difference/paths.ts'
import { comparableRequest } from '../../../runs/difference/runs.ts'
import { useRun } from '../../../runs/registry.ts'
import { MediaFailure } from '../../../request/doc.ts'
import { partingOf, useRunsIn } from '../../../state/history/steps.ts'
import { usePress } from '../../../state/history/history.ts'
import { docOf } from '../../../state/rebuild.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { failureSentence } from '../../../ui/useAttempt.ts'
import { useMissing } from '../useMissing.ts'
import { clockOf, when } from '../when.ts'
import { AnswerChange } from './AnswerChange.tsx'
import { Figures } from './Figures.tsx'
import { Legend } from './Pieces.tsx'
import { Paths, countOf } from './Paths.tsx'
import { stepWords } from '../run/words.ts'
import { words } from './words.ts'
import type { PathRow } from '../../../runs/difference/paths.ts'
import type { Run, RunId } from '../../../runs/run.ts'

const tabs = ['Request', 'Answer', 'Figures'] as const

/** How the requests of two runs differ; a sentence where one of them is gone. */
async function requestsOf(first: Run, second: Run): Promise<PathRow[] | string> {
  const requests: unknown[] = []
  for (const run of [first, second]) {
    const doc = await docOf(run)
    if (typeof doc === 'string') return doc
    try {
      requests.push(await comparableRequest(run, doc))
    } catch (error) {
      if (!(error instanceof MediaFailure)) throw error
      return error.message
    }
  }
  return comparePaths(requests[0], requests[1])
}

/** The same for a component; null while they are printed. */
function useRequests(first: Run | null, second: Run | null): PathRow[] | string | null {
  const [found, setFound] = useState<{ of: readonly unknown[]; rows: PathRow[] | string }>()
  const [a, b] = [first?.asked, second?.asked]
  useEffect(() => {
    let current = true
    const look = async () => {
      if (!first || !second) return
      const rows = await requestsOf(first, second).catch((error: unknown) =>
        failureSentence(words.notPrinted, error),
      )
      if (current) setFound({ of: [a, b], rows })
    }
    void look()
    return () => {
      current = false
    }
    // oxlint-disable-next-line react/exhaustive-deps -- what was asked does not change while an answer grows
  }, [a, b])
  return found && found.of[0] === a && found.of[1] === b ? found.rows : null
}

/** When each was begun; to the second where the minute is the same. */
function namesOf(first: Run, second: Run): { first: string; second: string } {
  const names = { first: when(first.at), second: when(second.at) }
  return names.first === names.second ? { first: clockOf(first.at), second: clockOf(second.at) } : names
}

const isChanged = ({ sign }: PathRow) => sign !== 'same'

/** Why two cannot be compared, as a sentence; null where they can, and while they are looked for. */
function useProblem(first: RunId, second: RunId): string | null {
  const missing = [useMissing(first, words.gone), useMissing(second, words.gone)]
  const isJob = [usePress(first), usePress(second)].some((press) => press?.workspace === 'embeddings')
  if (isJob) return words.job
  return missing.find((sentence) => sentence !== null) ?? null
}

const itself = (run: Run) => run

interface Props {
  /** The older one. */
  first: RunId
  second: RunId
  onClose: () => void
}

export default function Difference(props: Props) {
  const first = useRun(props.first, itself)
  const second = useRun(props.second, itself)
  const [tab, setTab] = useState<(typeof tabs)[number]>('Request')
  const [press, other] = [usePress(props.first), usePress(props.second)]
  const loops = press && other ? ([press, other] as const) : null
  const parting = partingOf(useRunsIn(press ?? null), useRunsIn(other ?? null))
  const rows = useRequests(parting?.first ?? first, parting?.second ?? second)
  const problem = useProblem(props.first, props.second)
  const names = first && second && namesOf(first, second)
  return (
    <section aria-label="Difference" className="flex h-full min-h-0 flex-col bg-ground">
      <Tabs
        label="What differs"
        tabs={tabs}
        selected={tab}
        onSelect={setTab}
        start={<h2 className="mr-6 hidden text-ui font-semibold narrow:block">Difference</h2>}
        end={
          <>
            {names && (
              <span className="hidden text-label whitespace-nowrap text-mute wide:inline">
                {names.first} and {names.second}
                {Array.isArray(rows) &&
                  `, ${countOf(rows.filter(isChanged), ['path', 'paths'])} changed, ${countOf(
                    rows.filter((row) => !isChanged(row)),
                    ['the same', 'the same'],
                  )}`}
              </span>
            )}
            <span className="hidden pl-2 narrow:block">{names && <Legend {...names} />}</span>
            <IconButton label="Close" icon={<Icon name="cross" />} onClick={props.onClose} />
          </>
        }
      >
        {problem !== null && (
          <p role="status" className="p-4 text-ui text-soft">
            {problem}
          </p>
        )}
        {first && second && names && (
          <div className="flex h-full min-h-0">
            <div
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keyboard too
              tabIndex={0}
              className={`min-h-0 min-w-0 flex-1 overflow-auto pb-4 focus-visible:outline-offset-[-2px] ${tab === 'Request' ? '' : 'pt-4'}`}
            >
              <p className="px-4 py-2 narrow:hidden">
                <Legend {...names} />
              </p>
              {tab === 'Request' && parting && (
                <p className="px-4 py-2 text-label text-mute">{stepWords.compared(parting.step)}</p>
              )}
              {tab === 'Request' && <Requests rows={rows} />}
              {tab === 'Answer' && <AnswerChange first={first} second={second} />}
              {tab === 'Figures' && (
                <div className="px-4">
                  <Figures first={first} second={second} names={names} rows={parting && loops} />
                </div>
              )}
            </div>
            {tab === 'Request' && (
              <Beside first={first} second={second} names={names} rows={parting && loops} />
            )}
          </div>
        )}
      </Tabs>
    </section>
  )
}

function Requests({ rows }: { rows: PathRow[] | string | null }) {
  if (rows === null) return null
  if (typeof rows === 'string')
    return <p className="px-4 pt-4 text-ui text-soft">The requests cannot be compared. {rows}</p>
  return <Paths label="Requests of both runs" rows={rows} />
}

/** Where there is room, what the change of the request came to stands beside it. */
function Beside(props: Parameters<typeof Figures>[0]) {
  return (
    <div className="hidden w-148 shrink-0 flex-col border-l border-line min-[1280px]:flex">
      <h3 className="px-4 pt-3 pb-2 text-label font-semibold">Answer</h3>
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keyboard too
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto pb-2 focus-visible:outline-offset-[-2px]"
      >
        <AnswerChange first={props.first} second={props.second} />
      </div>
      <div className="px-4 pb-3">
        <Figures {...props} short />
      </div>
    </div>
  )
}
