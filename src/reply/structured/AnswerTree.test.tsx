// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readWhole } from '../../request/jsonReader.ts'
import { AnswerTree } from './AnswerTree.tsx'
import type { Root } from 'react-dom/client'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

const rows = () => [...document.querySelectorAll<HTMLElement>('[role=treeitem]')]
const status = () => document.querySelector('[role=status]')!.textContent

function show(text: string, wrong: ReadonlyMap<string, string> = new Map()) {
  const tree = readWhole(text).root!
  act(() => root.render(<AnswerTree root={tree} version={0} live={false} wrong={wrong} shown={null} />))
}

test('of two fields of one name both are rows of their own, and the last is the one that counts', () => {
  show('{"a":{"b":1},"a":{"b":2}}', new Map([['$.a', 'an object']]))
  expect(rows().map(({ textContent }) => textContent)).toEqual([
    'answer2 fields',
    'aa later field of this name counts1 field',
    'b1',
    'aan object1 field',
    'b2',
  ])
  act(() => rows()[1]!.click())
  expect(rows()).toHaveLength(4)
  expect(rows().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
})

test('how copying a path went is said, by the keys and by the button', async () => {
  const writeText = vi.fn(async () => undefined)
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  show('{"vat-id":1}')
  await act(async () => document.querySelectorAll<HTMLElement>('button[aria-label^="Copy path"]')[1]!.click())
  expect(writeText).toHaveBeenLastCalledWith('$["vat-id"]')
  expect(status()).toBe('Copied')
  writeText.mockRejectedValue(new Error('no'))
  await act(async () =>
    rows()[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', ctrlKey: true, bubbles: true })),
  )
  expect(writeText).toHaveBeenLastCalledWith('$')
  expect(status()).toBe('Not copied: the browser refused access to the clipboard.')
})
