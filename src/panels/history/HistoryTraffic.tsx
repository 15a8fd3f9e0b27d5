import { useMemo } from 'react'
import { turnOf } from '../../request/draft.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { useShownStep } from '../../state/history/shownRun.ts'
import { usePrompt } from '../../state/prompt/prompt.ts'
import { RunViews } from '../../traffic/RunViews.tsx'
import type { RequestDoc } from '../../request/doc.ts'

/** What the press on show sent; before one is chosen, what Prompt would send. */
export default function HistoryTraffic({ onClose }: { onClose: () => void }) {
  const settings = useSettings((now) => now)
  const parts = usePrompt((prompt) => prompt.parts)
  const next = useMemo((): RequestDoc => ({ v: 2, settings, turns: [turnOf({ parts })] }), [settings, parts])
  return <RunViews own={useShownStep()} next={next} title="What Run would send now" onClose={onClose} />
}
