import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { storage } from '../state/database.ts'
import { Button } from '../ui/Button.tsx'
import type { Launch } from '../state/launch.ts'

interface Props {
  launch: Launch
  /** Accessible name. */
  label: string
  onUnschedule: () => void
}

/** Above the foot, only while there is something to say: why nothing was started, a run to come, storage trouble. */
export function LaunchLine({ launch: { problem, scheduled }, label, onUnschedule }: Props) {
  const trouble = useStore(storage, (state) => state.problem)
  return (
    <div role="status" aria-label={label} className="shrink-0 px-4 text-label text-soft">
      {problem && <p className="py-2 text-caution">{problem}</p>}
      {scheduled !== null && <Countdown key={scheduled} at={scheduled} onUnschedule={onUnschedule} />}
      {trouble && <p className="py-2 text-caution">{trouble}</p>}
    </div>
  )
}

function Countdown({ at, onUnschedule }: { at: number; onUnschedule: () => void }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="flex items-center gap-2 py-1">
      <span aria-live="off">Runs again in {Math.max(0, Math.ceil((at - now) / 1000))} s</span>
      <Button size={24} onClick={onUnschedule}>
        Do not run
      </Button>
    </p>
  )
}
