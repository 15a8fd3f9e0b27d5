import { useMemo } from 'react'
import { turnOf } from '../../request/draft.ts'
import type { RequestDoc } from '../../request/doc.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { usePrompt } from '../../state/prompt/prompt.ts'
import { usePromptRunId } from '../../state/prompt/promptRun.ts'
import { RunViews } from '../../traffic/RunViews.tsx'
import { words } from './words.ts'

/** What Prompt sent, or would send. */
export default function PromptTraffic({ onClose }: { onClose: () => void }) {
  const settings = useSettings((now) => now)
  const parts = usePrompt((prompt) => prompt.parts)
  const next = useMemo((): RequestDoc => ({ v: 2, settings, turns: [turnOf({ parts })] }), [settings, parts])
  return <RunViews own={usePromptRunId()} next={next} title={words.next} onClose={onClose} />
}
