import { useEffect } from 'react'
import { holdsKey, isKeyLine } from '../../state/connection/keyInText.ts'
import { offerKey } from '../../state/connection/session.ts'
import { runCommand } from '../../state/shell/commands.ts'
import { isArrival } from '../../ui/arrival.ts'
import { isComposing } from '../../ui/isComposing.ts'

const editable = 'input, textarea, select, [contenteditable]:not([contenteditable=false])'

/**
 * The id of the command a key stands for, or null. Ctrl and Cmd are one key here, so that nobody has to know which
 * machine the page believes to be on. A single letter means nothing inside a field, Esc nothing inside a dialog.
 */
export function commandOf(
  event: Pick<
    KeyboardEvent,
    'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'keyCode'
  >,
  place: { inField: boolean; inDialog: boolean },
): string | null {
  const { key, altKey } = event
  if (isComposing(event)) return null
  // Neither writes anything, nor is another program's: they hold in a field too, on every layout.
  if (altKey && (key === 'PageUp' || key === 'PageDown')) {
    const alone = !event.ctrlKey && !event.metaKey && !event.shiftKey && !place.inDialog
    return alone ? (key === 'PageUp' ? 'earlier' : 'later') : null
  }
  if (altKey) return null
  if (event.ctrlKey || event.metaKey) {
    if (event.shiftKey) return null
    if (key === 'k' || key === 'K') return 'palette'
    if (place.inDialog) return null
    return { Enter: 'run', '.': 'inspector' }[key] ?? null
  }
  if (place.inDialog) return null
  if (key === 'Escape') return 'stop'
  return key === '?' && !place.inField ? 'shortcuts' : null
}

/** Listens on the whole page, after everything on it: whoever handles a key itself calls `preventDefault`. */
export function useKeyboard(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return
      const target = event.target instanceof Element ? event.target : null
      const id = commandOf(event, {
        // A field that the page itself gave the focus to takes no key away before the reader has made it theirs.
        inField: Boolean(target?.closest(editable)) && !isArrival(target),
        inDialog: document.querySelector('dialog[open]') !== null,
      })
      if (id && runCommand(id)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Far longer than `export GEMINI_API_KEY="…"  # mine`. */
const LONGEST_KEY_LINE = 300

/** A key that is pasted into no field, or into one that nobody has used yet, goes to the one place it belongs. Not while a dialog is open: that has its own. */
export function usePastedKey(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      const inField = Boolean(target?.closest(editable))
      if (event.defaultPrevented || (inField && !isArrival(target))) return
      const text = event.clipboardData?.getData('text/plain').trim() ?? ''
      if (text.length > LONGEST_KEY_LINE || text.includes('\n')) return
      // A question about a key is meant for the field.
      if (!(inField ? isKeyLine(text) : holdsKey(text))) return
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      offerKey(text)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [])
}

/** `Mod+Enter` as this machine's keyboard has it. */
export function keysOf(keys: string): string {
  const mac = /mac|iphone|ipad/i.test(navigator.platform)
  return keys
    .replace('Mod', mac ? '⌘' : 'Ctrl')
    .replace('Alt', mac ? '⌥' : 'Alt')
    .replace('Enter', '↵')
    .replace('+', mac ? ' ' : ' ')
}
