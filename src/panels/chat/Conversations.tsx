import { useChat } from '../../state/chat/chat.ts'
import { showConversation } from '../../state/chat/answer.ts'

/** The conversations of this browser, newest first. */
export function Conversations() {
  const conversations = useChat((state) => state.conversations)
  const current = useChat((state) => state.current.id)
  return (
    <nav
      aria-label="Conversations"
      className="absolute inset-y-0 left-0 z-3 flex w-60 flex-col border-r border-line bg-panel wide:static wide:shrink-0"
    >
      <ul aria-label="Conversations" className="min-h-0 flex-1 overflow-y-auto">
        {conversations.map(({ id, title }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === current}
              onClick={() => void showConversation(id)}
              className="w-full truncate px-3 py-2 text-left"
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
