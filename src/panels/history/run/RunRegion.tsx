import { Answers } from '../../../reply/Answers.tsx'
import { useRun } from '../../../runs/registry.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { Run, RunId } from '../../../runs/run.ts'

const itself = (run: Run) => run

/** One run as it was: its answer with strip and figures. */
export default function RunRegion({ id, onClose }: { id: RunId; onClose: () => void }) {
  const run = useRun(id, itself)
  return (
    <section aria-label="Run" className="flex h-full min-h-0 flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line bg-panel pr-2 pl-4">
        <h2 className="mr-auto text-ui font-semibold">Run</h2>
        <IconButton label="Close" icon={<Icon name="cross" />} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1">
        {run ? <Answers run={run} /> : <p className="p-4 text-ui text-mute">This run is not kept here.</p>}
      </div>
    </section>
  )
}
