/** The heads of an embedding job's calls, as they are kept. */
import { read } from '../../store/database.ts'
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

/** Of a press on Embed, in the order in which they left. */
export const readCalls = async (id: RunId): Promise<readonly CallHead[]> =>
  (await read('runData', callsKey(id), parse)) ?? []
