import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Received, Sent } from '../gemini/client.ts'
import type { Failure } from '../gemini/error.ts'
import { emptyReply, fold, settle } from '../gemini/reply.ts'
import type { Ending, Reply, State } from '../gemini/reply.ts'
import type { GenerateContentRequest, GenerateContentResponse } from '../gemini/types.ts'
import { kindOf } from './chunkKind.ts'
import { failureOf } from './failure.ts'
import { perFrame } from './frame.ts'
import { keepRun } from './keptRun.ts'
import { askForKey, gemini, session } from './session.ts'
import { watchForKey, withoutSplitKey } from './splitKey.ts'

/** One chunk of a stream, or the whole body of a unary call. */
export interface Chunk {
  /** Milliseconds since the run started. */
  at: number
  /** Bytes of its JSON on the wire. */
  bytes: number
  /** The JSON text as received. */
  raw: string
  response: GenerateContentResponse
  kind: 'answer' | 'thought' | 'empty'
}

/** One run from request to end, as plain data: what a reload, the inspector, a history or a comparison reads. */
export interface Run {
  id: string
  workspace: RunWorkspace
  /** Model id as it was chosen. */
  model: string
  request: GenerateContentRequest
  /** The HTTP request as it left, key masked; null until then. */
  sent: Sent | null
  /** Epoch milliseconds. */
  startedAt: number
  streamed: boolean
  chunks: readonly Chunk[]
  /** All chunks folded into one response. */
  reply: Reply
  phase: 'waiting' | 'streaming' | 'settled'
  /** Of the run as a whole; null until settled. */
  state: State | null
  failure: Failure | null
  ending: Ending | null
  /** Milliseconds from start to end; null until settled. */
  elapsed: number | null
  /** The first byte is late. */
  slow: boolean
  /** An announced repetition after a 503: when (epoch milliseconds), and the how manieth (1 or 2). */
  retry: { at: number; attempt: number } | null
}

export type RunWorkspace = 'prompt' | 'chat'

export interface RunInput {
  model: string
  request: GenerateContentRequest
  stream: boolean
}

const stores = {
  prompt: createStore<{ run: Run | null }>(() => ({ run: null })),
  chat: createStore<{ run: Run | null }>(() => ({ run: null })),
}
/** Of the newest run a workspace has started: whoever holds another one may publish nothing any more. */
const newest: Record<RunWorkspace, AbortController> = {
  prompt: new AbortController(),
  chat: new AbortController(),
}

/** The live or last run of a workspace, published at most once a frame. */
export function runStore(workspace: RunWorkspace) {
  return stores[workspace]
}

/** Subscribes a component to one value of a workspace's run. */
export function useRun<T>(workspace: RunWorkspace, selector: (run: Run | null) => T): T {
  return useStore(stores[workspace], ({ run }) => selector(run))
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

let started = 0

function blank(workspace: RunWorkspace, { model, request, stream }: RunInput): Run {
  started += 1
  const now = Date.now()
  return {
    id: `${now.toString(36)}-${started}`,
    workspace,
    model,
    request,
    sent: null,
    startedAt: now,
    streamed: stream,
    chunks: [],
    reply: emptyReply,
    phase: 'waiting',
    state: null,
    failure: null,
    ending: null,
    elapsed: null,
    slow: false,
    retry: null,
  }
}

/**
 * Starts a run; one still going in this workspace is cancelled and leaves no trace. Never rejects: a failure is
 * part of the run. Without a key where one is needed the Connection dialog opens instead.
 * @returns the settled run, or null where none was started or a newer one took its place
 */
export async function startRun(workspace: RunWorkspace, input: RunInput): Promise<Run | null> {
  if (askForKey()) return null
  newest[workspace].abort()
  const controller = new AbortController()
  newest[workspace] = controller
  const { signal } = controller
  const isNewest = () => newest[workspace] === controller

  let run = blank(workspace, input)
  // A conversation keeps its turns itself.
  const kept = workspace === 'prompt' ? keepRun(run) : null
  const chunks: Chunk[] = []
  const begun = performance.now()
  const key = session.getState().apiKey
  const holdsKeyNow = watchForKey(key)
  const publish = perFrame(() => {
    if (!isNewest()) return
    if (run.chunks.length !== chunks.length) run = { ...run, chunks: chunks.slice() }
    stores[workspace].setState({ run })
    kept?.soon(run)
  })
  const change = (part: Partial<Run>) => {
    run = { ...run, ...part }
    publish()
  }
  const receive = ({ response, raw, bytes, at }: Received) => {
    chunks.push({ at: Math.max(0, at - begun), bytes, raw, response, kind: kindOf(response) })
    let reply = fold(run.reply, response)
    if (key !== null && holdsKeyNow(response)) {
      for (const [place, chunk] of withoutSplitKey(chunks, key).entries()) chunks[place] = chunk
      reply = chunks.reduce((all, chunk) => fold(all, chunk.response), emptyReply)
      kept?.again()
    }
    change({ reply, phase: 'streaming', slow: false })
  }
  const once = async () => {
    const options = {
      signal,
      onSend: (sent: Sent) => change({ sent }),
      onNotice: () => change({ slow: true }),
    }
    if (!input.stream) return receive(await gemini().generateContent(input.model, input.request, options))
    for await (const received of gemini().streamGenerateContent(input.model, input.request, options))
      receive(received)
  }

  publish.now()
  let ending: Ending | undefined
  for (let tries = 0; !ending; tries++) {
    try {
      await once()
      ending = { kind: 'end' }
    } catch (error) {
      const why = failureOf(error)
      const wait = signal.aborted || chunks.length > 0 ? null : waitBeforeRetry(why, tries)
      if (wait === null) ending = signal.aborted ? { kind: 'stopped' } : { kind: 'failed', failure: why }
      else {
        change({ retry: { at: Date.now() + wait, attempt: tries + 1 }, slow: false })
        await pause(wait, signal)
        change({ retry: null })
        if (signal.aborted) ending = { kind: 'stopped' }
      }
    }
  }
  if (!isNewest()) {
    publish.cancel()
    kept?.cancel()
    return null
  }
  run = {
    ...run,
    chunks,
    phase: 'settled',
    ending,
    state: settle(run.reply, ending),
    failure: ending.kind === 'failed' ? ending.failure : null,
    elapsed: performance.now() - begun,
    slow: false,
    retry: null,
  }
  publish.now()
  await kept?.now(run)
  return run
}

/** Ends the workspace's run, if one is going: the socket closes, what arrived stays. */
export function stopRun(workspace: RunWorkspace): void {
  newest[workspace].abort()
}

/** Puts a run of an earlier visit in place, unless one has begun meanwhile. */
export function showRun(run: Run): void {
  if (stores[run.workspace].getState().run === null) stores[run.workspace].setState({ run })
}
