import { spoken } from '../../reply/spoken.ts'
import { lastRunId } from '../../state/chat/answer.ts'
import { liveHere, useChat } from '../../state/chat/chat.ts'
import { useRun } from '../../runs/registry.ts'
import { words } from './words.ts'

/** Tells a screen reader when an answer begins and when it has ended, and nothing in between. */
export function Spoken() {
  const live = useChat((state) => liveHere(state) !== undefined)
  const last = useChat(lastRunId)
  const ended = useRun(last, spoken)
  return (
    <p role="status" aria-label="Answer status" className="sr-only">
      {live ? words.answering : ended}
    </p>
  )
}
