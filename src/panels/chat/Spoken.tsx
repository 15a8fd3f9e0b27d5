import { adviseRun } from '../../state/advice.ts'
import { useChat } from '../../state/chat/chat.ts'
import { useRun } from '../../state/run.ts'

/** Tells a screen reader when an answer begins and when it has ended, and nothing in between. */
export function Spoken() {
  const live = useChat((state) => state.live?.conversation === state.current.id)
  const ended = useRun('chat', (run) =>
    run?.phase === 'settled' ? (adviseRun(run)?.title ?? 'Answer complete') : '',
  )
  return (
    <p role="status" aria-label="Answer status" className="sr-only">
      {live ? 'The model is answering' : ended}
    </p>
  )
}
