/** The heads of an embedding job's calls, as they are kept, or held in memory where no new runs are kept. */
import { read, write } from '../../store/database.ts'
import type { Failure } from '../../gemini/error.ts'
import type { RunId } from '../../runs/run.ts'

/** One call: when it left, what it was for, how large it was each way, how it ended. */
export interface CallHead {
  /** epoch ms */
  at: number
  what: string
  host: string
  url: string
  bytesOut: number
  bytesIn: number
  /** ms */
  elapsed: number | null
  failure: Failure | null
}

export const callsKey = (id: RunId): string => `embeddings/${id}/calls`

const parse = (value: unknown): readonly CallHead[] => {
  if (!Array.isArray(value)) throw new TypeError('no calls')
  return value as CallHead[]
}

/** Of presses that this page alone has. */
const held = new Map<RunId, readonly CallHead[]>()

/** Holds the calls of a press for as long as the page is open. */
export const holdCalls = (id: RunId, calls: readonly CallHead[]): void => void held.set(id, calls)

export const isHeld = (id: RunId): boolean => held.has(id)

/** Keeps what was held until now. */
export async function keepHeldCalls(id: RunId): Promise<void> {
  const calls = held.get(id)
  if (!calls) return
  await write([{ store: 'runData', key: callsKey(id), value: calls }])
  held.delete(id)
}

/** Of a press on Embed, in the order in which they left. */
export const readCalls = async (id: RunId): Promise<readonly CallHead[]> =>
  held.get(id) ?? (await read('runData', callsKey(id), parse)) ?? []
