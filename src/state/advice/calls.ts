import { runAgain } from './failures.ts'
import type { Advice, Labelled, Span, UnansweredCall } from '../advice.ts'

/** `get_weather`, `get_weather and get_time`. */
function listed(names: readonly string[]): Span[] {
  return names.flatMap((name, at): Span[] => [
    ...(at === 0 ? [] : [at === names.length - 1 ? ' and ' : ', ']),
    { mono: name },
  ])
}

/** In the place of the general words of a 400: the turn it is about, and the ways out. */
export function callAdvice({
  turn,
  position,
  missing,
  extra,
  mended,
}: UnansweredCall): Pick<Advice, 'title' | 'body' | 'actions'> {
  const where = `Turn ${position}`
  const what: Span[] =
    missing.length > 0
      ? [`${where} calls `, ...listed(missing), ', and the turn after it holds no result.']
      : [`${where} holds a result of `, ...listed(extra), ' that no call of the turn before it asks for.']
  const show: Labelled = { label: `Show turn ${position}`, action: { kind: 'show-turn', turn } }
  const leave: Labelled = { label: `Leave turn ${position} out`, action: { kind: 'leave-turn-out', turn } }
  const add: Labelled = { label: 'Add an empty result', action: { kind: 'add-results', turn } }
  return {
    title: `Failed: a ${missing.length > 0 ? 'call has no result' : 'result has no call'}`,
    body: [
      ...what,
      ' The API refuses such a conversation. ',
      mended
        ? 'This has been fixed since: run again.'
        : 'Add puts in an empty result; fill it in under Conversation as JSON.',
    ],
    actions: mended ? [runAgain, show] : missing.length > 0 ? [show, leave, add] : [show, leave],
  }
}
