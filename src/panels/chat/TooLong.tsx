import { useChat } from '../../state/chat/chat.ts'
import { judge, turnText } from '../../state/chat/history.ts'
import { useSettings } from '../../state/settings.ts'
import { Note } from '../../ui/Note.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useInputLimit } from './Fill.tsx'
import { useCounts } from './useCounts.ts'
import type { Turn } from '../../state/chat/tree.ts'

const figure = (count: number) => count.toLocaleString('en-US')

/** How many turns at the start hold so many tokens, by their share of all characters. */
function oldest(shown: readonly Turn[], tokens: number, over: number): number {
  const sent = judge(shown).filter(({ leftOut }) => leftOut === null)
  const lengths = sent.map(({ turn }) => turnText(turn).length + 1000 * turn.images.length)
  const perCharacter =
    tokens /
    Math.max(
      1,
      lengths.reduce((sum, length) => sum + length, 0),
    )
  let gained = 0
  const needed = lengths.findIndex((length) => (gained += length * perCharacter) >= over)
  return needed < 0 ? lengths.length : needed + 1
}

/** Before a request that the model would refuse: how much it is over, and what would have to go first. */
export function TooLong() {
  const { history, message } = useCounts()
  const limit = useInputLimit()
  const model = useSettings((state) => state.model)
  const shown = useChat((state) => state.shown)
  const tokens = (history ?? 0) + (message ?? 0)
  if (!limit || tokens <= limit) return null
  const count = oldest(shown, Math.max(1, history ?? 0), tokens - limit)
  return (
    <div className="pb-2">
      <Note
        role="status"
        label="Too long"
        tone="caution"
        icon={<Icon name="warning" />}
        title={`${figure(tokens)} tokens do not fit: ${model} takes ${figure(limit)}`}
      >
        <p>
          Nothing is dropped by itself; the API would refuse the request. The{' '}
          {count === 1 ? 'first turn' : `first ${figure(count)} turns`} would have to go, by an estimate.
          Delete them, or choose a model that takes more.
        </p>
      </Note>
    </div>
  )
}
