import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import { failureOf } from '../../runs/failure.ts'
import type { CallOptions, Sent } from '../../gemini/client.ts'
import type { Failure } from '../../gemini/error.ts'

/** One call of the Embeddings workspace as it went over the wire, for the Inspector. */
export interface Exchange {
  id: number
  /** What it was for, in a few words. */
  what: string
  /** Null until it has left, and where it was let go for its size. */
  sent: Sent | null
  /** Epoch ms. */
  startedAt: number
  /** Ms until the end; null while it is under way. */
  elapsed: number | null
  /** The response as received; null where there is none, or where it was let go for its size. */
  raw: string | null
  /** Size of the response, also of one that was let go. */
  bytes: number
  failure: Failure | null
}

/** Ten thousand vectors are 300 MB of JSON: only the newest of it is kept, and the rest is told by its size. */
const mostCharacters = 16_000_000
const mostExchanges = 500

interface Wire {
  /** Oldest first: those of the last run, and what was sent since. */
  exchanges: readonly Exchange[]
  /** The one to show; null follows the newest. */
  chosen: number | null
}

export const wire = createStore<Wire>(() => ({ exchanges: [], chosen: null }))

export const useWire = <T>(selector: (state: Wire) => T): T => useStore(wire, selector)

/** Lets go of earlier calls: a new run begins. */
export const clearWire = () => wire.setState({ exchanges: [], chosen: null })

export const showExchange = (id: number) => wire.setState({ chosen: id })

const sizeOf = ({ sent, raw }: Exchange) => (sent?.body?.length ?? 0) + (raw?.length ?? 0)

/** Bodies stay from the newest back until there is no room; the newest stays whatever its size. */
function within(exchanges: readonly Exchange[]): Exchange[] {
  let room = mostCharacters
  const newest = exchanges.slice(-mostExchanges)
  for (let at = newest.length - 1; at >= 0; at--) {
    const one = newest[at]!
    room -= sizeOf(one)
    if (room < 0 && at < newest.length - 1) newest[at] = { ...one, sent: null, raw: null }
  }
  return newest
}

let lastId = 0

/**
 * Makes a call and keeps what went over the wire.
 * @param what names the call, e.g. `Batch of 100 texts`
 * @throws what `call` throws
 */
export async function recorded<T>(
  what: string,
  call: (hooks: Pick<CallOptions, 'onSend' | 'onReceived'>) => Promise<T>,
): Promise<T> {
  lastId += 1
  let own: Exchange = {
    id: lastId,
    what,
    sent: null,
    startedAt: Date.now(),
    elapsed: null,
    raw: null,
    bytes: 0,
    failure: null,
  }
  const began = performance.now()
  let listed = false
  const put = (change: Partial<Exchange>) => {
    own = { ...own, ...change }
    const { exchanges } = wire.getState()
    const known = exchanges.some(({ id }) => id === own.id)
    // A new run has begun since, or five hundred calls: it is not shown again as if it were the newest.
    if (listed && !known) return
    listed = true
    const all = known ? exchanges.map((one) => (one.id === own.id ? own : one)) : [...exchanges, own]
    wire.setState({ exchanges: within(all) })
  }
  try {
    return await call({
      onSend: (sent) => put({ sent }),
      onReceived: (raw, bytes) => put({ raw, bytes, elapsed: performance.now() - began }),
    })
  } catch (error) {
    put({ failure: failureOf(error), elapsed: performance.now() - began })
    throw error
  }
}
