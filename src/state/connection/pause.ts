import { keysIn } from '../../runs/prepare.ts'
import { mayCount } from './queries.ts'
import { session } from './session.ts'
import type { RequestDoc } from '../../request/doc.ts'

/**
 * Why nothing is sent to be counted. `link`: what a link brought waits for the reader's first own edit or run.
 * `key`: something in the request looks like a key. `connection`: the public API without a key would refuse.
 */
export type Pause = 'empty' | 'link' | 'key' | 'connection'

interface Written {
  isEmpty: boolean
  /** It is as a link brought it. */
  untouched: boolean
  settings: RequestDoc['settings']
  turns: RequestDoc['turns']
}

/** @returns null where counting may go ahead, as the connection is now */
export function pauseOf({ isEmpty, untouched, ...asked }: Written): Pause | null {
  if (isEmpty) return 'empty'
  if (untouched) return 'link'
  if (keysIn(asked, session.getState().apiKey).length > 0) return 'key'
  return mayCount() ? null : 'connection'
}
