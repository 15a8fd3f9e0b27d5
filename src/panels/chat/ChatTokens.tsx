import { codeOf, failureOf } from '../../runs/failure.ts'
import { useCounts } from './useCounts.ts'
import { countWords } from '../../compose/words.ts'
import { countTitle, tokens } from './words.ts'
import { whole } from '../../ui/figures.ts'

/** The tokens of the conversation and of the message, by the API's own count. Failures are said here and nowhere else. */
export function ChatTokens() {
  const { pause, error, busy, history, message } = useCounts()
  const shown = pause
    ? countWords.pauses[pause]
    : error
      ? countWords.failed(codeOf(failureOf(error)))
      : history === null || message === null
        ? countWords.counting
        : history > 0 && message > 0
          ? `${whole(history)} + ${whole(message)} tokens`
          : tokens(history + message)
  return (
    <span
      role="status"
      aria-label="Token count"
      aria-busy={busy}
      title={error ? error.message : countTitle}
      className="min-w-0 truncate text-label text-mute"
    >
      {shown}
    </span>
  )
}
