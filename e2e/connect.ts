/** What the Connection dialog is given. */
export interface Given {
  url: string
  key: string
  remember: boolean
}

/**
 * Runs in the page, on the button Connection: opens the dialog, fills its fields, saves. In one step: a look at each was a
 * third of a second of processor time in most tests. `connection.spec.ts` goes the person's way.
 */
export async function connectAtOnce(button: HTMLElement | SVGElement, { url, key, remember }: Given) {
  const field = async (label: string): Promise<HTMLInputElement> => {
    const inputs = document.querySelectorAll<HTMLInputElement>('dialog[open] input')
    const found = [...inputs].find((input) => input.labels?.[0]?.textContent.trim().startsWith(label))
    if (found) return found
    await new Promise(requestAnimationFrame)
    return field(label)
  }
  // The prototype's own setter: React takes no notice of what is set through the one it puts on a field.
  const { set: setValue } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!
  const type = (input: HTMLInputElement, text: string) => {
    setValue!.call(input, text)
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  button.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  type(await field('Base URL'), url)
  const keyField = await field('API key')
  type(keyField, key)
  const checkbox = await field('Remember this key on this device')
  if (remember && !checkbox.checked) checkbox.click()
  keyField.form!.requestSubmit()
  while (keyField.isConnected) await new Promise(requestAnimationFrame)
}
