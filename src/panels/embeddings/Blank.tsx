import { typeQuery } from '../../state/embedding/query.ts'
import { changeSetup, useSetup } from '../../state/embedding/setup.ts'
import { embed, isActive, useJob } from '../../state/embedding/run.ts'
import { Button } from '../../ui/Button.tsx'
import { ExampleList } from '../../ui/ExampleList.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { examples, oneText } from './examples.ts'
import { words } from './words.ts'
import type { Example } from './examples.ts'

function open({ lines, taskType, query }: Example): void {
  changeSetup({ lines: lines.join('\n'), rows: null, taskType, title: undefined })
  typeQuery(query ?? '')
}

const all = [...examples, oneText]

/** The first of them, at once: a press is asked for, and little is sent. */
function run(): void {
  open(examples[0]!)
  void embed()
}

/** Before the first run: what will stand here, and sets of texts that show it. */
export function Blank() {
  const empty = useSetup(({ lines, rows }) => lines === '' && rows === null)
  const active = useJob(isActive)
  return (
    <div className="flex flex-col px-4 py-5 narrow:px-5">
      <h2 className="text-prose font-semibold">{active ? words.waiting : words.title}</h2>
      <p className="max-w-[38em] pt-1 text-soft">{words.about}</p>
      {empty && (
        <div className="max-w-160 pt-3">
          <Button variant="bordered" icon={<Icon name="play" />} onClick={run}>
            {words.runExample}
          </Button>
          <ExampleList examples={all} onOpen={open} />
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
