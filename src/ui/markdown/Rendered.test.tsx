// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Rendered } from './Rendered.tsx'
import type { Root } from 'react-dom/client'
import type { Marks } from './Mark.tsx'

let root: Root
let place: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  place = document.body.appendChild(document.createElement('div'))
  root = createRoot(place)
})
afterEach(() => {
  act(() => root.unmount())
  place.remove()
})

const show = (text: string, live: boolean) =>
  act(() => root.render(<Rendered text={text} marks={undefined} live={live} />))

test('what was streamed keeps its DOM when the stream ends', async () => {
  await show('First block.\n\nSecond **blo', true)
  const first = place.querySelector('p')
  expect(first?.textContent).toBe('First block.')
  expect(place.querySelector('strong')?.textContent).toBe('blo')
  expect(place.querySelectorAll('.md-caret')).toHaveLength(1)
  await show('First block.\n\nSecond **block**', false)
  expect(place.querySelector('p')).toBe(first)
  expect(place.querySelector('strong')?.textContent).toBe('block')
  expect(place.querySelectorAll('.md-caret')).toHaveLength(0)
})

test('a link that does not show its address asks, with the real host', async () => {
  await show('[the docs](https://good.test@evil.test/x)', false)
  const link = place.querySelector('a')
  await act(() => link?.click())
  const dialog = document.querySelector('dialog')
  expect(dialog?.getAttribute('aria-label')).toBe('Open link')
  expect(dialog?.textContent).toContain('evil.test')
  const names = [...(dialog?.querySelectorAll('button') ?? [])].map((button) => button.textContent)
  expect(names).toEqual(expect.arrayContaining(['Cancel', 'Open']))
})

test('what is too costly is offered as text', async () => {
  await show(`Start.\n\n${'> '.repeat(5000)}deep`, false)
  expect(place.querySelectorAll('blockquote')).toHaveLength(0)
  const button = [...place.querySelectorAll('button')].find(
    (one) => one.textContent === 'Show the rest as text',
  )
  await act(() => button?.click())
  expect(place.textContent).toContain('> deep')
})

test('marks behind the place where rendering stops do not pile up there', async () => {
  const text = `Before.\n\n${'> '.repeat(5000)}x`
  const marks: Marks = {
    places: [7, 5000, 9000].map((at, index) => ({ at, numbers: [index + 1] })),
    labelOf: (number) => `Sources ${number}`,
    onPress: () => undefined,
  }
  await act(() => root.render(<Rendered text={text} marks={marks} live={false} />))
  expect(
    [...place.querySelectorAll('.md button')].map((button) => button.getAttribute('aria-label')),
  ).toEqual(['Sources 1'])
})
