import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { holdsKey } from '../../state/keyInText.ts'
import { prompt } from '../../state/prompt.ts'
import type { Draft } from '../../state/prompt.ts'
import { promptRequest } from '../../state/promptRequest.ts'
import { mayCount, tokenCountQuery } from '../../state/queries.ts'
import { session, useSession } from '../../state/session.ts'
import { settings } from '../../state/settings.ts'
import type { Settings } from '../../prompt/schema.ts'

const QUIET_MS = 400

interface Asked {
  /** Counts up, so that a cache key need not hold megabytes. */
  id: number
  draft: Draft
  settings: Settings
  pause: 'empty' | 'key' | 'link' | null
}

let lastId = 0

function ask(): Asked {
  lastId += 1
  const { text, images, untouched } = prompt.getState()
  const now = settings.getState()
  const empty = text.trim() === '' && images.length === 0
  const pause = empty
    ? 'empty'
    : untouched
      ? 'link'
      : holdsKey(text) || holdsKey(now.systemInstruction)
        ? 'key'
        : null
  return { id: lastId, draft: { text, images }, settings: now, pause }
}

/** What would be counted, 400 ms after the last edit of prompt, model or instruction. */
function useSettledDraft(): Asked {
  const [asked, setAsked] = useState(ask)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setAsked(ask()), QUIET_MS)
    }
    const leave = [
      prompt.subscribe((now, before) => {
        if (now.text !== before.text || now.images !== before.images || now.untouched !== before.untouched)
          wait()
      }),
      settings.subscribe((now, before) => {
        if (now.model !== before.model || now.systemInstruction !== before.systemInstruction) wait()
      }),
      // Another connection or another key in use: what looks like the key may be another text now.
      session.subscribe((now, before) => {
        if (now.connectionId !== before.connectionId) wait()
      }),
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of leave) stop()
    }
  }, [])
  return asked
}

const pauses = {
  empty: '0 tokens',
  link: 'counted after your first edit',
  key: 'not counted: looks like a key',
}

/** The tokens of prompt, instruction and images, by the API's own count. Failures are said here and nowhere else. */
export function TokenCount() {
  const asked = useSettledDraft()
  // The query's key holds it; reading it here makes this component follow.
  useSession((state) => state.connectionId)
  const counts = asked.pause === null && mayCount()
  const { data, error, isFetching } = useQuery({
    ...tokenCountQuery({
      model: asked.settings.model,
      identity: [asked.id],
      request: () => promptRequest(asked.draft, asked.settings),
    }),
    enabled: counts,
    placeholderData: (before) => before,
  })
  const shown = asked.pause
    ? pauses[asked.pause]
    : !counts
      ? 'add a key to count tokens'
      : error
        ? `token count failed: ${codeOf(error)}`
        : data
          ? `${(data.totalTokens ?? 0).toLocaleString('en-US')} ${data.totalTokens === 1 ? 'token' : 'tokens'}`
          : 'counting tokens'
  return (
    <span
      role="status"
      aria-label="Token count"
      aria-busy={isFetching}
      title={error ? error.message : undefined}
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
