/** Results of the calls that wait at the end of a conversation, as they are typed or as handlers gave them. */
import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { handlerKinds } from '../../request/functions/declaration.ts'
import { readResult } from '../../request/functions/result.ts'
import { loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { presentSettings } from './answer.ts'
import { chat, isTemporary } from './chat.ts'
import { needsNoResult, resultInstead } from './faults.ts'
import { sendParts } from './launch.ts'
import { forgetStop } from './loops.ts'
import type { FunctionCall, Part } from '../../gemini/types.ts'
import type { ResultMedia } from '../../request/media.ts'
import type { CallFault } from '../../request/functions/declaration.ts'
import type { Settings } from '../../request/settings/table.ts'
import type { Answered } from './tree.ts'

/** The result of a call that waits. */
export interface Given extends Omit<Answered, 'fault'> {
  /** JSON. */
  text: string
  /** Pictures that go with it. */
  media?: readonly ResultMedia[]
}

const blank: Given = { text: '', by: 'hand' }

/** By the turn of the calls, in their order. */
const results = createStore<Readonly<Record<string, readonly Given[]>>>(() => ({}))

/** In its conversation, which takes it along when it is deleted. */
const keyOf = (turn: string, conversation: string) => `chat/results/${conversation}/${turn}`

/** The conversation on the screen, which the turn is of. */
const here = () => chat.getState().current.id

const none: readonly Given[] = []
export const resultsFor = (turn: string): readonly Given[] => results.getState()[turn] ?? none
export const useResults = (turn: string): readonly Given[] => useStore(results, (all) => all[turn] ?? none)

const KeptMedia = z.looseObject({
  id: z.string(),
  name: z.string(),
  mimeType: z.string(),
  bytes: z.number(),
  from: z.object({ at: z.literal('store') }),
})

const Kept = z.array(
  z.union([
    z.object({
      text: z.string(),
      by: z.enum(['hand', ...handlerKinds]),
      row: z.optional(z.number()),
      ms: z.optional(z.number()),
      // The schema of media comes with that of settings, which is no part of Chat.
      media: z.optional(z.array(z.object({ media: KeptMedia, displayName: z.string() }))),
    }),
    // Before there were handlers.
    z.pipe(
      z.string(),
      z.transform((text): Given => ({ text, by: 'hand' })),
    ),
  ]),
)
const parse = (value: unknown) => Kept.parse(value) as Given[]

/** Brings back what was there before a reload; what has been typed since stays. */
export async function loadResults(turn: string): Promise<void> {
  if (results.getState()[turn]) return
  const kept = await loadTabDraft(keyOf(turn, here()), parse)
  if (kept && !results.getState()[turn]) results.setState({ [turn]: kept })
}

function keep(turn: string, conversation: string, given: readonly Given[] | undefined): void {
  if (isTemporary(conversation)) return
  // A key pasted by mistake stays on the screen and does not reach the disk.
  const clean = given?.map((one) => Object.assign({ ...one }, { text: withoutKey(one.text) }))
  saveTabDraft(keyOf(turn, conversation), clean)
}

/**
 * @param at which of the turn's calls
 * @param conversation of the turn: after a wait another one may be on the screen
 */
export function fillResult(turn: string, at: number, given: Given, conversation = here()): void {
  const all = [...resultsFor(turn)]
  while (all.length < at) all.push(blank)
  all[at] = given
  results.setState({ [turn]: all })
  forgetStop(conversation)
  keep(turn, conversation, all)
}

const mediaAt = (turn: string, at: number) => {
  const { media } = resultsFor(turn)[at] ?? blank
  return media && { media }
}

/** What the reader typed; what goes with it stays. */
export const setResult = (turn: string, at: number, text: string): void =>
  fillResult(turn, at, { text, by: 'hand', ...mediaAt(turn, at) })

const wordFor = ({ media }: ResultMedia) => (media.mimeType.startsWith('image/') ? 'image' : 'file')

/** Puts a medium beside a result that waits; where nothing is written yet, the result refers to it. */
export function addResultMedia(turn: string, at: number, added: ResultMedia, conversation: string): void {
  const given = resultsFor(turn)[at] ?? blank
  const media = [...(given.media ?? []), added]
  const text =
    given.text.trim() === ''
      ? JSON.stringify({ [wordFor(added)]: { $ref: added.displayName } }, null, 2)
      : given.text
  fillResult(turn, at, { ...given, text, media }, conversation)
}

/** Takes a medium away from a result again. */
export function removeResultMedia(turn: string, at: number, displayName: string): void {
  const { media = [], ...given } = resultsFor(turn)[at] ?? blank
  const left = media.filter((one) => one.displayName !== displayName)
  fillResult(turn, at, { ...given, ...(left.length > 0 && { media: left }) })
}

/** Rewrites the texts of the results of a turn. */
export function mapResults(turn: string, rewrite: (text: string) => string): void {
  for (const [at, given] of resultsFor(turn).entries()) {
    const text = rewrite(given.text)
    if (text !== given.text) fillResult(turn, at, { ...given, text })
  }
}

/** The fault that was chosen for a function. */
export const faultFor = ({ functions = [] }: Settings, name: string | undefined): CallFault | undefined =>
  functions.find(({ declaration }) => declaration.name === name)?.fault

/** Whether a call can go back as it stands. */
export const isReady = (given: Given | undefined, fault: CallFault | undefined): boolean =>
  needsNoResult(fault) || readResult(given?.text ?? '').ok

/** The results of a turn's calls as one turn, in the order of the calls; or what is wrong with which of them. */
export function resultsTurn(
  calls: readonly FunctionCall[],
  given: readonly Given[],
  settings: Settings,
): { parts: Part[]; answers: Answered[] } | { at: number; problem: string } {
  const parts: Part[] = []
  const answers: Answered[] = []
  for (const [at, { id, name = '' }] of calls.entries()) {
    const { text, media, ...about } = given[at] ?? blank
    const fault = faultFor(settings, name)
    const read = readResult(text)
    if (!read.ok && !needsNoResult(fault)) return { at, problem: read.problem }
    const response = { ...(resultInstead(fault) ?? (read.ok ? read.response : {})) }
    parts.push({
      functionResponse: { ...(id !== undefined && { id }), name, response, ...(media && { parts: media }) },
    })
    answers.push({ ...about, ...(fault && { fault }) })
  }
  return { parts, answers }
}

/**
 * Sends the results of all calls of a turn as one turn.
 * @param signal nothing is sent any more once it has aborted
 * @returns whether they were sent, or what is wrong with which of them
 */
export async function sendResults(
  turn: string,
  calls: readonly FunctionCall[],
  settings = presentSettings(),
  signal?: AbortSignal,
): Promise<{ sent: boolean } | { at: number; problem: string }> {
  const made = resultsTurn(calls, resultsFor(turn), settings)
  if ('problem' in made) return made
  const conversation = here()
  const done = () => {
    const { [turn]: _, ...others } = results.getState()
    results.setState(others, true)
    keep(turn, conversation, undefined)
  }
  return { sent: await sendParts(made.parts, turn, { answers: made.answers, settings, signal, done }) }
}
