import { createElement, lazy } from 'react'
import { laterSheet } from './laterSheet.ts'
import type { ComponentType } from 'react'

/**
 * A file of the page did not arrive: the network failed, or the server holds a newer version without it. The message is
 * a sentence for the reader.
 */
export class PartFailure extends Error {
  override readonly name = 'PartFailure'
  /** Lets the part be asked for anew when it is next drawn. */
  readonly forget: () => void

  constructor(cause: unknown, forget: () => void = () => undefined) {
    super('A file of this page did not arrive: reload the page.', { cause })
    this.forget = forget
  }
}

/** What `load` imports. @throws PartFailure where it does not arrive; the next call asks again */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    throw new PartFailure(error)
  }
}

/**
 * React's `lazy`, which keeps a failure for ever, for a part that is asked for again: the boundary that shows the
 * `PartFailure` calls its `forget`. It may not forget by itself, for React draws a failed part once more at once, and
 * would ask without end.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  const fresh = (): ComponentType<Props> =>
    lazy(async () => {
      try {
        // What comes later is drawn with the sheet of what comes later.
        const [part] = await Promise.all([load(), laterSheet()])
        return part
      } catch (error) {
        throw new PartFailure(error, () => (current = fresh()))
      }
    })
  let current = fresh()
  return function Part(props: Props) {
    return createElement(current, props)
  }
}
