/** Results of the calls that wait at the end of a conversation, as they are typed. */
import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { readResult } from '../../request/functions/result.ts'
import { loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { chat, isTemporary } from './chat.ts'
import { sendParts } from './launch.ts'
import type { FunctionCall, Part } from '../../gemini/types.ts'

/** By the turn of the calls, in their order. */
const results = createStore<Readonly<Record<string, readonly string[]>>>(() => ({}))

/** In its conversation, which takes it along when it is deleted. */
const keyOf = (turn: string, conversation: string) => `chat/results/${conversation}/${turn}`

/** The conversation on the screen, which the turn is of. */
const here = () => chat.getState().current.id

const none: readonly string[] = []
export const useResults = (turn: string): readonly string[] => useStore(results, (all) => all[turn] ?? none)

const parse = (value: unknown) => z.array(z.string()).parse(value)

/** Brings back what was typed before a reload; what has been typed since stays. */
export async function loadResults(turn: string): Promise<void> {
  if (results.getState()[turn]) return
  const kept = await loadTabDraft(keyOf(turn, here()), parse)
  if (kept && !results.getState()[turn]) results.setState({ [turn]: kept })
}

function keep(turn: string, conversation: string, texts: readonly string[] | undefined): void {
  if (isTemporary(conversation)) return
  // A key pasted by mistake stays on the screen and does not reach the disk.
  saveTabDraft(keyOf(turn, conversation), texts?.map(withoutKey))
}

/** @param at which of the turn's calls */
export function setResult(turn: string, at: number, text: string): void {
  const texts = [...(results.getState()[turn] ?? none)]
  while (texts.length < at) texts.push('')
  texts[at] = text
  results.setState({ [turn]: texts })
  keep(turn, here(), texts)
}

/**
 * Sends the results of all calls of a turn as one turn, in the order of the calls.
 * @returns what is wrong with which of them, where nothing was sent for that
 */
export async function sendResults(
  turn: string,
  calls: readonly FunctionCall[],
): Promise<{ at: number; problem: string } | null> {
  const texts = results.getState()[turn] ?? none
  const parts: Part[] = []
  for (const [at, { id, name = '' }] of calls.entries()) {
    const read = readResult(texts[at] ?? '')
    if (!read.ok) return { at, problem: read.problem }
    parts.push({
      functionResponse: { ...(id !== undefined && { id }), name, response: { ...read.response } },
    })
  }
  const conversation = here()
  if (await sendParts(parts, turn)) {
    const { [turn]: _, ...others } = results.getState()
    results.setState(others, true)
    keep(turn, conversation, undefined)
  }
  return null
}
