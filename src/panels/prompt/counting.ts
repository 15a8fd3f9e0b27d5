import { isBlank, textsOf } from '../../request/draft.ts'
import { holdsKey } from '../../state/connection/keyInText.ts'
import { prompt, usePrompt } from '../../state/prompt/prompt.ts'
import { mayCount } from '../../state/connection/queries.ts'
import { useSession } from '../../state/connection/session.ts'
import { promptDoc, useSettings } from '../../state/documents/documents.ts'

/**
 * Why nothing is sent to be counted. `link`: what a link brought waits for the reader's first own edit or run.
 * `key`: something in the text looks like a key. `connection`: the public API without a key would refuse.
 */
export type Pause = 'empty' | 'link' | 'key' | 'connection'

/** As the stores are now; null where counting may go ahead. */
export function pauseNow(): Pause | null {
  const { parts, untouched } = prompt.getState()
  if (isBlank({ parts })) return 'empty'
  if (untouched) return 'link'
  if (textsOf({ parts }).some(holdsKey) || holdsKey(promptDoc.settings.store.getState().systemInstruction))
    return 'key'
  return mayCount() ? null : 'connection'
}

/** The same, followed by the component. Also follows the connection, which query keys hold. */
export function usePause(): Pause | null {
  useSession((state) => state.connectionId)
  useSettings((state) => state.systemInstruction)
  return usePrompt(pauseNow)
}
