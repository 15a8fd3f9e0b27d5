// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { JsonView } from './JsonView.tsx'
import type { Root } from 'react-dom/client'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
})

const show = (value: unknown) => act(() => root.render(<JsonView text={JSON.stringify(value, null, 2)} />))
const shown = () => document.querySelector('pre')!.textContent
const blocks = () => [...document.querySelectorAll('pre > span')]
const mark = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('button[aria-expanded]')].find(
    (one) => one.getAttribute('aria-label') === `Fold ${name}`,
  )!

test('what is folded stays so while the text around it changes, and nothing else is', () => {
  const tools = { list: ['a', 'b'] }
  show({ config: { x: 1 }, tools })
  act(() => mark('tools').click())
  expect(shown()).not.toContain('"list"')
  show({ added: { y: 2, z: 3 }, config: { x: 1 }, tools })
  expect(shown()).not.toContain('"list"')
  expect(shown()).toContain('"y": 2')
  expect(shown()).toContain('"x": 1')
})

test('what follows a fold keeps its elements', () => {
  show({ first: Array.from({ length: 30 }, (_, at) => at), rest: Array.from({ length: 200 }, (_, at) => at) })
  const before = blocks()
  act(() => mark('first').click())
  expect(blocks().map((block, at) => block === before[at])).toEqual(before.map(() => true))
})
