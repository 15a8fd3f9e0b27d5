// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import SchemaDialog from './SchemaDialog.tsx'
import type { Root } from 'react-dom/client'
import type { Json } from '../../request/json.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
const onCancel = vi.fn<(left: string | null) => void>()
beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
  onCancel.mockReset()
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
})

const sent: Json = { type: 'object', properties: { a: { type: 'string' } } }
const show = (left: string | null = null) =>
  act(() =>
    root.render(
      <SchemaDialog
        schema={sent}
        spelling="responseJsonSchema"
        left={left}
        onApply={() => undefined}
        onCancel={onCancel}
      />,
    ),
  )
const press = (name: string) =>
  act(() => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)!.click())
const field = () => document.querySelector<HTMLInputElement>('input[aria-label="Description"]')!
const names = () => document.querySelectorAll('input[aria-label="Field name"]').length

function write(value: string) {
  const input = field()
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, value)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

test('Undo takes back what was typed after a press before it takes back the press', () => {
  show()
  press('Add field')
  write('typed')
  write('typed on')
  expect(names()).toBe(2)
  press('Undo')
  expect([names(), field().value]).toEqual([2, ''])
  press('Undo')
  expect(names()).toBe(1)
})

test('what was left here is offered until it is brought back or discarded', () => {
  const left = JSON.stringify({ type: 'object', properties: {} })
  show(left)
  press('Cancel')
  expect(onCancel).toHaveBeenLastCalledWith(left)
  press('Discard')
  press('Cancel')
  expect(onCancel).toHaveBeenLastCalledWith(null)
})
