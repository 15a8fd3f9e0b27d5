import { useDeferredValue, useMemo } from 'react'
import { urlOf } from '../../state/connection/connection.ts'
import { toEmbedRequest } from '../../state/embedding/requests.ts'
import { embedSettingsOf, itemsOf, useSetup } from '../../state/embedding/setup.ts'
import { useSession } from '../../state/connection/session.ts'
import { trafficWords } from './words.ts'
import type { EmbeddingCall } from '../../state/embedding/wire.ts'

/** One id that no call has. */
export const NEXT = 'next'

const most = 100

/** The first call that Embed would make now, were nothing known; null without texts. */
export function useNextCall(): EmbeddingCall | null {
  const setup = useDeferredValue(useSetup((now) => now))
  const backend = useSession((session) => session.backend)
  const chosenUrl = useSession((session) => session.baseUrl)
  const hasKey = useSession((session) => session.apiKey !== null)
  return useMemo(() => {
    const items = itemsOf(setup)
    if (items.length === 0) return null
    const model = setup.model.includes('/') ? setup.model : `models/${setup.model}`
    const requests = items.slice(0, most).map((item) =>
      Object.assign(
        { model },
        // The bytes are read when they are sent.
        toEmbedRequest(embedSettingsOf(setup), item, item.image && `base64 of ${item.image.name}`),
      ),
    )
    const live = backend === 'live'
    const body = JSON.stringify({ requests })
    return {
      id: NEXT,
      what: trafficWords.next,
      host: '',
      at: 0,
      sent: {
        method: 'POST',
        url: `${urlOf({ backend, baseUrl: chosenUrl })}/v1beta/${model}:batchEmbedContents`,
        headers: {
          'content-type': 'application/json',
          ...(live && hasKey && { 'x-goog-api-key': '••••••••' }),
        },
        bodyBytes: body.length,
        bodyHash: null,
      },
      body,
      attempts: [],
      chunks: [],
      ending: null,
      elapsed: null,
    }
  }, [setup, backend, chosenUrl, hasKey])
}
