import { chat, useChat } from '../../state/chat/chat.ts'
import { draft, useDraft } from '../../state/chat/draft.ts'
import { pauseOf } from '../../state/connection/pause.ts'
import { useSession } from '../../state/connection/session.ts'
import { chatDoc, useSettings } from '../../state/documents/documents.ts'
import { partsOf } from '../../state/chat/said.ts'
import { isBlank } from '../../request/draft.ts'
import type { Pause } from '../../state/connection/pause.ts'

/** As the stores are now; null where counting may go ahead. */
export function pauseNow(): Pause | null {
  const { parts, untouched } = draft.getState()
  const { shown } = chat.getState()
  const turns = shown.map((turn) => ({ role: turn.role, parts: partsOf(turn) }))
  return pauseOf({
    isEmpty: isBlank({ parts }) && shown.length === 0,
    untouched,
    settings: chatDoc.settings.store.getState(),
    turns: [...turns, { role: 'user', parts }],
  })
}

/** The same, followed by the component. */
export function usePause(): Pause | null {
  useSession((state) => state.connectionId)
  useSettings((state) => state)
  useChat((state) => state.shown)
  return useDraft(pauseNow)
}
