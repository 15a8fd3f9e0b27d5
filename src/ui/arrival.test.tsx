// @vitest-environment happy-dom
import { act, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isArrival, useArrival } from './arrival.ts'
import type { Root } from 'react-dom/client'

let root: Root
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('matchMedia', () => ({ matches: true }))
  document.body.innerHTML =
    '<header><button id="tab"></button></header><div data-chooses><button id="chosen"></button><input id="title"></div><button id="setting"></button><div id="place"></div>'
  root = createRoot(document.querySelector('#place')!)
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

function Workspace({ chosen }: { chosen: string }) {
  const field = useRef<HTMLTextAreaElement>(null)
  useArrival(field, chosen)
  return <textarea ref={field} />
}

const show = (chosen: string) => act(() => root.render(<Workspace chosen={chosen} />))
const focus = (id: string) => document.querySelector<HTMLElement>(`#${id}`)!.focus()
const hasArrived = () => isArrival(document.activeElement)

test.each([
  ['tab', true],
  ['setting', false],
])('who comes with the focus in #%s has it in the main field: %s', (id, arrives) => {
  focus(id)
  show('a')
  expect(hasArrived()).toBe(arrives)
})

test.each([
  ['chosen', true],
  ['title', false],
  ['setting', false],
])('another conversation takes the focus from #%s: %s', (id, arrives) => {
  show('a')
  focus(id)
  show('b')
  expect(hasArrived()).toBe(arrives)
})

test('another conversation under an open dialog leaves the focus there', () => {
  show('a')
  const dialog = document.body.appendChild(document.createElement('dialog'))
  const button = dialog.appendChild(document.createElement('button'))
  dialog.show()
  button.focus()
  show('b')
  expect(document.activeElement).toBe(button)
})
