/** How the log brings a turn into sight; it says so itself, for a long one draws only what is near. */
let reveal: ((index: number) => void) | undefined

/** To be called by the log. @returns what takes it back */
export function revealWith(show: (index: number) => void): () => void {
  reveal = show
  return () => {
    if (reveal === show) reveal = undefined
  }
}

/** Scrolls to a turn and puts the focus on it. @param index its place among the turns on show, from 0 */
export function showTurn(id: string, index: number): void {
  reveal?.(index)
  // Twice: a virtual list draws the turn in the first frame and knows its height in the second.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const turn = document.querySelector<HTMLElement>(`[data-turn="${CSS.escape(id)}"]`)
      turn?.scrollIntoView({ block: 'center' })
      turn?.setAttribute('tabindex', '-1')
      turn?.animate([{ background: 'var(--color-accent-wash)' }, { background: 'transparent' }], 1200)
    }),
  )
}
