// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Sources } from './Sources.tsx'
import { sourcesOf } from './sources.ts'
import type { ReplyCandidate } from '../gemini/reply.ts'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('two documents of one title, neither of which can be opened, are two entries', () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const candidate: ReplyCandidate = {
    index: 0,
    parts: [],
    citations: [],
    groundingMetadata: {
      groundingChunks: ['gs://a/report', 'gs://b/report'].map((uri) => ({
        retrievedContext: { uri, title: 'Report' },
      })),
    },
  }
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  act(() => root.render(<Sources candidate={candidate} list={sourcesOf(candidate).list} at={null} />))
  expect(document.querySelectorAll('li')).toHaveLength(2)
  expect(error).not.toHaveBeenCalled()
  act(() => root.unmount())
})
