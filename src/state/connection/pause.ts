import { holdsKey } from './keyInText.ts'
import { mayCount } from './queries.ts'

/**
 * Why nothing is sent to be counted. `link`: what a link brought waits for the reader's first own edit or run.
 * `key`: something in the text looks like a key. `connection`: the public API without a key would refuse.
 */
export type Pause = 'empty' | 'link' | 'key' | 'connection'

interface Written {
  isEmpty: boolean
  /** It is as a link brought it. */
  untouched: boolean
  texts: readonly string[]
  /** Whether a key stands in the rest of it; asked last. */
  restHoldsKey?: () => boolean
}

/** @returns null where counting may go ahead, as the connection is now */
export function pauseOf({ isEmpty, untouched, texts, restHoldsKey }: Written): Pause | null {
  if (isEmpty) return 'empty'
  if (untouched) return 'link'
  if (texts.some(holdsKey) || restHoldsKey?.()) return 'key'
  return mayCount() ? null : 'connection'
}
