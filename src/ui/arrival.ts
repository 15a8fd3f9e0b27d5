import { useEffect } from 'react'
import type { RefObject } from 'react'

/** A field that the page gave the focus to, until the reader has made it theirs by a key, a press or by leaving. */
const mark = 'data-arrival'

type TextField = HTMLTextAreaElement | HTMLInputElement

/** Whether the focus is in an empty field where the page put it: then a key may mean the page. */
export const isArrival = (target: Element | null): boolean =>
  target !== null && target.hasAttribute(mark) && (target as TextField).value === ''

/** The page may change under somebody who writes, and the focus is still theirs. */
const isWriting = (active: Element | null): boolean =>
  active !== null && active.matches('input, textarea, [contenteditable]')

/**
 * The bar is where one comes from, as are buttons under a `data-chooses`, which bring another thing on the screen; and who
 * has skipped to the content stands before it: none of them is at work.
 */
const isBusy = (active: Element | null): boolean =>
  active !== null &&
  !active.matches('body, main') &&
  (isWriting(active) || active.closest('header, [data-chooses]') === null)

/**
 * Gives the main field of a workspace the focus when one arrives there. Not on touch, where a keyboard would open over
 * what one came to read, and not where the focus is at work elsewhere.
 * @param chosen what was chosen in the workspace, such as a conversation: with another one, one arrives anew. It changes
 *   by itself too, when what is kept arrives or another tab deletes it
 */
export function useArrival(field: RefObject<TextField | null>, chosen?: string): void {
  useEffect(() => {
    const one = field.current
    if (!one || !matchMedia('(pointer: fine)').matches) return
    if (document.querySelector('dialog[open]')) return
    if (isBusy(document.activeElement)) return
    one.focus({ preventScroll: true })
    one.setAttribute(mark, '')
    const theirs = () => one.removeAttribute(mark)
    for (const event of ['blur', 'pointerdown', 'input']) one.addEventListener(event, theirs, { once: true })
    // oxlint-disable-next-line react/exhaustive-deps -- with another one, one arrives anew
  }, [field, chosen])
}
