import { useId, useRef, useState } from 'react'
import { read } from '../runs/read.ts'
import { useRun } from '../runs/registry.ts'
import { modelOf } from '../runs/run.ts'
import { openConnection, useSession } from '../state/connection/session.ts'
import { useDemoStates } from '../state/prompt/demoStates.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { demoWords as words } from './words.ts'
import type { Run, RunId } from '../runs/run.ts'

const byDemo = ({ host }: Run) => host === 'demo'

interface Props {
  /** Of the run; a growing answer does not draw it anew. */
  id: RunId
  candidate: number
}

/** At the head of an answer of the demo: what produced it, so that the answer need not say so itself. */
export function DemoChip({ id, candidate }: Props) {
  const demo = useRun(id, byDemo)
  const panel = useId()
  const chip = useRef<HTMLSpanElement>(null)
  const box = useRef<HTMLDivElement>(null)
  // While it is closed, its words are no part of the answer for those who search or copy the page.
  const [open, setOpen] = useState(false)
  if (!demo) return null
  const place = () => {
    const anchor = chip.current?.getBoundingClientRect()
    if (!anchor || !box.current) return
    const { offsetWidth: width, offsetHeight: height } = box.current
    const over = anchor.bottom + 4 + height > innerHeight - 8
    box.current.style.left = `${Math.max(8, Math.min(anchor.left, innerWidth - width - 8))}px`
    box.current.style.top = `${Math.max(8, over ? anchor.top - 4 - height : anchor.bottom + 4)}px`
  }
  return (
    <>
      <span ref={chip} className="rounded-control bg-sunk">
        <Button size={24} popoverTarget={panel}>
          Demo
        </Button>
      </span>
      <div
        ref={box}
        id={panel}
        popover="auto"
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
        onToggle={place}
        className="fixed inset-auto m-0 rounded-composer border border-line bg-raised p-1 text-ink shadow-over"
      >
        {open && <About id={id} candidate={candidate} />}
      </div>
    </>
  )
}

/** What the demo says of how it came by an answer, in a field of the API's own. */
const saidOf = (run: Run, candidate: number) =>
  read(run).reply.candidates.find(({ index }) => index === candidate)?.finishMessage

function About({ id, candidate }: Props) {
  const model = useRun(id, modelOf)
  const said = useRun(id, (run) => saidOf(run, candidate))
  const isState = useDemoStates().some((state) => state.id === model)
  return (
    <div className="flex w-72 flex-col items-start gap-2 p-2 text-ui">
      <p>
        <span className="font-mono text-label">{model}</span> {isState ? words.state : words.program}
      </p>
      {!isState && said && <p className="text-soft">{said}</p>}
      <AddKey />
    </div>
  )
}

/** Under an answer that only says that there is no language model here: the one click that changes it. */
export function NoModelLine({ run, candidate }: { run: Run; candidate: number }) {
  if (!byDemo(run) || !saidOf(run, candidate)?.startsWith('No skill')) return null
  return <AddKey />
}

function AddKey() {
  const hasKey = useSession((state) => state.apiKey !== null)
  if (hasKey) return null
  return (
    <div>
      <Button variant="bordered" icon={<Icon name="key" />} onClick={openConnection}>
        Add a key
      </Button>
    </div>
  )
}
