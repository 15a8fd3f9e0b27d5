import { writerOf } from '../../state/chat/said.ts'
import { tokens, words } from './words.ts'
import type { TurnProps } from './TurnRow.tsx'

/** Under the name: which model wrote it, or what the message cost. */
export function Usage({ turn, own, again }: Pick<TurnProps, 'turn' | 'own' | 'again'>) {
  const by = turn.edited ? 'edited by you' : (writerOf(turn) ?? '')
  return (
    <>
      {by && (
        <p className="max-w-full truncate font-mono text-label text-mute" title={by}>
          {by}
        </p>
      )}
      {own !== null && <p className="text-label text-mute">{tokens(own)}</p>}
      {again !== null && again > 0 && (
        <p className="text-wire text-mute" title={words.resent}>
          {words.again(again)}
        </p>
      )}
    </>
  )
}
