import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import { failureOf } from '../../runs/failure.ts'
import type { CallOptions } from '../../gemini/client.ts'
import type { Exchange } from '../../runs/exchange.ts'

/** One call of the Embeddings workspace as it went over the wire: an exchange whose response comes in one piece. */
export interface EmbeddingCall extends Exchange {
  /** What it was for, in a few words. */
  what: string
  /** As sent, the key masked; null until it has left, and where it was let go for its size. */
  body: string | null
  /** Body and response were let go for their size; how large they were is known. */
  letGo?: true
}

/** Ten thousand vectors are 300 MB of JSON: only the newest of it is kept, and the rest is told by its size. */
const mostCharacters = 16_000_000
const mostExchanges = 500

interface Wire {
  /** Oldest first: those of the last run, and what was sent since. */
  exchanges: readonly EmbeddingCall[]
  /** The one to show; null follows the newest. */
  chosen: string | null
}

export const wire = createStore<Wire>(() => ({ exchanges: [], chosen: null }))

export const useWire = <T>(selector: (state: Wire) => T): T => useStore(wire, selector)

/** Lets go of earlier calls: a new run begins. */
export const clearWire = () => wire.setState({ exchanges: [], chosen: null })

export const showExchange = (id: string) => wire.setState({ chosen: id })

const sizeOf = ({ body, chunks }: EmbeddingCall) => (body?.length ?? 0) + (chunks[0]?.raw.length ?? 0)

function withoutBodies(call: EmbeddingCall): EmbeddingCall {
  return {
    ...call,
    body: null,
    letGo: true,
    chunks: call.chunks.map(({ at, bytes }) => ({ at, bytes, raw: '' })),
  }
}

/** Bodies stay from the newest back until there is no room; the newest stays whatever its size. */
function within(exchanges: readonly EmbeddingCall[]): EmbeddingCall[] {
  let room = mostCharacters
  const newest = exchanges.slice(-mostExchanges)
  for (let at = newest.length - 1; at >= 0; at--) {
    const one = newest[at]!
    room -= sizeOf(one)
    if (room < 0 && at < newest.length - 1) newest[at] = withoutBodies(one)
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
  let own: EmbeddingCall = {
    id: String(lastId),
    what,
    host: '',
    at: Date.now(),
    sent: null,
    body: null,
    attempts: [],
    chunks: [],
    ending: null,
    elapsed: null,
  }
  const began = performance.now()
  let listed = false
  const put = (change: Partial<EmbeddingCall>) => {
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
      onSend: ({ method, url, headers, body = '' }) => {
        const bodyBytes = new TextEncoder().encode(body).length
        put({ host: new URL(url).host, sent: { method, url, headers, bodyBytes, bodyHash: null }, body })
      },
      onReceived: (raw, bytes) => {
        const elapsed = performance.now() - began
        put({ chunks: [{ at: elapsed, bytes, raw }], elapsed, ending: { kind: 'end' } })
      },
    })
  } catch (error) {
    put({ ending: { kind: 'failed', failure: failureOf(error) }, elapsed: performance.now() - began })
    throw error
  }
}
