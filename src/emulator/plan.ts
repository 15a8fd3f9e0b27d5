/** A plan is an answer laid out in time, before anything is sent; the transport plays it streamed or at once. */
import type { GenerateContentResponse } from '../gemini/types.ts'
import type { ApiError } from './errors.ts'

export type Step =
  /** Milliseconds to let pass. */
  | { wait: number }
  | { chunk: GenerateContentResponse }
  /** An error object in the midst of the stream; nothing follows. */
  | { error: ApiError }
  /** Written as it stands, with no framing: faults of the wire. */
  | { raw: string }
  /** The connection breaks, or stays open and silent for ever. */
  | { end: 'drop' | 'stall' }

export type Plan = readonly Step[]

/**
 * Lets time pass. Resolves after `ms`, at once when `signal` aborts; the caller checks the signal.
 * Injected so that tests need not wait.
 */
export type Pace = (ms: number, signal: AbortSignal) => Promise<void>

export const realPace: Pace = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })

/** For tests: no time passes, but each step still yields. */
export const noPace: Pace = () => Promise.resolve()

/** Resolves when `signal` aborts. */
export const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
