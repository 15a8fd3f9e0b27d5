import { afterEach, beforeEach, expect, test, vi } from 'vitest'

let press: (() => void) | undefined

async function load() {
  vi.resetModules()
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
    if (type === 'keydown') press = listener
  })
  return import('./idle.ts')
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('does one piece an idle moment, in order, and none that was called off', async () => {
  const { inIdle } = await load()
  const done: string[] = []
  inIdle(() => done.push('a'))
  const cancel = inIdle(() => done.push('b'))
  inIdle(() => done.push('c'))
  cancel()
  expect(done).toEqual([])
  vi.advanceTimersByTime(50)
  expect(done).toEqual(['a'])
  vi.advanceTimersByTime(50)
  expect(done).toEqual(['a', 'c'])
})

test('waits while somebody types', async () => {
  const { inIdle } = await load()
  const work = vi.fn<() => void>()
  press?.()
  inIdle(work)
  for (let key = 0; key < 10; key++) {
    vi.advanceTimersByTime(100)
    expect(work).not.toHaveBeenCalled()
    press?.()
  }
  vi.advanceTimersByTime(1000)
  expect(work).toHaveBeenCalledTimes(1)
})
