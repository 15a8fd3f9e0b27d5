import { read } from '../../../runs/read.ts'
import { useRun } from '../../../runs/registry.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { seconds, whole } from '../../../ui/figures.ts'
import type { Run, RunId } from '../../../runs/run.ts'

const itself = (run: Run) => run

/** What changed from one run to another, the older one first. */
export default function Difference(props: { first: RunId; second: RunId; onClose: () => void }) {
  const first = useRun(props.first, itself)
  const second = useRun(props.second, itself)
  return (
    <section aria-label="Difference" className="flex h-full min-h-0 flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line bg-panel pr-2 pl-4">
        <h2 className="mr-auto text-ui font-semibold">Difference</h2>
        <IconButton label="Close" icon={<Icon name="cross" />} onClick={props.onClose} />
      </header>
      {first && second && (
        <dl className="grid grid-cols-[10rem_6rem_6rem] gap-y-1 p-4 text-label">
          <dt className="text-mute">Total time</dt>
          <dd>{seconds(read(first).figures.total ?? 0)}</dd>
          <dd>{seconds(read(second).figures.total ?? 0)}</dd>
          <dt className="text-mute">Tokens out</dt>
          <dd>{whole(read(first).figures.tokensOut ?? 0)}</dd>
          <dd>{whole(read(second).figures.tokensOut ?? 0)}</dd>
        </dl>
      )}
    </section>
  )
}
