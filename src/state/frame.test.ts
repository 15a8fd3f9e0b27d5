import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { perFrame } from './frame.ts'

/** Asks at every 8 ms for `ms`. @returns when it was published, in milliseconds since the first asking. */
function publishedIn(ms: number): number[] {
  const times: number[] = []
  const began = performance.now()
  const publish = perFrame(() => times.push(performance.now() - began))
  for (let at = 0; at < ms; at += 8) {
    publish()
    vi.advanceTimersByTime(8)
  }
  return times
}

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
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(40)
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
