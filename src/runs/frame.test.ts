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
    expect(Math.max(...gaps)).toBeLessThanOrEqual(50)
  })

  it('leaves half of the time free where a call is costly', () => {
    const gaps = gapsOf(publishedIn(2000, 60)).slice(1)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(120)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(160)
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

  it('publishes between two keys while somebody types, once the first is painted', () => {
    let key = 0
    const sinceKey: number[] = []
    const type = () => {
      key = performance.now()
      // The module listens where there is a window.
      noteKey?.()
    }
    const publish = perFrame(() => {
      sinceKey.push(performance.now() - key)
      vi.advanceTimersByTime(20)
    })
    for (let at = 0; at < 3000; at += 4) {
      if (at % 100 === 0) type()
      publish()
      vi.advanceTimersByTime(4)
    }
    expect(sinceKey.length).toBeGreaterThan(10)
    expect(Math.min(...sinceKey)).toBeGreaterThanOrEqual(16)
    expect(Math.max(...sinceKey)).toBeLessThanOrEqual(50)
  })

  it('goes on once a key has long been painted, and as ever after a while', () => {
    noteKey?.()
    const times = publishedIn(1000)
    expect(times.filter((time) => time > 50 && time < 150)).toEqual([])
    expect(times.filter((time) => time > 500).length).toBeGreaterThan(10)
  })
})
