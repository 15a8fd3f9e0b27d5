import { describe, expect, test, vi } from 'vitest'
import type { TabMessage } from './tabs.ts'

/** A fresh module is another tab: a channel never hears itself. */
const tab = () => {
  vi.resetModules()
  return import('./tabs.ts')
}

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
