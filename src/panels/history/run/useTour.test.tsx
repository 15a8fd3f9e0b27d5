// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { useTour } from './useTour.ts'

function Region({ id, see }: { id: string; see: (tour: ReturnType<typeof useTour>) => void }) {
  see(useTour(id))
  return null
}

test('a tour goes from step to step, and one that was left does not begin again by itself', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  const drawn: ReturnType<typeof useTour>[] = []
  const tour = () => drawn.at(-1)![0]
  const goOn = (step: string) => act(() => drawn.at(-1)![1](step))
  const root = createRoot(document.createElement('div'))
  const show = (id: string) => act(() => root.render(<Region id={id} see={(now) => drawn.push(now)} />))
  await show('c')
  goOn('a')
  await show('a')
  expect(tour()).toMatchObject({ step: 'a' })
  goOn('b')
  await show('b')
  expect(tour()).toMatchObject({ step: 'b' })
  const { number } = tour()!
  goOn('b')
  expect(tour()!.number).toBe(number + 1)
  // A click on another step, and back.
  await show('c')
  await show('b')
  expect(tour()).toBeNull()
  act(() => root.unmount())
  vi.unstubAllGlobals()
})
