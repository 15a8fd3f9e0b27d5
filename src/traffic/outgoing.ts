import { useEffect, useState, useSyncExternalStore } from 'react'
import { MediaFailure, toRequests, wireParts } from '../request/doc.ts'
import { isStreamed, modelOf } from '../runs/run.ts'
import { DEFAULT_BASE_URL, urlOf } from '../state/connection/connection.ts'
import { loadImageBase64 } from '../state/images/images.ts'
import { rebuild } from '../state/rebuild.ts'
import { session } from '../state/connection/session.ts'
import type { Call } from '../request/code.ts'
import type { RequestDoc } from '../request/doc.ts'
import type { SentHead } from '../runs/exchange.ts'
import type { Run } from '../runs/run.ts'

/** What the head of a request shows. */
export type ShownHead = Pick<SentHead, 'method' | 'url' | 'headers'>

/** A request on show: as HTTP and as the call that code is printed from. */
export interface Outgoing {
  head: ShownHead
  body: string
  call: Call
  /** How it differs from what was sent, as a sentence. */
  differs: string | null
}

/** The base URL of a call, if it is not the public API's own. */
function baseOf(url: string): string | undefined {
  const base = url.slice(0, url.indexOf('/v1beta/'))
  return base === DEFAULT_BASE_URL ? undefined : base
}

/** The request of a run as it left; a sentence where it is gone, null where it has not left yet. */
async function outgoingOf(run: Run): Promise<Outgoing | string | null> {
  if (run.asked.kind !== 'unknown' && !run.sent) return null
  const rebuilt = await rebuild(run)
  if (typeof rebuilt === 'string') return rebuilt
  if (!run.sent) return null
  const { method, url, headers } = run.sent
  const base = baseOf(url)
  return {
    head: { method, url, headers },
    body: rebuilt.body,
    differs: rebuilt.differs,
    call: {
      model: modelOf(run),
      request: rebuilt.plain,
      extra: rebuilt.doc.settings.extra,
      stream: isStreamed(run),
      ...(base && { baseUrl: base }),
    },
  }
}

/** The request that a document would make now, over the present connection. */
async function nextOf(doc: RequestDoc): Promise<Outgoing> {
  const { backend, baseUrl: chosen, apiKey } = session.getState()
  // A picture that cannot be read is said where it stands; here the rest is shown.
  const { request, plain } = await toRequests(doc, loadImageBase64).catch((error: unknown) => {
    if (!(error instanceof MediaFailure)) throw error
    return toRequests(
      { ...doc, turns: doc.turns.map(({ role, parts }) => ({ role, parts: wireParts(parts) })) },
      loadImageBase64,
    )
  })
  const { model, stream, extra } = doc.settings
  const live = backend === 'live'
  const baseUrl = urlOf({ backend, baseUrl: chosen })
  const path = model.includes('/') ? model : `models/${model}`
  return {
    head: {
      method: 'POST',
      url: `${baseUrl}/v1beta/${path}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
      headers: {
        'content-type': 'application/json',
        ...(live && apiKey && { 'x-goog-api-key': '••••••••' }),
      },
    },
    body: JSON.stringify(request),
    differs: null,
    call: { model, request: plain, extra, stream, ...(baseUrl !== DEFAULT_BASE_URL && { baseUrl }) },
  }
}

/** What the two sources of a request have in common: it takes a moment, and the last one asked for counts. */
function useLatest<T>(of: unknown, find: () => Promise<T>): T | undefined {
  const [found, setFound] = useState<{ of: unknown; value: T }>()
  useEffect(() => {
    let current = true
    const look = async () => {
      const value = await find()
      if (current) setFound({ of, value })
    }
    void look()
    return () => {
      current = false
    }
    // oxlint-disable-next-line react/exhaustive-deps -- `find` is made anew with every rendering; `of` says what it is about
  }, [of])
  return found && found.of === of ? found.value : undefined
}

/** The request of a run; undefined while it is printed. */
export function useSentRequest(run: Run | null): Outgoing | string | null | undefined {
  // What was asked does not change with the answer; only its leaving, and what is known of it, do.
  const of = run && run.sent ? run.sent : (run?.id ?? null)
  return useLatest(of, () => (run ? outgoingOf(run) : Promise.resolve(null)))
}

/** The request that would go now; undefined while it is printed. */
export function useNextRequest(doc: RequestDoc): Outgoing | undefined {
  const connection = useSyncExternalStore(session.subscribe, () => session.getState().connectionId)
  const [of, setOf] = useState({ doc, connection })
  if (of.doc !== doc || of.connection !== connection) setOf({ doc, connection })
  return useLatest(of, () => nextOf(doc))
}
