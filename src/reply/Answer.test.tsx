// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { chunk, received, says, settled } from '../runs/fixtures/run.ts'
import { Answer, CompactAnswer } from './Answer.tsx'
import type { Root } from 'react-dom/client'
import type { GenerateContentResponse } from '../gemini/types.ts'
import type { Run } from '../runs/run.ts'

vi.mock('../ui/laterSheet.ts', () => ({ laterSheet: async () => undefined }))

let root: Root
let place: HTMLElement

// Formatting comes with its first use.
beforeAll(() => import('../ui/markdown/Rendered.tsx'))
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  place = document.body.appendChild(document.createElement('div'))
  root = createRoot(place)
})
afterEach(async () => {
  await act(async () => root.unmount())
  place.remove()
  vi.unstubAllGlobals()
})

const sourced: GenerateContentResponse = {
  candidates: [
    {
      content: { role: 'model', parts: [{ text: 'Blue.' }] },
      finishReason: 'STOP',
      groundingMetadata: {
        groundingChunks: [{ web: { uri: 'https://a.test/', title: 'A' } }],
        groundingSupports: [{ segment: { startIndex: 0, endIndex: 5 }, groundingChunkIndices: [0] }],
      },
    },
  ],
}
const drawn: GenerateContentResponse = {
  candidates: [
    { content: { role: 'model', parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }] } },
  ],
}
const growing = (id: string): Run =>
  settled({ id, chunks: [chunk(100, says('Blue'))], ending: null, elapsed: null })

test.each([
  ['of Prompt', (run: Run) => <Answer run={run} candidate={0} title="Response" />],
  ['of a turn', (run: Run) => <CompactAnswer run={run} candidate={0} />],
])(
  'the answer %s: a mark leads to its entry once, and what is pressed or broken is of one run',
  async (_, answer) => {
    const show = (run: Run) => act(async () => root.render(answer(run)))
    const entry = () => place.querySelector<HTMLElement>('ol[aria-label="Sources"] li')
    const elsewhere = document.body.appendChild(document.createElement('input'))

    await show(received([sourced], undefined, { id: 'first' }))
    await act(async () => place.querySelector<HTMLElement>('[aria-label="Sources 1"]')!.click())
    expect(document.activeElement).toBe(entry())

    // Played again: the same run without its end, and then with it.
    elsewhere.focus()
    await show(growing('first'))
    expect(entry()).toBeNull()
    await show(received([sourced], undefined, { id: 'first' }))
    expect(entry()).not.toBeNull()
    expect(document.activeElement).toBe(elsewhere)

    await show(growing('second'))
    await show(received([sourced], undefined, { id: 'second' }))
    expect(document.activeElement).toBe(elsewhere)
    expect(entry()!.hasAttribute('aria-current')).toBe(false)

    await show(received([drawn], undefined, { id: 'third' }))
    await act(async () => place.querySelector('img')!.dispatchEvent(new Event('error')))
    expect(place.textContent).toContain('is not readable as')
    await show(received([drawn], undefined, { id: 'fourth' }))
    expect(place.querySelector('img')).not.toBeNull()
    elsewhere.remove()
  },
)
