/** How the log brings a turn into sight; it says so itself, for a long one draws only what is near. */
let reveal: ((index: number) => void) | undefined

/** To be called by the log. @returns what takes it back */
export function revealWith(show: (index: number) => void): () => void {
  reveal = show
  return () => {
    if (reveal === show) reveal = undefined
  }
}

const drawn = (id: string) => document.querySelector<HTMLElement>(`[data-turn="${CSS.escape(id)}"]`)

/**
 * Scrolls to a turn and marks it for a moment.
 * @param index its place among the turns on show, from 0
 * @param focus takes the focus there too; without it the focus stays
 */
export function showTurn(id: string, index: number, focus = false): void {
  reveal?.(index)
  // Twice: a virtual list draws the turn in the first frame and knows its height in the second.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const turn = drawn(id)
      turn?.scrollIntoView({ block: 'center' })
      turn?.animate([{ background: 'var(--color-accent-wash)' }, { background: 'transparent' }], 1200)
      if (focus) focusTurn(id)
    }),
  )
}

/** Puts the focus on a turn that is drawn, so that Tab goes on from there; on the log where there is none. */
export function focusTurn(id: string | undefined): void {
  const turn = id === undefined ? null : drawn(id)
  if (!turn) {
    document.querySelector<HTMLElement>('[role=log]')?.focus({ preventScroll: true })
    return
  }
  turn.focus({ preventScroll: true })
}
