/** From so many lines on it is worth it: the browser's undo does not know of what is put in this way. */
const MANY_LINES = 50

/**
 * Puts many lines that reach a text area as one insertion (dictation, an input method, an extension, a test) in place at
 * once, in every field below `root`. Chromium lays the whole field out again at each line end of an `insertText`, so that
 * three thousand lines take half a minute. A paste has no such trouble and stays the browser's own.
 */
export function insertAtOnce(root: Document): void {
  root.addEventListener('beforeinput', (event) => {
    const { target, data, inputType } = event
    if (!(target instanceof HTMLTextAreaElement) || inputType !== 'insertText') return
    if (!data || data.split('\n', MANY_LINES).length < MANY_LINES) return
    event.preventDefault()
    target.setRangeText(data, target.selectionStart, target.selectionEnd, 'end')
    target.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data }))
  })
}
