// @vitest-environment happy-dom
import { act, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DialogBoundary, ErrorBoundary } from './ErrorBoundary.tsx'
import { lazyPart } from './parts.ts'
import type { ReactNode } from 'react'

const sheet = vi.hoisted(() => ({ failures: 0, asked: 0 }))
vi.mock('./laterSheet.ts', () => ({
  laterSheet: async () => {
    sheet.asked += 1
    if (sheet.failures-- > 0) throw new Error('The style sheet did not arrive.')
  },
}))

let unmount = () => undefined as void

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  // React reports what a boundary has caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  unmount()
  vi.restoreAllMocks()
})

async function show(children: ReactNode) {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  await act(async () => root.render(children))
  unmount = () => {
    act(() => root.unmount())
    place.remove()
  }
  return { text: () => place.textContent, render: (next: ReactNode) => act(async () => root.render(next)) }
}

const press = (name: string) =>
  act(async () =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)!.click(),
  )

/** A part whose file does not arrive the first `failures` times. */
function failing(failures: number) {
  let asked = 0
  const Part = lazyPart<{ words: string }>(async () => {
    asked += 1
    if (asked <= failures) throw new TypeError('Failed to fetch dynamically imported module')
    return { default: ({ words }) => <p>{words}</p> }
  })
  return { Part, asked: () => asked }
}

function Broken(): ReactNode {
  throw new Error('Nothing there')
}

test('a part whose file does not arrive says so and is asked for again, once a try', async () => {
  const { Part, asked } = failing(2)
  const { text } = await show(
    <ErrorBoundary name="the Inspector">
      <Suspense fallback={null}>
        <Part words="here" />
      </Suspense>
    </ErrorBoundary>,
  )
  expect(text()).toContain('Failed: the Inspector could not be loaded')
  expect(text()).toContain('Reload the page')
  expect(asked()).toBe(1)
  await press('Try again')
  expect(text()).toContain('could not be loaded')
  expect(asked()).toBe(2)
  await press('Try again')
  expect(text()).toBe('here')
  expect(asked()).toBe(3)
})

test('without the style sheet nothing is drawn, and the next try asks for it too', async () => {
  const { Part } = failing(0)
  Object.assign(sheet, { failures: 1, asked: 0 })
  const { text } = await show(
    <ErrorBoundary name="the Inspector">
      <Suspense fallback={null}>
        <Part words="here" />
      </Suspense>
    </ErrorBoundary>,
  )
  expect(text()).toContain('The style sheet did not arrive.')
  await press('Try again')
  expect(text()).toBe('here')
  expect(sheet.asked).toBe(2)
})

test('it is asked for again when it is opened the next time', async () => {
  const { Part, asked } = failing(1)
  const opened = (
    <DialogBoundary title="Share" onClose={() => undefined}>
      <Suspense fallback={null}>
        <Part words="here" />
      </Suspense>
    </DialogBoundary>
  )
  const { text, render } = await show(opened)
  expect(document.querySelector('dialog')?.getAttribute('aria-label')).toBe('Share')
  await render(null)
  await render(opened)
  expect(text()).toBe('here')
  expect(asked()).toBe(2)
})

test('a part that breaks off by itself is no missing file', async () => {
  const { text } = await show(
    <ErrorBoundary name="the Inspector">
      <Broken />
    </ErrorBoundary>,
  )
  expect(text()).toContain('the Inspector broke off')
  expect(text()).toContain('Nothing there')
  expect(text()).not.toContain('Try again')
})

const files = import.meta.glob<string>('/src/**/*.tsx', { query: '?raw', import: 'default', eager: true })

test('nothing else is loaded by a `lazy` that keeps its failure', () => {
  const direct = Object.entries(files).flatMap(([path, code]) =>
    /\blazy\b[^'\n]*from 'react'|\bReact\.lazy\b/.test(code) ? [path] : [],
  )
  expect(direct).toEqual([])
})
