import { expect, test } from 'vitest'
import { createHandle } from '../handle.ts'
import { noPace } from '../plan.ts'
import type { Candidate, GenerateContentResponse } from '../../gemini/types.ts'

const handle = createHandle({ pace: noPace })

async function ask(text: string, body: object): Promise<Candidate> {
  const response = await handle(
    new Request('https://emulator.invalid/v1beta/models/demo-flash:generateContent', {
      method: 'POST',
      body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text }] }], ...body }),
    }),
  )
  const answer = (await response.json()) as GenerateContentResponse
  return answer.candidates![0]!
}

const textOf = ({ content }: Candidate) => (content?.parts ?? []).map(({ text = '' }) => text).join('')
const encoder = new TextEncoder()
/** What each support points at, by its bytes, and its own words. */
const pointed = (candidate: Candidate) =>
  (candidate.groundingMetadata?.groundingSupports ?? []).map(({ segment }) => [
    new TextDecoder().decode(
      encoder.encode(textOf(candidate)).slice(segment?.startIndex ?? 0, segment?.endIndex),
    ),
    segment?.text,
  ])

test('URL context says of each address how it went, opens none and says so', async () => {
  const answer = await ask(
    'Compare https://example.com/a with https://example.com/paywall, http://localhost/x and https://example.com/unsafe',
    { tools: [{ urlContext: {} }] },
  )
  expect(answer.urlContextMetadata?.urlMetadata?.map((one) => one.urlRetrievalStatus)).toEqual([
    'URL_RETRIEVAL_STATUS_SUCCESS',
    'URL_RETRIEVAL_STATUS_PAYWALL',
    'URL_RETRIEVAL_STATUS_ERROR',
    'URL_RETRIEVAL_STATUS_UNSAFE',
  ])
  expect(textOf(answer)).toMatch(/^No page was opened/)
  expect(pointed(answer)).toHaveLength(1)
  for (const [there, said] of pointed(answer)) expect(there).toBe(said)
})

test('Google Maps gives places with their supports behind letters of two bytes, and says that they are made up', async () => {
  const answer = await ask('Where is coffee?', {
    tools: [{ googleMaps: {} }],
    toolConfig: {
      includeServerSideToolInvocations: true,
      retrievalConfig: { latLng: { latitude: 38.72, longitude: -9.14 } },
    },
  })
  expect(textOf(answer)).toContain('near 38.72, -9.14 – these places are made up')
  expect(answer.groundingMetadata?.groundingChunks?.map(({ maps }) => maps?.title)).toEqual([
    'Café Aurora',
    'Café Lumière',
  ])
  for (const [there, said] of pointed(answer)) expect(there).toBe(said)
  const kinds = answer.content?.parts?.map((part) => Object.keys(part)[0])
  expect(kinds?.slice(0, 2)).toEqual(['toolCall', 'toolResponse'])
})
