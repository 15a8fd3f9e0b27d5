import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { storage } from '../../state/database.ts'
import { Button } from '../../ui/Button.tsx'
import { launch, unschedule } from './runPrompt.ts'

/** Above the foot, only while there is something to say: why nothing was started, a run to come, storage trouble. */
export function LaunchLine() {
  const { problem, scheduled } = useStore(launch)
  const trouble = useStore(storage, (state) => state.problem)
  return (
    <div role="status" aria-label="Prompt status" className="shrink-0 px-4 text-label text-soft">
      {problem && <p className="py-2 text-caution">{problem}</p>}
      {scheduled !== null && <Countdown key={scheduled} at={scheduled} />}
      {trouble && <p className="py-2 text-caution">{trouble}</p>}
    </div>
  )
}

function Countdown({ at }: { at: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="flex items-center gap-2 py-1">
      <span aria-live="off">Runs again in {Math.max(0, Math.ceil((at - now) / 1000))} s</span>
      <Button size={24} onClick={unschedule}>
        Do not run
      </Button>
    </p>
  )
}
