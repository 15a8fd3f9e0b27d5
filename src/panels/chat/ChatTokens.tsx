import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { chatRequest } from '../../state/chat/answer.ts'
import { chat } from '../../state/chat/chat.ts'
import { draft } from '../../state/chat/draft.ts'
import { loadImageBase64 } from '../../state/images.ts'
import { tokenCountQuery } from '../../state/queries.ts'
import { session } from '../../state/session.ts'
import { settings } from '../../state/settings.ts'
import { toContents } from '../../prompt/request.ts'
import { pauseNow, usePause } from './counting.ts'
import type { Pause } from './counting.ts'
import type { ImageRef } from '../../prompt/schema.ts'

const QUIET_MS = 400

interface Asked {
  /** Counts up, so that a cache key need not hold megabytes. */
  id: number
  last: string | null
  model: string
  text: string
  images: readonly ImageRef[]
  draftId: number
  pause: Pause | null
}

let lastId = 0
let lastDraftId = 0

function ask(before?: Asked): Asked {
  const { text, images } = draft.getState()
  const { shown } = chat.getState()
  lastId += 1
  const sameDraft = before?.text === text && before.images === images
  if (!sameDraft) lastDraftId += 1
  return {
    id: lastId,
    last: shown.at(-1)?.id ?? null,
    model: settings.getState().model,
    text,
    images,
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
    const wait = (history: boolean) => {
      anew ||= history
      clearTimeout(timer)
      timer = setTimeout(() => {
        const whole = anew
        anew = false
        setAsked((before) => {
          const now = ask(before.message)
          return { message: now, history: whole ? now : { ...before.history, pause: now.pause } }
        })
      }, QUIET_MS)
    }
    const leave = [
      chat.subscribe((now, before) => {
        // While an answer streams the history is not what it will be in a moment.
        if ((now.shown !== before.shown || now.live !== before.live) && now.live === null) wait(true)
      }),
      draft.subscribe(() => wait(false)),
      settings.subscribe((now, before) => {
        if (now.model !== before.model || now.systemInstruction !== before.systemInstruction) wait(true)
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

const pauses: Record<Pause, string> = {
  empty: '0 tokens',
  key: 'not counted: looks like a key',
  connection: 'add a key to count tokens',
}

const figure = (count: number) => count.toLocaleString('en-US')

/** Tokens of what the next request sends again, and of the message being written; null while unknown. */
export function useCounts() {
  const { history, message } = useSettled()
  const pause = usePause()
  const may = pause === null && message.pause === null
  const sent = useQuery({
    ...tokenCountQuery({
      model: history.model,
      identity: ['chat', history.id],
      request: () => chatRequest(history.last),
    }),
    enabled: may && history.last !== null,
    placeholderData: (before) => before,
  })
  const written = message.text.trim() !== '' || message.images.length > 0
  const own = useQuery({
    ...tokenCountQuery({
      model: message.model,
      identity: ['message', message.draftId],
      request: async () => ({
        contents: toContents(
          message.text,
          await Promise.all(
            message.images.map(async (image) => ({ ...image, data: await loadImageBase64(image) })),
          ),
        ),
      }),
    }),
    enabled: may && written,
    placeholderData: (before) => before,
  })
  return {
    pause,
    error: (history.last !== null && sent.error) || (written && own.error) || null,
    busy: sent.isFetching || own.isFetching,
    history: history.last === null ? 0 : (sent.data?.totalTokens ?? null),
    message: written ? (own.data?.totalTokens ?? null) : 0,
  }
}

/** The tokens of the conversation and of the message, by the API's own count. Failures are said here and nowhere else. */
export function ChatTokens() {
  const { pause, error, busy, history, message } = useCounts()
  const shown = pause
    ? pauses[pause]
    : error
      ? `token count failed: ${codeOf(error)}`
      : history === null || message === null
        ? 'counting tokens'
        : history > 0 && message > 0
          ? `${figure(history)} + ${figure(message)} tokens`
          : history + message === 1
            ? '1 token'
            : `${figure(history + message)} tokens`
  return (
    <span
      role="status"
      aria-label="Token count"
      aria-busy={busy}
      title={error ? error.message : 'Sent again with the next message + the message itself'}
      className="min-w-0 truncate text-label text-mute"
    >
      {shown}
    </span>
  )
}

function codeOf(error: Error): string {
  const { failure } = error as { failure?: { code?: number; status?: string; kind?: string } }
  return [failure?.code, failure?.status].filter(Boolean).join(' ') || failure?.kind || error.message
}
