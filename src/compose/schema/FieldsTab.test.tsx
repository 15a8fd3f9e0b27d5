// @vitest-environment happy-dom
import { act, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FieldsTab } from './FieldsTab.tsx'
import type { Root } from 'react-dom/client'
import type { Json } from '../../request/json.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
const told: Json[] = []

function Holder({ first }: { first: Json }) {
  const [schema, setSchema] = useState(first)
  return (
    <FieldsTab
      schema={schema}
      onChange={(next) => {
        told.push(next)
        setSchema(next)
      }}
    />
  )
}

beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
})

const show = (schema: Json) => act(() => root.render(<Holder first={schema} />))
const text = { type: 'string' }
const object = (properties: Json) => ({ type: 'object', properties })
const rows = () => [...document.querySelectorAll<HTMLElement>('[role=row][data-at]')]
const row = (name: string) => rows().find((one) => one.getAttribute('aria-label') === name)!
const reached = () =>
  rows()
    .find(({ tabIndex }) => tabIndex === 0)
    ?.getAttribute('aria-label')
const focused = () => document.activeElement?.closest('[role=row]')?.getAttribute('aria-label')
const press = (label: string) =>
  act(() => document.querySelector<HTMLElement>(`button[aria-label="${label}"]`)!.click())

function write(field: HTMLInputElement, value: string) {
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
const rename = (from: string, to: string) => {
  const field = row(from).querySelector<HTMLInputElement>('input[aria-label="Field name"]')!
  act(() => field.focus())
  write(field, to)
}

test('a renamed field keeps the Tab stop, and one that is folded stays so, with what is folded inside', () => {
  show(object({ a: text, b: object({ c: object({ d: text }) }), e: text }))
  press('Fold b.c')
  press('Fold b')
  rename('b', 'better')
  expect(rows().map((one) => one.getAttribute('aria-label'))).toEqual(['a', 'better', 'e'])
  expect([reached(), focused()]).toEqual(['better', 'better'])
  press('Unfold better')
  expect(rows().map((one) => one.getAttribute('aria-label'))).toEqual(['a', 'better', 'better.c', 'e'])
})

test('where a row was removed, the one that follows has the focus; at the end the one before', () => {
  show(object({ a: text, b: object({ c: text }), d: text, e: text }))
  press('Remove b')
  expect(focused()).toBe('d')
  press('Remove e')
  expect(focused()).toBe('d')
  press('Remove a')
  expect(focused()).toBe('d')
  press('Remove d')
  expect(document.activeElement).not.toBe(document.body)
})

test('a row has cells alone, also while its name cannot be', () => {
  show(object({ a: text, b: text }))
  rename('b', 'a')
  expect(document.querySelector('[role=alert]')?.textContent).toContain('There is already a field a.')
  const parts = [...document.querySelectorAll('[role=row][data-at] > :not([aria-hidden])')]
  expect(new Set(parts.map((one) => one.getAttribute('role')))).toEqual(new Set(['gridcell']))
})

test('a root that is a reference has no fields of its own, and none is put beside it', () => {
  show({ $ref: '#/$defs/a', $defs: { a: object({ b: text }) } })
  expect(rows()).toEqual([])
  expect(document.body.textContent).not.toContain('Add field')
  expect(document.body.textContent).toContain('$ref a')
})

test('the values of a root that may be null change without it', () => {
  show({ type: ['string', 'null'], enum: ['yes', 'no', null] })
  press('Remove value no of the answer')
  expect(told.at(-1)).toEqual({ type: ['string', 'null'], enum: ['yes', null] })
})
