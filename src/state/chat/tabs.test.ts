import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TabMessage } from './tabs.ts'

/** A fresh module is another tab: a channel never hears itself. */
const tab = () => {
  vi.resetModules()
  return import('./tabs.ts')
}

/** Locks as a browser has them, as far as they are used here: exclusive, in turn, and told by `query`. */
function fakeLocks() {
  const held: string[] = []
  const tails = new Map<string, Promise<unknown>>()
  return {
    request(name: string, work: () => Promise<unknown>) {
      const run = async () => {
        held.push(name)
        try {
          return await work()
        } finally {
          held.splice(held.indexOf(name), 1)
        }
      }
      const result = (tails.get(name) ?? Promise.resolve()).then(run, run)
      tails.set(name, result)
      return result
    },
    query: () => Promise.resolve({ held: held.map((name) => ({ name })), pending: [] }),
  }
}

beforeEach(() => vi.stubGlobal('navigator', { locks: fakeLocks() }))
afterEach(() => vi.unstubAllGlobals())

describe('what a tab tells', () => {
  test('is heard by every other tab and not by itself', async () => {
    const own = await tab()
    const other = await tab()
    const heard: [string, TabMessage][] = []
    own.hearTabs((message) => heard.push(['own', message]))
    other.hearTabs((message) => heard.push(['other', message]))
    own.tellTabs({ kind: 'changed', conversation: 'a' })
    await vi.waitFor(() => expect(heard).toHaveLength(1))
    other.tellTabs({ kind: 'deleted', conversation: 'b' })
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(heard).toEqual([
      ['other', { kind: 'changed', conversation: 'a' }],
      ['own', { kind: 'deleted', conversation: 'b' }],
    ])
  })

  test('before it listens is told to nobody, and is no fault', async () => {
    const own = await tab()
    expect(() => own.tellTabs({ kind: 'changed', conversation: 'a' })).not.toThrow()
  })
})

describe('a turn that is being written', () => {
  test('is known to other tabs for as long as it is', async () => {
    const own = await tab()
    const other = await tab()
    const words = new EventTarget()
    const writing = own.whileWriting(
      't1',
      () => new Promise<string>((done) => words.addEventListener('done', () => done('written'))),
    )
    await vi.waitFor(async () => expect(await other.turnsBeingWritten()).toEqual(new Set(['t1'])))
    words.dispatchEvent(new Event('done'))
    expect(await writing).toBe('written')
    expect(await other.turnsBeingWritten()).toEqual(new Set())
  })

  test('is free again when writing fails, and the failure is the caller’s', async () => {
    const own = await tab()
    await expect(own.whileWriting('t1', () => Promise.reject(new Error('full')))).rejects.toThrow('full')
    expect(await own.turnsBeingWritten()).toEqual(new Set())
  })

  test('is told apart from other locks of the page', async () => {
    const own = await tab()
    await navigator.locks.request('playground-tab/x', async () => {
      expect(await own.turnsBeingWritten()).toEqual(new Set())
    })
  })

  test('is written without a lock in a browser that has none', async () => {
    vi.stubGlobal('navigator', {})
    const own = await tab()
    expect(await own.whileWriting('t1', () => Promise.resolve(7))).toBe(7)
    expect(await own.turnsBeingWritten()).toEqual(new Set())
  })
})
