/** One Tab stop a turn: Tab goes from turn to turn, arrow keys through what stands in one. */
import { isComposing } from '../../ui/isComposing.ts'
import type { FocusEvent, KeyboardEvent } from 'react'

const focusable =
  'button:not(:disabled), a[href], summary, audio, [tabindex="0"], textarea, input:not([hidden]), select'

/** What has keys of its own: a text moves its caret, a form is gone through by Tab. */
const typing = 'textarea, input, select'

const turnAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-turn]') : null

const isAction = (one: HTMLElement) => one.closest('[data-actions]') !== null

/** The actions first, for they are what one comes for; then links, blocks and figures, in their order. */
function stopsIn(turn: HTMLElement): HTMLElement[] {
  const all = [...turn.querySelectorAll<HTMLElement>(focusable)].filter(
    (one) => !one.closest('[popover]') && one.checkVisibility({ visibilityProperty: true }),
  )
  return [...all.filter(isAction), ...all.filter((one) => !isAction(one))]
}

/** A turn that is being edited is a form. */
const isForm = (turn: HTMLElement) => turn.querySelector('textarea:not([readonly])') !== null

const scrollsAcross = (one: Element) => one.scrollWidth > one.clientWidth

/** For the log, whose last child must be an empty element that can take the focus: from there Tab goes on. */
export function onTurnKey(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget: log, shiftKey } = event
  const turn = turnAt(target)
  if (!turn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (isComposing(event)) return
  if (key === 'Tab') {
    if (isForm(turn)) return
    const turns = [...log.querySelectorAll<HTMLElement>('[data-turn]')]
    const next = shiftKey && target !== turn ? turn : turns[turns.indexOf(turn) + (shiftKey ? -1 : 1)]
    if (next) {
      event.preventDefault()
      next.focus()
    } else if (!shiftKey) (log.lastElementChild as HTMLElement | null)?.focus({ preventScroll: true })
    return
  }
  const across = key === 'ArrowLeft' || key === 'ArrowRight'
  const along = key === 'ArrowUp' || key === 'ArrowDown'
  const own = target === turn
  // Up and down scroll the log, and left and right a wide block, as everywhere.
  if (own ? !across : !across && !along && key !== 'Home' && key !== 'End') return
  if (!(target instanceof Element) || target.matches(typing) || (across && !own && scrollsAcross(target)))
    return
  const stops = stopsIn(turn)
  const at = stops.findIndex((one) => one === target)
  const back = key === 'ArrowLeft' || key === 'ArrowUp'
  const to = key === 'Home' ? 0 : key === 'End' ? -1 : back ? Math.max(at, 0) - 1 : (at + 1) % stops.length
  event.preventDefault()
  stops.at(to)?.focus()
}

/**
 * Keys that go far, in a log that draws only what is near. The browser glides, and is stopped on the way by each row
 * that turns out to have another height than was guessed; so they go at once.
 */
export function onFarKey(event: KeyboardEvent<HTMLElement>, toEnd: () => void): void {
  const { key, target, currentTarget: log, shiftKey } = event
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  // What stands in a turn has keys of its own.
  if (target !== log && target !== turnAt(target)) return
  const page = log.clientHeight * 0.875
  if (key === 'Home') log.scrollTop = 0
  else if (key === 'End') toEnd()
  else if (key === 'PageUp' || (key === ' ' && shiftKey)) log.scrollTop -= page
  else if (key === 'PageDown' || key === ' ') log.scrollTop += page
  else return
  event.preventDefault()
}

/** Who comes back into the log by Tab comes to the turn, not to the last button in it. */
export function onTurnFocus({ target, relatedTarget, currentTarget: log }: FocusEvent<HTMLElement>): void {
  const turn = turnAt(target)
  if (!turn || target === turn || isForm(turn) || !target.matches(':focus-visible')) return
  // Closing a dialog or a menu gives the focus back to where it was; only what stands outside comes by Tab.
  const from = relatedTarget instanceof Element ? relatedTarget : null
  if (!from?.isConnected || log.contains(from) || from.closest('dialog, [popover]')) return
  turn.focus()
}
