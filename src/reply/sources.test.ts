import { expect, test } from 'vitest'
import { searchesOf, sourcesOf } from './sources.ts'
import type { ReplyCandidate } from '../gemini/reply.ts'

const candidate = (over: Partial<ReplyCandidate>): ReplyCandidate => ({
  index: 0,
  parts: [],
  citations: [],
  ...over,
})

test('names chunks, citations and fetched URLs in this order, each address once', () => {
  const { list: sources } = sourcesOf(
    candidate({
      groundingMetadata: {
        groundingChunks: [
          { web: { uri: 'https://a.example/x', title: 'a.example' } },
          { maps: { uri: 'https://maps.example/p', title: 'Café' } },
          { image: { sourceUri: 'https://img.example/', title: 'A cat', domain: 'img.example' } },
        ],
      },
      citations: [{ uri: 'https://a.example/x' }, { uri: 'https://code.example/', license: 'MIT' }],
      urlContextMetadata: {
        urlMetadata: [
          { retrievedUrl: 'https://b.example/', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_ERROR' },
        ],
      },
    }),
  )
  expect(sources.map(({ url, note }) => [url, note])).toEqual([
    ['https://a.example/x', '/x'],
    ['https://maps.example/p', 'maps.example'],
    ['https://img.example/', 'img.example'],
    ['https://code.example/', 'MIT'],
    ['https://b.example/', ''],
  ])
  expect(sources[1]).toMatchObject({ maps: true })
  expect(sources[4]).toMatchObject({ retrieval: 'URL_RETRIEVAL_STATUS_ERROR' })
})

test('an address that is not http or https is text, never a link', () => {
  const uris = ['javascript:alert(1)', 'data:text/html,x', 'gs://bucket/file', 'not an address']
  const { list: sources } = sourcesOf(candidate({ citations: uris.map((uri) => ({ uri })) }))
  expect(sources.map(({ url }) => url)).toEqual([null, null, null, null])
  expect(sources.map(({ title }) => title)).toEqual(uris)
})

test('a document without title or address is named by the start of its text', () => {
  const { list } = sourcesOf(
    candidate({ groundingMetadata: { groundingChunks: [{ retrievedContext: { text: 'p'.repeat(500) } }] } }),
  )
  expect(list[0]).toEqual({ url: null, title: `${'p'.repeat(120)}…`, note: 'retrievedContext' })
})

test('searches become links to Google, empty ones and repeats left out', () => {
  const searches = searchesOf(
    candidate({ groundingMetadata: { webSearchQueries: ['a & b?', '', 'a & b?'] } }),
  )
  expect(searches).toEqual([{ query: 'a & b?', url: 'https://www.google.com/search?q=a+%26+b%3F' }])
})

test('a fetched address that is a source already keeps its number, and says how the fetching went', () => {
  const { list, numbers } = sourcesOf(
    candidate({
      groundingMetadata: {
        groundingChunks: [
          { web: { uri: 'https://a.example/' } },
          {},
          { web: { uri: 'https://a.example' } },
          { web: { uri: 'https://b.example/' } },
        ],
      },
      urlContextMetadata: {
        urlMetadata: [
          { retrievedUrl: 'https://a.example/', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS' },
        ],
      },
    }),
  )
  expect(numbers).toEqual([[1, undefined, 1, 2]])
  expect(list.map(({ retrieval }) => retrieval)).toEqual(['URL_RETRIEVAL_STATUS_SUCCESS', undefined])
})
