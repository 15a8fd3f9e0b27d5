import { writerOf } from '../../state/chat/said.ts'
import type { TurnProps } from './TurnRow.tsx'

const tokens = (count: number) => `${count.toLocaleString('en-US')} ${count === 1 ? 'token' : 'tokens'}`

/** Under the name: which model wrote it, or what the message cost. */
export function Usage({ turn, own, again }: Pick<TurnProps, 'turn' | 'own' | 'again'>) {
  const words = turn.edited ? 'edited by you' : (writerOf(turn) ?? '')
  return (
    <>
      {words && (
        <p className="max-w-full truncate font-mono text-label text-mute" title={words}>
          {words}
        </p>
      )}
      {own !== null && <p className="text-label text-mute">{tokens(own)}</p>}
      {again !== null && again > 0 && (
        <p
          className="text-wire text-mute"
          title="The whole conversation before it is sent with every message."
        >
          {again.toLocaleString('en-US')} sent again
        </p>
      )}
    </>
  )
}
