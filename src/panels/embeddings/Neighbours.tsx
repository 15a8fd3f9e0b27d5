import { Fragment, useMemo } from 'react'
import { useStore } from 'zustand'
import { adviseFailure } from '../../state/advice.ts'
import { AdviceNote } from '../../reply/AdviceNote.tsx'
import { Scheduled } from '../../compose/Scheduled.tsx'
import {
  askQuery,
  queryLaunch,
  typeQuery,
  unscheduleQuery,
  useQueryText,
} from '../../state/embedding/query.ts'
import { nameOfSearch, toggleExpected, useRelevance } from '../../state/embedding/relevance.ts'
import { isDefined, setView, useView } from '../../state/embedding/view.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Compare } from './Compare.tsx'
import { Expected } from './Expected.tsx'
import { Lengths } from './Lengths.tsx'
import { NeighbourList } from './NeighbourList.tsx'
import { actOnQuery } from './act.ts'
import { count, decimals, metricNames } from './figures.ts'
import { nameOf } from './picturePaint.ts'
import { useAsk } from './useAsk.ts'
import { isComposing } from '../../ui/isComposing.ts'
import { words } from './words.ts'
import type { Result } from '../../state/embedding/analysis.ts'

const nothing: ReadonlySet<number> = new Set()

/** More rows tell nobody anything; the matrix has them all. */
const listed = 50

/** The right pane: the rows nearest to the selected one, or to a typed query. */
export function Neighbours({ result }: { result: Result | null }) {
  return (
    <section
      aria-label="Neighbours"
      data-part="neighbours"
      className="flex min-h-0 scroll-mt-9 flex-col border-line wide:border-t @min-[1280px]:border-t-0"
    >
      <div className="flex h-11 shrink-0 items-center border-b border-line bg-panel pr-2 pl-4 narrow:h-10">
        <h2 className="mr-auto text-ui font-semibold">Nearest neighbours</h2>
        {result && <Compare key={result.id} result={result} />}
      </div>
      <QueryField ready={result !== null} />
      {result ? <Found result={result} /> : <p className="px-4 text-ui text-soft">{words.neighboursEmpty}</p>}
    </section>
  )
}

function QueryField({ ready }: { ready: boolean }) {
  const text = useQueryText((query) => query.text)
  const busy = useQueryText((query) => query.busy)
  const problem = useQueryText((query) => query.problem)
  const failure = useQueryText((query) => query.failure)
  const failedAt = useQueryText((query) => query.failedAt)
  const scheduled = useStore(queryLaunch, (state) => state.scheduled)
  return (
    <form
      className="flex flex-col gap-2 px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault()
        void askQuery()
      }}
    >
      <TextField
        label="Query"
        value={text}
        onChange={typeQuery}
        error={problem ?? undefined}
        hint={words.queryHint}
        onKeyDown={(event) => {
          // Ctrl+Enter embeds the texts; Enter alone is the form's.
          if (isComposing(event)) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.preventDefault()
        }}
        end={
          <Button type="submit" size={24} disabled={!ready || busy || text.trim() === ''}>
            {busy ? 'Asking' : 'Find'}
          </Button>
        }
      />
      {failure && (
        <AdviceNote
          role="alert"
          advice={adviseFailure(failure, { endedAt: failedAt, purpose: 'embed' })}
          onAdvice={actOnQuery}
        />
      )}
      {scheduled !== null && (
        <div role="status" aria-label="Query status" className="text-label text-soft">
          <Scheduled key={scheduled} at={scheduled} onUnschedule={unscheduleQuery} />
        </div>
      )}
    </form>
  )
}

function Found({ result }: { result: Result }) {
  const selected = useView((view) => view.selected)
  const metric = useView((view) => view.metric)
  const chosen = useView((view) => view.chosen)
  const among = useMemo(() => (chosen.size > 1 ? Int32Array.from(chosen).toSorted() : null), [chosen])
  const query = useQueryText((state) => state.asked)
  const asked = query?.resultId === result.id ? query : null
  const { used, dimensions } = result
  const what = asked ? `query ${asked.text}` : `row ${selected}`
  const { output, problem } = useAsk(
    'nearest',
    {
      ...(asked ? { query: asked.vector } : { row: selected }),
      ...(among && { among }),
      k: listed,
      metric,
    },
    `${result.id} ${used} ${metric} ${among ? nameOf(among) : 'all'} ${what}`,
  )
  const last = output?.findLast(({ index }) => isDefined(result, [index, index], metric))
  const search = asked ?? { row: selected }
  const expected = useRelevance(result.id).get(nameOfSearch(search))?.expected ?? nothing
  return (
    <Fragment key={asked ? 'query' : 'row'}>
      <div className="flex gap-x-3 pr-12 pb-1 pl-4 text-label whitespace-nowrap narrow:pr-10 text-mute">
        <span className="min-w-0 flex-1 truncate">
          {asked ? <>To “{asked.text}”</> : <>To text {selected + 1}</>}
        </span>
        {among && <span>among {count(among.length)} chosen</span>}
        {used < dimensions && <span>moved since {count(dimensions)}</span>}
        {last && metric === 'cosine' && <span>{words.barsFrom(decimals(last.score))}</span>}
        <span>{metricNames[metric]}</span>
      </div>
      {problem && (
        <p role="alert" className="px-4 text-fail">
          {problem}
        </p>
      )}
      {!asked && !isDefined(result, [selected, selected], metric) && (
        <p role="status" className="px-4 pb-1 text-label text-caution">
          {words.zeroRow}
        </p>
      )}
      <NeighbourList
        result={result}
        found={output ?? []}
        metric={metric}
        expected={expected}
        onExpect={(index) => toggleExpected(result.id, search, index)}
        onSelect={(index) =>
          asked ? setView({ selected: index, pair: null }) : setView({ pair: [selected, index] })
        }
      />
      <Expected result={result} />
      <Lengths result={result} />
    </Fragment>
  )
}
