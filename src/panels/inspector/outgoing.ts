import { useEffect, useMemo, useState } from 'react'
import { toContents, toGenerateRequest } from '../../prompt/request.ts'
import { DEFAULT_BASE_URL } from '../../state/connection.ts'
import { usePrompt } from '../../state/prompt.ts'
import { promptRequest } from '../../state/promptRequest.ts'
import { useSession } from '../../state/session.ts'
import { useSettings } from '../../state/settings.ts'
import type { Sent } from '../../gemini/client.ts'
import type { GenerateContentRequest } from '../../gemini/types.ts'
import type { Call } from '../../prompt/code.ts'
import type { Run } from '../../state/run.ts'

/** A request on show: as HTTP and as the call that code is printed from. */
export interface Outgoing {
  sent: Sent
  call: Call
}

/**
 * The request of a run as it left, or, without one, the request that Run would send now.
 * @returns null for a run whose request has not left yet.
 */
export function useOutgoing(run: Run | null): Outgoing | null {
  const next = useNextRequest()
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

/** What the prompt and the settings of now make; without images while these are read, or cannot be. */
function useNextRequest(): GenerateContentRequest {
  const settings = useSettings((now) => now)
  const text = usePrompt((prompt) => prompt.text)
  const images = usePrompt((prompt) => prompt.images)
  const plain = useMemo(() => toGenerateRequest(settings, toContents(text, [])), [settings, text])
  const [whole, setWhole] = useState({ of: plain, images, request: plain })
  useEffect(() => {
    if (images.length === 0) return
    let current = true
    const build = async (): Promise<void> => {
      const request = await promptRequest({ text, images }, settings).catch(() => plain)
      if (current) setWhole({ of: plain, images, request })
    }
    void build()
    return () => {
      current = false
    }
  }, [plain, images, text, settings])
  return whole.of === plain && whole.images === images ? whole.request : plain
}
