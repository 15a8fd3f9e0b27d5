interface Key {
  isComposing: boolean
  keyCode: number
}

/**
 * Whether a key belongs to an input method that is composing a word: Enter then takes the word, Escape drops it, arrows
 * choose among candidates, and the page has to leave all of them alone. Safari ends the composition before the key that
 * ended it, and tells by the old key code alone.
 * @param event of the browser or of React
 */
export function isComposing(event: Key | { nativeEvent: Key }): boolean {
  const key = 'nativeEvent' in event ? event.nativeEvent : event
  return key.isComposing || key.keyCode === 229
}
