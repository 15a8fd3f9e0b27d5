import { useChat } from '../../state/chat/chat.ts'
import { draft, useDraft } from '../../state/chat/draft.ts'
import { chat } from '../../state/chat/chat.ts'
import { holdsKey } from '../../state/connection/keyInText.ts'
import { pauseOf } from '../../state/connection/pause.ts'
import { session, useSession } from '../../state/connection/session.ts'
import { chatDoc, useSettings } from '../../state/documents/documents.ts'
import { partsOf } from '../../state/chat/said.ts'
import { isBlank, textsOf } from '../../request/draft.ts'
import { wireParts } from '../../request/doc.ts'
import type { Pause } from '../../state/connection/pause.ts'
import type { Part } from '../../request/doc.ts'
import type { Turn } from '../../state/chat/tree.ts'

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
  const { systemInstruction } = chatDoc.settings.store.getState()
  const isEmpty = isBlank({ parts }) && shown.length === 0
  const texts = [...textsOf({ parts }), systemInstruction]
  return pauseOf({ isEmpty, untouched, texts, restHoldsKey: () => oneHoldsKey(shown) })
}

/** The same, followed by the component. */
export function usePause(): Pause | null {
  useSession((state) => state.connectionId)
  useSettings((state) => state.systemInstruction)
  useChat((state) => state.shown)
  return useDraft(pauseNow)
}
