import { useEffect, useRef } from 'react'
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

/** The bar is where one comes from, and who has skipped to the content stands before it: neither is at work. */
const isBusy = (active: Element | null): boolean =>
  active !== null && !active.matches('body, main') && active.closest('header') === null

/**
 * Gives the main field of a workspace the focus when one arrives there. Not on touch, where a keyboard would open over
 * what one came to read, and not where the focus is at work elsewhere.
 * @param chosen what was chosen in the workspace, such as a conversation: with another one, one arrives anew, and the
 *   focus comes from where that was chosen; it changes by itself too, when what is kept arrives or another tab deletes it
 */
export function useArrival(field: RefObject<TextField | null>, chosen?: string): void {
  const before = useRef(chosen)
  useEffect(() => {
    const one = field.current
    const anew = before.current !== chosen
    before.current = chosen
    if (!one || !matchMedia('(pointer: fine)').matches) return
    if (document.querySelector('dialog[open]')) return
    if ((anew ? isWriting : isBusy)(document.activeElement)) return
    one.focus({ preventScroll: true })
    one.setAttribute(mark, '')
    const theirs = () => one.removeAttribute(mark)
    for (const event of ['blur', 'pointerdown', 'input']) one.addEventListener(event, theirs, { once: true })
  }, [field, chosen])
}
