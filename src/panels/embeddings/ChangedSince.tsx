import { useDeferredValue, useMemo } from 'react'
import { changedSince } from '../../state/embedding/changed.ts'
import { isActive, useJob } from '../../state/embedding/run.ts'
import { useSetup } from '../../state/embedding/setup.ts'
import { words } from './words.ts'
import type { Result } from '../../state/embedding/analysis.ts'

/** Beside vectors of other texts or settings than those on the screen: their numbers are not the ones there. */
export function ChangedSince({ result: { settings, items } }: { result: Result }) {
  // Of a run that was stopped or failed in part, the texts without a vector are no change.
  const asked = useJob((job) => (job.settings === settings ? job.items : items))
  const active = useJob(isActive)
  const present = useDeferredValue(useSetup((setup) => setup))
  const changed = useMemo(() => changedSince({ settings, items: asked }, present), [settings, asked, present])
  return (
    <div role="status" aria-label="Changed since">
      {changed && !active && (
        <p className="px-4 py-1 text-label text-caution narrow:px-5">{words.changed[changed]}</p>
      )}
    </div>
  )
}
