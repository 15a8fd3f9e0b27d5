import { useChat } from '../../state/chat/chat.ts'

/** How large the conversation has become. */
export function Fill() {
  const turns = useChat((state) => state.shown.length)
  if (turns === 0) return null
  return <span className="truncate text-label text-mute">{turns === 1 ? '1 turn' : `${turns} turns`}</span>
}
