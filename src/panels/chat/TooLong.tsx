import { useChat } from '../../state/chat/chat.ts'
import { turnText, turnsSent } from '../../state/chat/history.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { leaveOut } from '../../state/chat/turns.ts'
import { Button } from '../../ui/Button.tsx'
import { Note } from '../../ui/Note.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useInputLimit } from './Fill.tsx'
import { useCounts } from './useCounts.ts'
import type { Turn } from '../../state/chat/tree.ts'

const figure = (count: number) => count.toLocaleString('en-US')

/** The turns at the start that hold so many tokens, by their share of all characters; what stays begins with You. */
function oldest(shown: readonly Turn[], tokens: number, over: number): Turn[] {
  const sent = turnsSent(shown)
  const lengths = sent.map((turn) => turnText(turn).length + 1000 * turn.images.length)
  const perCharacter =
    tokens /
    Math.max(
      1,
      lengths.reduce((sum, length) => sum + length, 0),
    )
  let gained = 0
  const needed = lengths.findIndex((length) => (gained += length * perCharacter) >= over)
  const rest = needed < 0 ? -1 : sent.findIndex(({ role }, at) => at > needed && role === 'user')
  return sent.slice(0, rest < 0 ? sent.length : rest)
}

/** Before a request that the model would refuse: how much it is over, and what would have to go first. */
export function TooLong() {
  const { history, message } = useCounts()
  const limit = useInputLimit()
  const model = useSettings((state) => state.model)
  const shown = useChat((state) => state.shown)
  const tokens = (history ?? 0) + (message ?? 0)
  if (!limit || tokens <= limit) return null
  const first = oldest(shown, Math.max(1, history ?? 0), tokens - limit)
  const turns = first.length === 1 ? 'the first turn' : `the first ${figure(first.length)} turns`
  return (
    <div className="pb-2">
      <Note
        role="status"
        label="Too long"
        tone="caution"
        icon={<Icon name="warning" />}
        title={`${figure(tokens)} tokens do not fit: ${model} takes ${figure(limit)}`}
        actions={
          first.length > 0 && (
            <Button size={24} variant="bordered" onClick={() => void leaveOut(first, true)}>
              Leave out {turns}
            </Button>
          )
        }
      >
        <p>
          Nothing is dropped by itself; the API would refuse the request.
          {first.length > 0 &&
            ` By an estimate ${turns} would have to stay out of it; ${first.length === 1 ? 'it stays' : 'they stay'} here.`}{' '}
          Or choose a model that takes more.
        </p>
      </Note>
    </div>
  )
}
