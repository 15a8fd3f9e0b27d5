import { useChat } from '../../state/chat/chat.ts'
import { draft, useDraft } from '../../state/chat/draft.ts'
import { chat } from '../../state/chat/chat.ts'
import { holdsKey } from '../../state/connection/keyInText.ts'
import { mayCount } from '../../state/connection/queries.ts'
import { session, useSession } from '../../state/connection/session.ts'
import { chatDoc, useSettings } from '../../state/documents/documents.ts'
import { partsOf } from '../../state/chat/said.ts'
import { isBlank, textsOf } from '../../request/draft.ts'
import { wireParts } from '../../request/doc.ts'
import type { Part } from '../../request/doc.ts'
import type { Turn } from '../../state/chat/tree.ts'

/**
 * Why nothing is sent to be counted. `link`: what a link brought waits for the reader's first own edit or run. `key`: something in the text looks like a key. `connection`: the public API
 * without a key would refuse.
 */
export type Pause = 'empty' | 'link' | 'key' | 'connection'

/** Of each turn, and of the list on show as a whole: a conversation may be long, and every key asks. */
const searched = new WeakMap<object, { connection: string; holds: boolean }>()

function once(of: object, search: () => boolean): boolean {
  const { connectionId } = session.getState()
  const known = searched.get(of)
  if (known?.connection === connectionId) return known.holds
  const holds = search()
  searched.set(of, { connection: connectionId, holds })
  return holds
}

const partsHoldKey = (parts: readonly Part[]): boolean =>
  once(parts, () => wireParts(parts).some(({ text }) => text !== undefined && holdsKey(text)))

const oneHoldsKey = (turns: readonly Turn[]): boolean =>
  once(turns, () => turns.some((turn) => partsHoldKey(partsOf(turn))))

/** As the stores are now; null where counting may go ahead. */
export function pauseNow(): Pause | null {
  const { parts, untouched } = draft.getState()
  const { shown } = chat.getState()
  if (isBlank({ parts }) && shown.length === 0) return 'empty'
  if (untouched) return 'link'
  if (
    textsOf({ parts }).some(holdsKey) ||
    holdsKey(chatDoc.settings.store.getState().systemInstruction) ||
    oneHoldsKey(shown)
  )
    return 'key'
  return mayCount() ? null : 'connection'
}

/** The same, followed by the component. */
export function usePause(): Pause | null {
  useSession((state) => state.connectionId)
  useSettings((state) => state.systemInstruction)
  useChat((state) => state.shown)
  return useDraft(pauseNow)
}
