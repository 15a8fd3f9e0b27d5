import { chunkOf } from './exchange.ts'
import { failureOf } from './failure.ts'
import { onFrame } from './frame.ts'
import { deleteRuns, keepRun, lockOf } from './journal.ts'
import { sha256 } from './sha256.ts'
import { watchForKey, withoutSplitKeys } from './keyInChunks.ts'
import { read } from './read.ts'
import { forgetRun, holdRuns, markInMemory, markOwn, publishRun, releaseRuns } from './registry.ts'
import { noteWait } from './waits.ts'
import { isStreamed, modelOf } from './run.ts'
import { withLock } from '../store/locks.ts'
import { unlessSilent } from '../store/sure.ts'
import { GeminiError } from '../gemini/error.ts'
import type { Gemini, Received, Sent } from '../gemini/client.ts'
import type { Failure } from '../gemini/error.ts'
import type { Ending } from '../gemini/reply.ts'
import type { GenerateContentRequest } from '../gemini/types.ts'
import type { Asked, Origin, Run, RunId } from './run.ts'
import type { Chunk, SentHead } from './exchange.ts'

/** Who is asked, as it was when the run was prepared: a later change of the connection is not its business. */
export interface Over {
  gemini: Gemini
  /** `demo`, or the host of the base URL. */
  host: string
  /** The held key, so that it can be kept out of what is kept. */
  apiKey: string | null
}

export interface Ask {
  /** What goes over the wire, built from `asked`. */
  request: GenerateContentRequest
  asked: Asked
  origin: Origin
  over: Over
  /** The run whose calls this one answers. */
  parent?: RunId | undefined
  /** The run whose answer is to go on, and the token that its server gave. */
  goesOn?: { from: Run; continuationToken: string }
  /** `memory`: nothing of it is written, and it is gone with the page. */
  keep: 'journal' | 'memory'
}

export interface RunHandle {
  id: RunId
  /** Closes the socket; what arrived stays. */
  stop(): void
  /** Stops, and leaves nothing behind: the owner was deleted. */
  drop(): void
  /** Resolves with the run once it has ended. Never rejects: a failure is part of the run. */
  settled: Promise<Run>
  /** Resolves once its end is written, too. */
  kept: Promise<void>
}

const MOST_TRIES = 2
/** A longer wait is not spent by itself: the user sees the failure and decides. */
const LONGEST_WAIT_MS = 30_000

/** Milliseconds until a 503 may be tried again, or null. Jitter keeps many tabs from coming back at once. */
function waitBeforeRetry({ code, retryDelayMs, inStream }: Failure, tries: number): number | null {
  if (code !== 503 || inStream || tries >= MOST_TRIES) return null
  const wait = retryDelayMs ?? (1 + Math.random() * 0.5) * 1000 * 2 ** tries
  return wait <= LONGEST_WAIT_MS ? wait : null
}

/** Resolves after `ms`, or at once when aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(finish, ms)
    function finish() {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      done()
    }
    if (signal.aborted) finish()
    else signal.addEventListener('abort', finish)
  })
}

/** A random UUID. `crypto.randomUUID` is there in secure pages alone, so it is made here. */
export function newRunId(): RunId {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** `Promise.withResolvers`, which Node 20 and last year's browsers lack. */
function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  const made: { resolve?: (value: T) => void } = {}
  const promise = new Promise<T>((resolve) => {
    made.resolve = resolve
  })
  return { promise, resolve: (value) => made.resolve?.(value) }
}

/** The runs that go on in this tab, and what stops each. */
const live = new Map<RunId, () => void>()

/** How many runs go on in this tab. */
export const liveCount = (): number => live.size

/** Stops a run of this tab, whoever has started it; what arrived stays. */
export const stopRun = (id: RunId): void => live.get(id)?.()

