import { use, useCallback, useMemo } from 'react'
import { act } from '../../reply/act.ts'
import { CompactAnswer } from '../../reply/Answer.tsx'
import { CallContext } from '../../reply/calls/context.ts'
import { Pieces } from '../../reply/Pieces.tsx'
import { piecesOf } from '../../reply/pieces.ts'
import { driveMedium } from '../../request/drive.ts'
import { read } from '../../runs/read.ts'
import { useRun } from '../../runs/registry.ts'
import { modelOf } from '../../runs/run.ts'
import { addEmptyResults, unansweredIn } from '../../state/chat/calls.ts'
import { chat, useChat } from '../../state/chat/chat.ts'
import { askAgain, askAgainAt, continueTurn } from '../../state/chat/launch.ts'
import { leaveOut, pickCandidate } from '../../state/chat/turns.ts'
import { useDoc } from '../../state/documents/documents.ts'
import { useRecord } from '../../state/connection/useRecord.ts'
import { wireParts } from '../../request/doc.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { AnsweredCalls } from './AnsweredCalls.tsx'
import { MissingMedia } from './MissingMedia.tsx'
import { WaitingCalls } from './WaitingCalls.tsx'
import { showTurn } from './reveal.ts'
import { words } from './words.ts'
import type { Action, UnansweredCall } from '../../state/advice.ts'
import type { Turn } from '../../state/chat/tree.ts'
import type { Run } from '../../runs/run.ts'

const whole = (run: Run) => run

/** What the model said: as it comes, and as it stayed; or what was written in its name. */
export function ModelTurn({ turn }: { turn: Turn }) {
  const run = useRun(turn.run ?? null, whole)
  const pieces = useMemo(
    () => piecesOf(wireParts(turn.parts).filter((part) => driveMedium(part) === null)),
    [turn.parts],
  )
  if (run)
    return (
      <AnsweredCalls turn={turn}>
        <WaitingCalls turn={turn}>
          <Candidates turn={turn} run={run} />
        </WaitingCalls>
      </AnsweredCalls>
    )
  if (turn.run !== undefined) return <p className="text-mute">{words.lost}</p>
  return (
    <>
      <MissingMedia turn={turn} />
      <AnsweredCalls turn={turn}>
        <WaitingCalls turn={turn}>
          <Pieces pieces={pieces} live={false} />
        </WaitingCalls>
      </AnsweredCalls>
      {turn.runLost && <p className="pt-2 text-label text-mute">{words.runLost(pieces.length > 0)}</p>}
    </>
  )
}

function atTurn({ kind, turn }: Extract<Action, { turn: string }>): void {
  const { turns, shown } = chat.getState()
  const found = turns.get(turn)
  if (!found) return
  if (kind === 'leave-turn-out') void leaveOut([found], true)
  else if (kind === 'add-results') void addEmptyResults(turn)
  else
    showTurn(
      turn,
      shown.findIndex(({ id }) => id === turn),
      true,
    )
}

const noTurns: readonly Turn[] = []

/** The turn for which the API refused a conversation; looked for where it did. */
function useUnanswered(run: Run, id: string): UnansweredCall | null {
  const refused = read(run).failure?.kind === 'invalid'
  const shown = useChat((state) => (refused ? state.shown : noTurns))
  return useMemo(() => {
    const index = shown.findIndex((turn) => turn.id === id)
    return index < 0 ? null : unansweredIn(run, shown, index)
  }, [run, shown, id])
}

function Candidates({ turn, run }: { turn: Turn; run: Run }) {
  const { settings } = useDoc()
  const outputTokenLimit = useRecord(modelOf(run))?.outputTokenLimit
  const { id } = turn
  const call = useUnanswered(run, id)
  const known = useMemo(() => ({ outputTokenLimit, call }), [outputTokenLimit, call])
  const onAdvice = useCallback(
    (action: Parameters<typeof act>[0]) =>
      act(action, {
        settings,
        again: () => void askAgain(id),
        at: (at) => askAgainAt(id, at),
        goOn: (limit) => void continueTurn(id, limit),
        atTurn,
      }),
    [id, settings],
  )
  const calls = use(CallContext)
  const indexes = read(run).reply.candidates.map(({ index }) => index)
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
          {/* Results answer the calls of the candidate in the history alone. */}
          <CallContext value={index === picked ? calls : null}>
            <CompactAnswer run={run} candidate={index} onAdvice={onAdvice} known={known} />
          </CallContext>
        </div>
      ))}
    </div>
  )
}
