import { useMemo } from 'react'
import { promptTurn } from '../../request/doc.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { usePrompt } from '../../state/prompt/prompt.ts'
import { usePromptRunId } from '../../state/prompt/promptRun.ts'
import { RunViews } from '../../traffic/RunViews.tsx'

/** What Prompt sent, or would send. */
export default function PromptTraffic({ onClose }: { onClose: () => void }) {
  const settings = useSettings((now) => now)
  const text = usePrompt((prompt) => prompt.text)
  const images = usePrompt((prompt) => prompt.images)
  const next = useMemo(() => ({ settings, turns: [promptTurn(text, images)] }), [settings, text, images])
  return <RunViews own={usePromptRunId()} next={next} title="What Run would send now" onClose={onClose} />
}
