import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { toRequest } from '../../request/doc.ts'
import { turnOf } from '../../request/draft.ts'
import type { Draft } from '../../request/draft.ts'
import type { RequestDoc } from '../../request/doc.ts'
import { loadMedia } from '../../state/images/loadMedia.ts'
import { codeOf, failureOf } from '../../runs/failure.ts'
import { prompt } from '../../state/prompt/prompt.ts'
import { tokenCountQuery } from '../../state/connection/queries.ts'
import { session } from '../../state/connection/session.ts'
import { promptDoc } from '../../state/documents/documents.ts'
import { pauseNow, usePause } from './counting.ts'
import { countWords } from '../../compose/words.ts'
import type { Pause } from '../../state/connection/pause.ts'
import type { Settings } from '../../request/settings/table.ts'

const QUIET_MS = 400

interface Asked {
  /** Counts up, so that a cache key need not hold megabytes. */
  id: number
  parts: Draft['parts']
  settings: Settings
  /** Of this very draft: what held a key when it was taken is never sent, whatever the field holds now. */
  pause: Pause | null
}

const docOf = ({ parts, settings }: Asked): RequestDoc => ({ v: 2, settings, turns: [turnOf({ parts })] })

let lastId = 0

function ask(): Asked {
  lastId += 1
  return {
    id: lastId,
    parts: prompt.getState().parts,
    settings: promptDoc.settings.store.getState(),
    pause: pauseNow(),
  }
}

/** What would be counted, 400 ms after the last edit of prompt, model or instruction. */
function useSettledDraft(): Asked {
  const [asked, setAsked] = useState(ask)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let pause = pauseNow()
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setAsked(ask()), QUIET_MS)
    }
    const leave = [
      prompt.subscribe((now, before) => {
        if (now.parts !== before.parts || now.untouched !== before.untouched) wait()
      }),
      promptDoc.settings.store.subscribe((now, before) => {
        const paused = pause
        pause = pauseNow()
        const changed = now.model !== before.model || now.systemInstruction !== before.systemInstruction
        if (changed || pause !== paused) wait()
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

export interface Counted {
  /** In words, failures and pauses too. */
  shown: string
  error: Error | null
  busy: boolean
  /** Null while unknown. */
  tokens: number | null
}

/** The tokens of prompt, instruction and images, by the API's own count. */
export function useTokenCount(): Counted {
  const asked = useSettledDraft()
  const pause = usePause()
  const enabled = pause === null && asked.pause === null
  const { data, error, isFetching } = useQuery({
    ...tokenCountQuery({
      model: asked.settings.model,
      identity: [asked.id],
      request: () => toRequest(docOf(asked), loadMedia),
    }),
    enabled,
    placeholderData: (before) => before,
  })
  const count = data?.totalTokens ?? 0
  const counted = data
    ? `${count.toLocaleString('en-US')} ${count === 1 ? 'token' : 'tokens'}`
    : countWords.counting
  const shown = pause
    ? countWords.pauses[pause]
    : error
      ? countWords.failed(codeOf(failureOf(error)))
      : counted
  return { shown, error, busy: isFetching, tokens: (enabled && data?.totalTokens) || null }
}

/** Said here and nowhere else. */
export function TokenCount({ counted: { shown, error, busy } }: { counted: Counted }) {
  return (
    <span
      role="status"
      aria-label="Token count"
      aria-busy={busy}
      title={error ? error.message : undefined}
      className="min-w-0 truncate text-label text-mute"
    >
      {shown}
    </span>
  )
}
