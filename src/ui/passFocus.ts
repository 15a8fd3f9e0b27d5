/**
 * Gives the focus on where the control that had it has gone, or is disabled by what it has done. Who has gone elsewhere stays
 * there; on touch a field would open a keyboard.
 * @param to those that may have it, the best first
 */
export function passFocus(...to: (Element | null | undefined)[]): void {
  const active = document.activeElement
  if (active !== document.body && !active?.matches(':disabled')) return
  if (!matchMedia('(pointer: fine)').matches) return
  const next = to.find((one) => one?.isConnected && !one.matches(':disabled'))
  if (next instanceof HTMLElement) next.focus()
}
