// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newChat } from '../../state/chat/chat.ts'
import ConversationJson from './ConversationJson.tsx'
import type { Root } from 'react-dom/client'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
const shut = () => {
  act(() => root.unmount())
  document.body.replaceChildren()
}
async function open() {
  root = createRoot(document.body.appendChild(document.createElement('div')))
  act(() => root.render(<ConversationJson onClose={() => undefined} />))
  await vi.waitFor(async () => {
    await act(() => Promise.resolve())
    expect(field().value).not.toBe('')
  })
}
beforeEach(open)
afterEach(shut)

const field = () => document.querySelector('textarea')!
const button = (name: string) =>
  [...document.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  )
const press = (name: string) => act(() => button(name)!.click())
const leave = () => {
  press('Close')
  shut()
}
const write = (value: string) =>
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(field(), value)
    field().dispatchEvent(new Event('input', { bubbles: true }))
  })

test('what was changed and not saved is offered at the next opening, in its own conversation', async () => {
  const before = field().value
  write('[{"role": "us')
  leave()
  await open()
  expect(field().value).toBe(before)
  write('typed before the press')
  press('Bring them back')
  expect(field().value).toBe('[{"role": "us')
  press('Bring them back')
  expect(field().value).toBe('typed before the press')
  leave()
  newChat()
  await open()
  expect(button('Bring them back')).toBeUndefined()
})

test('discarded it is gone', async () => {
  write('[]]')
  leave()
  await open()
  press('Discard')
  leave()
  await open()
  expect(button('Bring them back')).toBeUndefined()
})
