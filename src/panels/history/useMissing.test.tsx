// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as registry from '../../runs/registry.ts'
import { settled } from '../../runs/fixtures/run.ts'
import { useMissing } from './useMissing.ts'

const said: (string | null)[] = []
function Region({ id }: { id: string }) {
  said.push(useMissing(id, 'It is gone.'))
  return null
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  said.length = 0
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test.each([
  [() => Promise.resolve(settled()), null],
  [() => Promise.resolve(null), 'It is gone.'],
  [() => Promise.reject(new Error('No network.')), 'The run could not be read. No network.'],
])('a run that is here, one that is not, and one that cannot be read: %#', async (look, sentence) => {
  vi.spyOn(registry, 'findRun').mockImplementation(look)
  const root = createRoot(document.createElement('div'))
  await act(async () => root.render(<Region id="a" />))
  expect(said.at(-1)).toBe(sentence)
  act(() => root.unmount())
})
