import { useMemo } from 'react'
import { chatRequest, lastRunId } from '../../state/chat/answer.ts'
import { useChat } from '../../state/chat/chat.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { RunViews } from '../../traffic/RunViews.tsx'
import { words } from './words.ts'

/** What the conversation sent, or would send without a new message. */
export default function ChatTraffic({ onClose }: { onClose: () => void }) {
  const settings = useSettings((now) => now)
  const shown = useChat((chat) => chat.shown)
  const next = useMemo(() => chatRequest(settings, shown).doc, [settings, shown])
  return <RunViews own={useChat(lastRunId)} next={next} title={words.soFar} onClose={onClose} />
}
