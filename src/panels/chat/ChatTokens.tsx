import { codeOf, failureOf } from '../../runs/failure.ts'
import { useCounts } from './useCounts.ts'
import type { Pause } from './counting.ts'

const pauses: Record<Pause, string> = {
  empty: '0 tokens',
  link: 'counted after your first edit',
  key: 'not counted: looks like a key',
  connection: 'add a key to count tokens',
}

const figure = (count: number) => count.toLocaleString('en-US')

/** The tokens of the conversation and of the message, by the API's own count. Failures are said here and nowhere else. */
export function ChatTokens() {
  const { pause, error, busy, history, message } = useCounts()
  const shown = pause
    ? pauses[pause]
    : error
      ? `token count failed: ${codeOf(failureOf(error))}`
      : history === null || message === null
        ? 'counting tokens'
        : history > 0 && message > 0
          ? `${figure(history)} + ${figure(message)} tokens`
          : history + message === 1
            ? '1 token'
            : `${figure(history + message)} tokens`
  return (
    <span
      role="status"
      aria-label="Token count"
      aria-busy={busy}
      title={error ? error.message : 'Sent again with the next message + the message itself'}
      className="min-w-0 truncate text-label text-mute"
    >
      {shown}
    </span>
  )
}
