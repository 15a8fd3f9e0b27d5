import { typeQuery } from '../../state/embedding/query.ts'
import { changeSetup, useSetup } from '../../state/embedding/setup.ts'
import { isActive, useJob } from '../../state/embedding/run.ts'
import { ExampleList } from '../../ui/ExampleList.tsx'
import { examples } from './examples.ts'
import { words } from './words.ts'
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
      <h2 className="text-prose font-semibold">{active ? words.waiting : words.title}</h2>
      <p className="max-w-[38em] pt-1 text-soft">{words.about}</p>
      {empty && (
        <div className="max-w-160">
          <ExampleList examples={examples} onOpen={open} />
        </div>
      )}
      {!empty && !active && (
        <p className="pt-3 text-soft">
          {words.ready.before}
          <strong className="font-semibold text-ink">Embed</strong>
          {words.ready.after}
        </p>
      )}
    </div>
  )
}
