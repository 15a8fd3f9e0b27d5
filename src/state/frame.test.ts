import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let noteKey: (() => void) | undefined
vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
  if (type === 'keydown') noteKey = listener
})
const { perFrame } = await import('./frame.ts')

/** Asks at every 8 ms for `ms`. @returns when it was published, in milliseconds since the first asking. */
function publishedIn(ms: number, cost = 0): number[] {
  const times: number[] = []
  const began = performance.now()
  const publish = perFrame(() => {
    times.push(performance.now() - began)
    vi.advanceTimersByTime(cost)
  })
  for (let at = 0; at < ms; at += 8) {
    publish()
    vi.advanceTimersByTime(8)
  }
  return times
}

const gapsOf = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0))

describe('perFrame', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call, 16))
    vi.stubGlobal('cancelAnimationFrame', clearTimeout)
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('publishes in the first frame, then in every second one', () => {
    const times = publishedIn(400)
    expect(times[0]).toBeLessThanOrEqual(17)
    const gaps = gapsOf(times)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(40)
  })

  it('leaves half of the time free where a call is costly', () => {
    const gaps = gapsOf(publishedIn(2000, 60)).slice(1)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(120)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(160)
  })

  it('publishes seldom while somebody types', () => {
    // The module listens where there is a window.
    const keys = setInterval(() => noteKey?.(), 48)
    noteKey?.()
    const gaps = gapsOf(publishedIn(4000, 60)).slice(1)
    clearInterval(keys)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(600)
  })

  it('publishes by a timer where no frames come', () => {
    vi.stubGlobal('requestAnimationFrame', () => 0)
    vi.stubGlobal('cancelAnimationFrame', () => undefined)
    expect(publishedIn(1000)).toHaveLength(3)
  })

  it('publishes at once on demand, and not a second time for what was asked before', () => {
    const publish = vi.fn()
    const paced = perFrame(publish)
    paced()
    paced.now()
    vi.advanceTimersByTime(1000)
    expect(publish).toHaveBeenCalledTimes(1)
  })

  it('publishes nothing once it is called off', () => {
    const publish = vi.fn()
    const paced = perFrame(publish)
    paced()
    paced.cancel()
    vi.advanceTimersByTime(1000)
    expect(publish).not.toHaveBeenCalled()
  })
})
