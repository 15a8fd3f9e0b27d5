import { isBlank } from '../../request/draft.ts'
import { prompt, usePrompt } from '../../state/prompt/prompt.ts'
import { pauseOf } from '../../state/connection/pause.ts'
import { useSession } from '../../state/connection/session.ts'
import { promptDoc, useSettings } from '../../state/documents/documents.ts'
import type { Pause } from '../../state/connection/pause.ts'

/** As the stores are now; null where counting may go ahead. */
export function pauseNow(): Pause | null {
  const { parts, untouched } = prompt.getState()
  return pauseOf({
    isEmpty: isBlank({ parts }),
    untouched,
    settings: promptDoc.settings.store.getState(),
    turns: [{ role: 'user', parts }],
  })
}

/** The same, followed by the component. Also follows the connection, which query keys hold. */
export function usePause(): Pause | null {
  useSession((state) => state.connectionId)
  useSettings((state) => state)
  return usePrompt(pauseNow)
}
