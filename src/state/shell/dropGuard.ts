/**
 * Keeps the page where it is: what is dropped beside a field would otherwise be opened in place of it, whether
 * file, address or HTML. Workspaces that take files listen for themselves. Called once at the start.
 */
export function guardDrops(): void {
  for (const type of ['dragover', 'drop'] as const) {
    addEventListener(type, (event) => {
      // Somebody on the way up takes it.
      if (event.defaultPrevented) return
      const intoField = event.target instanceof Element && event.target.closest('input, textarea') !== null
      if (intoField && !event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      // A later listener that takes files says `copy`.
      if (type === 'dragover' && event.dataTransfer) event.dataTransfer.dropEffect = 'none'
    })
  }
}
