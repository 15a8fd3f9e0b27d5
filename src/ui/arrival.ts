import { useEffect } from 'react'
import type { RefObject } from 'react'

/** A field that the page gave the focus to, until the reader has made it theirs by a key, a press or by leaving. */
const mark = 'data-arrival'

/** Whether the focus is where the page put it: then a key may mean the page. */
export const isArrival = (target: Element | null): boolean => target?.hasAttribute(mark) === true

const isBusy = (active: Element | null): boolean =>
  document.querySelector('dialog[open]') !== null ||
  (active !== null && active !== document.body && active.closest('header') === null)

/**
 * Gives the main field of a workspace the focus when one arrives there. Not on touch, where a keyboard would open over
 * what one came to read, and not where the focus is at work elsewhere.
 */
export function useArrival(field: RefObject<HTMLTextAreaElement | HTMLInputElement | null>): void {
  useEffect(() => {
    const one = field.current
    if (!one || !matchMedia('(pointer: fine)').matches || isBusy(document.activeElement)) return
    one.focus({ preventScroll: true })
    one.setAttribute(mark, '')
    const theirs = () => one.removeAttribute(mark)
    for (const event of ['blur', 'pointerdown', 'input']) one.addEventListener(event, theirs, { once: true })
  }, [field])
}
