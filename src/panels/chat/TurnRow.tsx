import { memo } from 'react'
import { Branches } from './Branches.tsx'
import { EditTurn } from './EditTurn.tsx'
import { LeftOutLine } from './LeftOutLine.tsx'
import { ModelTurn } from './ModelTurn.tsx'
import { TurnActions } from './TurnActions.tsx'
import { UserTurn } from './UserTurn.tsx'
import { guessHeight } from './guessHeight.ts'
import { Usage } from './Usage.tsx'
import { DemoChip } from '../../reply/DemoChip.tsx'
import { useEditing } from '../../state/chat/editing.ts'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import type { LeftOut } from '../../state/chat/history.ts'
import type { Turn } from '../../state/chat/tree.ts'

/** CSS pixels. */
const TALL = 500

export interface TurnProps {
  turn: Turn
  leftOut: LeftOut | null
  /** Its answer is being written by this tab. */
  live: boolean
  last: boolean
  /** Counted from 0, among the versions of its place. */
  version: number
  versionCount: number
  /** Counted from 1. */
  position: number
  total: number
  /** Tokens of this message, and of what was sent again with it; null where nothing tells. */
  own: number | null
  again: number | null
}

/** One turn: who and cost, text, actions. Drawn anew only where its own record changed. */
export const TurnRow = memo(function TurnRow(props: TurnProps) {
  const { turn, leftOut, live, version, versionCount, position, total } = props
  const editing = useEditing((turns) => turn.id in turns)
  const user = turn.role === 'user'
  // What sticks is a layer of its own, and each is looked after in every frame: only a turn that may be taller than the
  // pane needs it.
  const sticks = live || guessHeight(turn) > TALL
  return (
    <article
      aria-label={user ? 'You' : 'Model'}
      aria-posinset={position}
      aria-setsize={total}
      data-turn={turn.id}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- one stop a turn; arrow keys reach what is in it
      tabIndex={0}
      className={`group/turn focus-visible:outline-offset-[-2px] grid gap-x-6 gap-y-1 py-3.5 ${props.last ? '' : 'border-b border-line'} max-w-160 mx-auto @min-[760px]:max-w-none @min-[760px]:grid-cols-[7rem_minmax(0,40rem)] @min-[1072px]:grid-cols-[9.5rem_minmax(0,40rem)_minmax(0,1fr)]`}
    >
      <div
        className={`flex flex-wrap items-baseline gap-x-2 @min-[760px]:flex-col @min-[760px]:self-start ${sticks ? '@min-[760px]:sticky @min-[760px]:top-3.5' : ''}`}
      >
        <h3 className="text-ui leading-6 font-semibold">{user ? 'You' : 'Model'}</h3>
        {turn.run !== undefined && <DemoChip id={turn.run} candidate={turn.candidate ?? 0} />}
        {!live && <Usage turn={turn} own={props.own} again={props.again} />}
        {versionCount > 1 && <Branches turn={turn} version={version} count={versionCount} />}
      </div>
      <div className={`min-w-0 ${leftOut && !live ? 'text-soft' : ''}`}>
        {editing ? (
          <EditTurn turn={turn} last={props.last} />
        ) : user ? (
          <UserTurn turn={turn} />
        ) : (
          <ErrorBoundary name="this turn">
            <ModelTurn turn={turn} />
          </ErrorBoundary>
        )}
        {leftOut && !live && !editing && <LeftOutLine turn={turn} leftOut={leftOut} last={props.last} />}
      </div>
      {!editing && (
        <div
          className={`-ml-2 @min-[760px]:col-start-2 @min-[1072px]:col-start-3 @min-[1072px]:ml-0 @min-[1072px]:self-start ${sticks ? '@min-[1072px]:sticky @min-[1072px]:top-3.5' : ''}`}
        >
          <TurnActions {...props} />
        </div>
      )}
    </article>
  )
})
