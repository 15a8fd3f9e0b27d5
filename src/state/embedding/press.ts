/** An embedding job as a row of History: what it was and the heads of its calls, no text of it and no vector. */
import { amend, write } from '../../store/database.ts'
import { withLock } from '../../store/locks.ts'
import { putPress, readRow } from '../../runs/history.ts'
import { lockOf } from '../../runs/journal.ts'
import { orderOf } from '../../runs/press.ts'
import { callsKey, holdCalls } from '../history/calls.ts'
import { putHeld } from '../history/history.ts'
import { tellRowsEverywhere } from '../history/tabs.ts'
import { wire } from './wire.ts'
import type { Change } from '../../store/database.ts'
import type { Press } from '../../runs/press.ts'
import type { CallHead } from '../history/calls.ts'
import type { EmbedJob, JobPhase } from './job.ts'
import type { EmbeddingCall } from './wire.ts'

/** A press on Embed. */
export interface Pressed {
  id: string
  /** epoch ms */
  at: number
}

const states: Record<JobPhase, Press['state']> = {
  idle: 'waiting',
  'looking up': 'waiting',
  running: 'streaming',
  paused: 'stopped',
  stopped: 'stopped',
  failed: 'failed',
  done: 'complete',
}

const headOf = ({ at, what, host, sent, chunks, ending, elapsed }: EmbeddingCall): CallHead => ({
  at,
  what,
  host,
  url: sent?.url ?? '',
  bytesOut: sent?.bodyBytes ?? 0,
  bytesIn: chunks.reduce((sum, { bytes }) => sum + bytes, 0),
  elapsed,
  failure: ending?.kind === 'failed' ? ending.failure : null,
})

function rowOf({ id, at }: Pressed, job: EmbedJob): Press {
  const { model, taskType } = job.settings
  const texts = job.items.length
  const count = texts === 1 ? '1 text' : `${texts.toLocaleString('en')} texts`
  const isOver = job.phase !== 'looking up' && job.phase !== 'running'
  return {
    id,
    order: orderOf({ id, at }),
    at,
    workspace: 'embeddings',
    owner: 'embeddings',
    model,
    host: job.host,
    words: taskType ? `${count}, ${taskType}` : count,
    state: states[job.phase],
    tokensIn: job.tokens > 0 ? job.tokens : null,
    tokensOut: null,
    time: isOver ? job.elapsed : null,
    bytes: 0,
    job: { task: taskType ?? null, texts },
  }
}

async function keepRow(row: Press, calls: readonly CallHead[], keeps: boolean): Promise<void> {
  const bytes = JSON.stringify(calls).length
  let isHere = false
  const changes = (before: Press | undefined): Change[] => {
    // One that was pinned, or went on after it had been kept, is on disk.
    isHere = keeps || before !== undefined
    // Deleted meanwhile, or pinned: what the reader has done stays.
    if (!isHere || before?.gone !== undefined) return []
    const press = before?.pinned ? { ...row, pinned: true as const, order: orderOf(before) } : row
    return [
      putPress({ ...press, bytes }),
      { store: 'searchTexts', key: row.id, value: `${row.words} ${row.model}`.toLowerCase() },
      { store: 'runData', key: callsKey(row.id), value: calls },
    ]
  }
  const onDisk = await amend(['presses', 'searchTexts', 'runData'], 'presses', [row.id], (found) =>
    changes(found.get(row.id) as Press | undefined),
  )
  if (!onDisk) await write(changes(await readRow(row.id)))
  if (isHere) return tellRowsEverywhere([row.id])
  holdCalls(row.id, calls)
  putHeld(row)
}

/**
 * Keeps a job as it begins, and as it ends; one that goes on later is the same press.
 * @param keeps false where no new runs are kept: it is in the list for as long as the page is open
 * @param ended null where a later call has taken its place
 */
export async function keepPressOf(
  pressed: Pressed,
  begun: EmbedJob,
  ended: Promise<EmbedJob | null>,
  keeps: boolean,
): Promise<void> {
  await withLock(lockOf(pressed.id), 'exclusive', async () => {
    await keepRow(rowOf(pressed, begun), [], keeps)
    const job = await ended
    const last = job ?? { ...begun, phase: 'stopped' as const }
    await keepRow(rowOf(pressed, last), job ? wire.getState().exchanges.map(headOf) : [], keeps)
  })
}
