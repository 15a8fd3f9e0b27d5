import { askForRest } from '../../state/chat/launch.ts'
import { keepTurn, leaveOut } from '../../state/chat/turns.ts'
import { Button } from '../../ui/Button.tsx'
import { leftOutWords } from './words.ts'
import type { LeftOut } from '../../state/chat/history.ts'
import type { Turn } from '../../state/chat/tree.ts'
/** A turn that is shown but not sent says so, and offers the way back in. */
export function LeftOutLine({ turn, leftOut, last }: { turn: Turn; leftOut: LeftOut; last: boolean }) {
  const keepable = leftOut === 'unfinished' || leftOut === 'its answer'
  return (
    <p className="flex min-h-8 flex-wrap items-center gap-x-2 text-label text-mute">
      {leftOutWords[leftOut]}
      {keepable && (
        <Button size={24} variant="bordered" onClick={() => void keepTurn(turn.id, true)}>
          Include
        </Button>
      )}
      {leftOut === 'by hand' && (
        <Button size={24} variant="bordered" onClick={() => void leaveOut([turn], false)}>
          Include
        </Button>
      )}
      {leftOut === 'unfinished' && last && (
        <Button size={24} onClick={() => void askForRest(turn.id)}>
          Ask for the rest
        </Button>
      )}
    </p>
  )
}
