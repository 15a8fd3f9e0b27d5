import { useMemo } from 'react'
import { DEFAULT_BASE_URL } from '../../state/connection.ts'
import { useSession } from '../../state/session.ts'
import { useSettings } from '../../state/settings.ts'
import type { Sent } from '../../gemini/client.ts'
import type { Call } from '../../request/code.ts'
import { useNextRequest } from './nextRequest.ts'
import type { Run, RunWorkspace } from '../../state/run.ts'

/** A request on show: as HTTP and as the call that code is printed from. */
export interface Outgoing {
  sent: Sent
  call: Call
}

/**
 * The request of a run as it left, or, without one, the request that would go now.
 * @returns null for a run whose request has not left yet, or was not kept.
 */
export function useOutgoing(run: Run | null, workspace: RunWorkspace): Outgoing | null {
  const next = useNextRequest(workspace)
  const model = useSettings((settings) => settings.model)
  const stream = useSettings((settings) => settings.stream)
  const backend = useSession((session) => session.backend)
  const chosenUrl = useSession((session) => session.baseUrl)
  const hasKey = useSession((session) => session.apiKey !== null)
  return useMemo(() => {
    if (run) {
      if (!run.sent) return null
      const base = baseOf(run.sent.url)
      return {
        sent: run.sent,
        call: {
          model: run.model,
          request: run.request,
          stream: run.streamed,
          ...(base && { baseUrl: base }),
        },
      }
    }
    const baseUrl = backend === 'live' ? chosenUrl : DEFAULT_BASE_URL
    const path = model.includes('/') ? model : `models/${model}`
    return {
      sent: {
        method: 'POST',
        url: `${baseUrl}/v1beta/${path}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
        headers: {
          'content-type': 'application/json',
          ...(backend === 'live' && hasKey && { 'x-goog-api-key': '••••••••' }),
        },
        body: JSON.stringify(next),
      },
      call: { model, request: next, stream, ...(baseUrl !== DEFAULT_BASE_URL && { baseUrl }) },
    }
  }, [run, next, model, stream, backend, chosenUrl, hasKey])
}

/** The base URL of a call, if it is not the public API's own. */
function baseOf(url: string): string | undefined {
  const base = url.slice(0, url.indexOf('/v1beta/'))
  return base === DEFAULT_BASE_URL ? undefined : base
}
