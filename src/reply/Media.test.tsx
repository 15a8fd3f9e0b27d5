// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GeneratedAudio } from './Media.tsx'

const sounds = [{ mimeType: 'audio/strange', data: btoa('abc') }]

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test.each([
  ['NotSupportedError', true],
  ['AbortError', false],
])('a sound that ends with %s when it is to be played is said to be unreadable: %s', async (name, said) => {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  act(() => root.render(<GeneratedAudio sounds={sounds} number={1} live={false} />))
  const play = vi
    .spyOn(HTMLMediaElement.prototype, 'play')
    .mockImplementation(() => Promise.reject(new DOMException('no', name)))
  await act(async () => place.querySelector<HTMLElement>('[aria-label="Play Generated audio 1"]')!.click())
  expect(play).toHaveBeenCalledOnce()
  expect(place.textContent.includes('is not readable as audio/strange')).toBe(said)
  act(() => root.unmount())
})
