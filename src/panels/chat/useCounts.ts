import { createContext, useContext, useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { chatRequest } from '../../state/chat/answer.ts'
import { chat, liveHere } from '../../state/chat/chat.ts'
import { draft } from '../../state/chat/draft.ts'
import { loadImageBase64 } from '../../state/images/images.ts'
import { tokenCountQuery } from '../../state/connection/queries.ts'
import { session } from '../../state/connection/session.ts'
import { chatDoc } from '../../state/documents/documents.ts'
import { toContent, toRequest } from '../../request/doc.ts'
import { isBlank, turnOf } from '../../request/draft.ts'
import { pauseNow, usePause } from './counting.ts'
import type { Pause } from '../../state/connection/pause.ts'
import type { Draft } from '../../request/draft.ts'
import type { Turn } from '../../state/chat/tree.ts'
import type { Settings } from '../../request/settings/table.ts'

const QUIET_MS = 400

interface Asked {
  /** Counts up, so that a cache key need not hold megabytes. */
  id: number
  /** The turns on show, in order. */
  path: readonly Turn[]
  settings: Settings
  parts: Draft['parts']
  draftId: number
  /** Of these very turns and words: what held a key when it was taken is never sent. */
  pause: Pause | null
}

let lastId = 0
let lastDraftId = 0

function ask(before?: Asked): Asked {
  const { parts } = draft.getState()
  const { shown } = chat.getState()
  lastId += 1
  if (before?.parts !== parts) lastDraftId += 1
  return {
    id: lastId,
    path: shown,
    settings: chatDoc.settings.store.getState(),
    parts,
    draftId: lastDraftId,
    pause: pauseNow(),
  }
}

/** What would be counted, 400 ms after the last change of conversation, message, model or instruction. */
function useSettled(): { history: Asked; message: Asked } {
  const [asked, setAsked] = useState(() => {
    const now = ask()
    return { history: now, message: now }
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let anew = false
    let pause = pauseNow()
    const wait = (history: boolean) => {
      anew ||= history
      clearTimeout(timer)
      timer = setTimeout(() => {
        // An answer has begun since: the end of it asks again.
        const whole = anew && liveHere(chat.getState()) === undefined
        anew &&= !whole
        setAsked((before) => {
          const now = ask(before.message)
          return { message: now, history: whole ? now : before.history }
        })
      }, QUIET_MS)
    }
    // What has been taken with a key in it is not sent, so without it all is taken anew.
    const pauses = () => {
      const before = pause
      pause = pauseNow()
      return pause !== before
    }
    const leave = [
      chat.subscribe((now, before) => {
        // While an answer streams the history is not what it will be in a moment.
        const changed = now.shown !== before.shown || now.live !== before.live
        if (changed && liveHere(now) === undefined) wait(true)
      }),
      draft.subscribe(() => wait(pauses())),
      chatDoc.settings.store.subscribe((now, before) => {
        const changed = now.model !== before.model || now.systemInstruction !== before.systemInstruction
        if (pauses() || changed) wait(true)
      }),
      // Another connection or another key in use: what looks like the key may be another text now.
      session.subscribe((now, before) => {
        if (now.connectionId !== before.connectionId) wait(true)
      }),
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of leave) stop()
    }
  }, [])
  return asked
}

export interface Counts {
  pause: Pause | null
  error: Error | null
  busy: boolean
  /** Tokens of what the next request sends again; null while unknown. */
  history: number | null
  /** Tokens of the message being written; null while unknown. */
  message: number | null
}

/** Asks for the counts. To be used once: `useCounts` gives what it found to everybody below. */
export function useAskedCounts(): Counts {
  const { history, message } = useSettled()
  const pause = usePause()
  const may = pause === null && message.pause === null
  const sent = useQuery({
    ...tokenCountQuery({
      model: history.settings.model,
      identity: ['chat', history.id],
      request: () => toRequest(chatRequest(history.settings, history.path).doc, loadImageBase64),
    }),
    enabled: may && history.pause === null && history.path.length > 0,
    placeholderData: (before) => before,
  })
  const written = !isBlank(message)
  const own = useQuery({
    ...tokenCountQuery({
      model: message.settings.model,
      identity: ['message', message.draftId],
      request: async () => ({
        contents: [await toContent(turnOf(message), loadImageBase64)],
      }),
    }),
    enabled: may && written,
    placeholderData: (before) => before,
  })
  return {
    pause,
    error: (history.path.length > 0 && sent.error) || (written && own.error) || null,
    busy: sent.isFetching || own.isFetching,
    history: history.path.length === 0 ? 0 : (sent.data?.totalTokens ?? null),
    message: written ? (own.data?.totalTokens ?? null) : 0,
  }
}

const nothing: Counts = { pause: 'empty', error: null, busy: false, history: 0, message: 0 }

export const CountsContext = createContext<Counts>(nothing)

export const useCounts = (): Counts => useContext(CountsContext)
