import { typeQuery } from '../../state/embedding/query.ts'
import { changeSetup, useSetup } from '../../state/embedding/setup.ts'
import { isActive, useJob } from '../../state/embedding/run.ts'
import { ExampleList } from '../../ui/ExampleList.tsx'
import { examples } from './examples.ts'
import type { Example } from './examples.ts'

function open({ lines, taskType, query }: Example): void {
  changeSetup({ lines: lines.join('\n'), rows: null, taskType, title: undefined })
  typeQuery(query ?? '')
}

/** Before the first run: what will stand here, and three sets of texts that show it. */
export function Blank() {
  const empty = useSetup(({ lines, rows }) => lines === '' && rows === null)
  const active = useJob(isActive)
  return (
    <div className="flex flex-col px-4 py-5 narrow:px-5">
      <h2 className="text-prose font-semibold">
        {active ? 'Waiting for the first vectors.' : 'See which texts a model takes for similar.'}
      </h2>
      <p className="max-w-[38em] pt-1 text-soft">
        Each text becomes a vector of numbers. Here you get the matrix of all pairs (cosine: 1 is the same
        direction, 0 unrelated), a map on which near is similar, and for any text or query its nearest
        neighbours.
      </p>
      {empty && (
        <div className="max-w-160">
          <ExampleList examples={examples} onOpen={open} />
        </div>
      )}
      {!empty && !active && (
        <p className="pt-3 text-soft">
          The texts are ready. <strong className="font-semibold text-ink">Embed</strong> sends them, 100 a
          request.
        </p>
      )}
    </div>
  )
}