/** Starts a run. It is published before this returns; what comes is published at most every second frame. */
export function startRun({ request, asked, origin, over, parent, goesOn, keep }: Ask): RunHandle {
  const controller = new AbortController()
  const { signal } = controller
  const begun = performance.now()
  let run: Run = {
    id: newRunId(),
    origin,
    ...(parent !== undefined && { parent }),
    ...(goesOn && {
      parent: goesOn.from.id,
      hop: { continuationToken: goesOn.continuationToken },
      before: goesOn.from,
    }),
    asked,
    at: Date.now(),
    host: over.host,
    sent: null,
    attempts: [],
    chunks: [],
    ending: null,
    elapsed: null,
  }
  const { id } = run
  const model = modelOf(run)
  let keeper = keep === 'journal' ? keepRun(run, over.apiKey) : null
  let dropped = false
  let done = false
  let chunks: Chunk[] = []
  const holdsKeyNow = watchForKey(over.apiKey)
  const { promise: settled, resolve: settle } = withResolvers<Run>()
  const publish = onFrame(() => {
    if (dropped) {
      // It may have ended a moment before.
      if (run.ending) settle(run)
      return
    }
    if (run.chunks.length !== chunks.length || run.chunks[0] !== chunks[0])
      run = { ...run, chunks: chunks.slice() }
    publishRun(run)
    if (run.ending) settle(run)
    else keeper?.soon(run)
  })
  const change = (part: Partial<Run>) => {
    run = { ...run, ...part }
    publish()
  }
  const receive = ({ response, raw, bytes, at, masked }: Received) => {
    chunks.push(chunkOf({ at: Math.max(0, at - begun), bytes, raw }, response))
    const spread = over.apiKey !== null && holdsKeyNow(response)
    if (spread) chunks = [...withoutSplitKeys(chunks, over.apiKey)]
    if (spread || masked) run = { ...run, keyRemoved: true }
    publish()
  }
  // Where storage does not say what it has of it, whoever deletes the rest of its owner takes it along.
  const forget = () => unlessSilent(deleteRuns([run]), undefined)
  let hashed: Promise<void> = Promise.resolve()
  const left = ({ method, url, headers, body }: Sent) => {
    const bytes = new TextEncoder().encode(body ?? '')
    const sent: SentHead = { method, url, headers, bodyBytes: bytes.length, bodyHash: null }
    change({ sent })
    const hash = async () => {
      const bodyHash = await sha256(bytes)
      if (run.sent === sent) change({ sent: { ...sent, bodyHash } })
    }
    hashed = hash()
    void keeper?.now(run)
  }
  const once = async () => {
    const options = { signal, onSend: left, onTier: (servedTier: string) => change({ servedTier }) }
    if (!isStreamed(run)) return receive(await over.gemini.generateContent(model, request, options))
    for await (const received of over.gemini.streamGenerateContent(model, request, options)) receive(received)
  }

  const work = async (): Promise<void> => {
    let ending: Ending | undefined
    for (let tries = 0; !ending; tries++) {
      try {
        await once()
        ending = { kind: 'end' }
      } catch (error) {
        if (error instanceof GeminiError && error.received) receive(error.received)
        const why = failureOf(error)
        const wait = signal.aborted || chunks.length > 0 ? null : waitBeforeRetry(why, tries)
        if (wait === null) ending = signal.aborted ? { kind: 'stopped' } : { kind: 'failed', failure: why }
        else {
          change({ attempts: [...run.attempts, { failure: why, nextAt: Date.now() + wait }] })
          await pause(wait, signal)
          if (signal.aborted) ending = { kind: 'stopped' }
        }
      }
    }
    const elapsed = performance.now() - begun
    await hashed
    live.delete(id)
    run = { ...run, chunks, ending, elapsed }
    if (dropped) {
      publish.cancel()
      settle(run)
      if (keeper) await forget()
      return
    }
    noteWait(run, read(run).figures.firstToken)
    // In its turn, as all that came before: eight answers may end at once.
    publish()
    await settled
    if (!dropped && keeper) await keeper.end(run)
    // Dropped since, perhaps while its end was being written.
    if (dropped && keeper) await forget()
    else if (keeper) releaseRuns([id])
    done = true
  }

  markOwn(id, over.apiKey)
  if (!keeper)
    markInMemory(id, async () => {
      keeper = keepRun(run, over.apiKey)
      if (!done) return keeper.now(run)
      await keeper.end(run)
      releaseRuns([id])
    })
  holdRuns([id])
  const stop = () => controller.abort()
  live.set(id, stop)
  publishRun(run)
  const handle: RunHandle = {
    id,
    stop,
    drop() {
      dropped = true
      keeper?.drop()
      controller.abort()
      forgetRun(id)
      if (done && keeper) handle.kept = forget()
    },
    settled,
    kept: withLock(lockOf(id), 'exclusive', work),
  }
  return handle
}
