/** What is known of tool loops while the page is open: which go on, why others have stopped, their limits. */
import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import { chat, isTemporary } from './chat.ts'
import type { Outcome } from '../../gemini/reply.ts'

/** `send`: the results as they are; `step`: handlers first; `run`: again and again. */
export type Mode = 'send' | 'step' | 'run'

/** Why a loop has stopped. */
export type Stop =
  /** The model answered without a call, or called again after one step. */
  | { kind: 'answered' | 'stepped' }
  /** Somebody has to answer. @property problem why the handler did not; null where there is none */
  | { kind: 'ask'; name: string; problem: string | null }
  /** The answer of a function that acts is prepared. */
  | { kind: 'acts'; name: string }
  /** A result cannot be sent as it stands. */
  | { kind: 'refused'; at: number; problem: string }
  /** Something failed that no run tells of. @property problem in the words of whoever failed */
  | { kind: 'broke'; problem: string }
  | { kind: 'limit'; of: keyof Limits; most: number }
  | { kind: 'ended badly'; outcome: Outcome | null }
  /** The launch has said why, or asks. */
  | { kind: 'not sent' }
  | { kind: 'stopped' | 'left' | 'connection' | 'changed' }

export interface Limits {
  steps: number
  calls: number
}

export const usualLimits: Limits = { steps: 10, calls: 20 }

export interface Loop {
  mode: Mode
  /** Functions that are slow on purpose, and until when (epoch milliseconds). */
  slow: { names: readonly string[]; until: number } | null
}

interface Loops {
  /** Those that go on, by conversation. */
  running: Readonly<Record<string, Loop>>
  /** Why the last one stopped, and what was the last turn then. */
  stopped: Readonly<Record<string, { turn: string | undefined; why: Stop }>>
  /** What was chosen in this tab. */
  limits: Readonly<Record<string, Limits>>
}

export const loops = createStore<Loops>(() => ({ running: {}, stopped: {}, limits: {} }))

export function useLoops<T>(selector: (state: Loops) => T): T {
  return useStore(loops, selector)
}

const limitsKey = (conversation: string) => `chat/loop/${conversation}`
const parseLimits = (value: unknown) => z.object({ steps: z.number(), calls: z.number() }).parse(value)

/** Brings back what was chosen before a reload. */
export async function loadLimits(conversation: string): Promise<void> {
  const { limits } = loops.getState()
  if (limits[conversation]) return
  const kept = await loadTabDraft(limitsKey(conversation), parseLimits)
  if (kept && !loops.getState().limits[conversation])
    loops.setState({ limits: { ...loops.getState().limits, [conversation]: kept } })
}

export const limitsOf = (conversation: string): Limits => loops.getState().limits[conversation] ?? usualLimits

export function setLimit(of: keyof Limits, most: number): void {
  const { id: conversation } = chat.getState().current
  const chosen = { ...limitsOf(conversation), [of]: most }
  loops.setState({ limits: { ...loops.getState().limits, [conversation]: chosen } })
  if (!isTemporary(conversation)) saveTabDraft(limitsKey(conversation), chosen)
}

/** A loop of this conversation begins, goes on or, with null, has ended. */
export function setRunning(conversation: string, loop: Loop | null): void {
  const { [conversation]: _, ...others } = loops.getState().running
  loops.setState({ running: loop ? { ...others, [conversation]: loop } : others })
}

/** Keeps why the loop of a conversation has stopped. @param turn the last of it by then */
export function setStopped(conversation: string, turn: string | undefined, why: Stop): void {
  loops.setState({ stopped: { ...loops.getState().stopped, [conversation]: { turn, why } } })
}

/** What the last loop has said is answered. */
export function forgetStop(conversation: string): void {
  const { [conversation]: found, ...others } = loops.getState().stopped
  if (found) loops.setState({ stopped: others })
}
