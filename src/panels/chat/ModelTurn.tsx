import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useQuery } from '@tanstack/react-query'
import { act } from '../../answer/act.ts'
import { CompactAnswer } from '../../answer/Answer.tsx'
import { Pieces } from '../../answer/Pieces.tsx'
import { piecesOf } from '../../answer/pieces.ts'
import { runOf } from '../../state/chat/answer.ts'
import { asRun } from '../../state/chat/records.ts'
import { askAgain, askAgainAt } from '../../state/chat/launch.ts'
import { pickCandidate } from '../../state/chat/turns.ts'
import { modelsQuery } from '../../state/queries.ts'
import { runStore } from '../../state/run.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Turn } from '../../state/chat/tree.ts'
import type { Run } from '../../state/run.ts'

const chatRuns = runStore('chat')
const nothing = () => () => undefined
const none = () => null

/** The run being written, while it is this turn's; a settled turn listens to nothing. */
function useLiveRun(live: boolean): Run | null {
  return useSyncExternalStore(
    live ? chatRuns.subscribe : nothing,
    live ? () => chatRuns.getState().run : none,
  )
}

/** What the model said: as it comes, and as it stayed. */
export function ModelTurn({ turn, live }: { turn: Turn; live: boolean }) {
  const own = useLiveRun(live)
  const settled = useMemo(() => (live ? null : runOf(turn)), [live, turn])
  const run = own && own.id === turn.run?.id ? own : (settled ?? (turn.run ? asRun(turn.run) : null))
  const pieces = useMemo(() => piecesOf(turn.parts), [turn.parts])
  if (!run)
    return (
      <>
        <Pieces pieces={pieces} live={false} />
        {turn.runLost && (
          <p className="pt-2 text-label text-mute">
            How this answer came could not be read; its words are all that is left.
          </p>
        )}
      </>
    )
  return <Candidates turn={turn} run={run} />
}

function Candidates({ turn, run }: { turn: Turn; run: Run }) {
  useSession((state) => state.connectionId)
  const { data } = useQuery({ ...modelsQuery(), enabled: false })
  const outputTokenLimit = data?.models.find(({ name }) => name === `models/${run.model}`)?.outputTokenLimit
  const known = useMemo(() => ({ outputTokenLimit }), [outputTokenLimit])
  const { id } = turn
  const onAdvice = useCallback(
    (action: Parameters<typeof act>[0]) =>
      act(action, { again: () => void askAgain(id), at: (at) => askAgainAt(id, at) }),
    [id],
  )
  const indexes = run.reply.candidates.map(({ index }) => index)
  const first = indexes[0] ?? 0
  if (indexes.length < 2)
    return <CompactAnswer run={run} candidate={first} onAdvice={onAdvice} known={known} />
  const picked = turn.candidate ?? first
  return (
    <div className="grid grid-flow-row gap-4">
      {indexes.map((index) => (
        <div
          key={index}
          role="group"
          aria-label={`Candidate ${index + 1}`}
          className={`border-l-2 pl-3 ${index === picked ? 'border-ink' : 'border-line'}`}
        >
          <div className="flex min-h-7 items-center gap-2 text-label text-mute">
            <span className="font-semibold text-ink">Candidate {index + 1}</span>
            {index === picked ? (
              <span className="inline-flex items-center gap-1">
                <Icon name="check" size={12} /> in the history
              </span>
            ) : (
              <Button size={24} onClick={() => void pickCandidate(id, index)}>
                Use this one
              </Button>
            )}
          </div>
          <CompactAnswer run={run} candidate={index} onAdvice={onAdvice} known={known} />
        </div>
      ))}
    </div>
  )
}
