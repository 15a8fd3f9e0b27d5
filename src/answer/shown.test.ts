import { expect, test } from 'vitest'
import { settled } from './fixtures/run.ts'
import { shownOf } from './shown.ts'

const old = settled({ id: 'old' })
const own = settled({ id: 'own' })
const turn = settled({ id: 'turn', workspace: 'chat' })

test('without a choice the workspace’s own run is shown, no chunk selected', () => {
  expect(shownOf(null, 3, own, 'prompt')).toEqual({ workspace: 'prompt', run: own, chunk: null })
})

test('a chosen live run is shown as it stands now', () => {
  const grown = settled({ id: 'own', elapsed: 9 })
  expect(shownOf(own, 3, grown, 'prompt')).toEqual({ workspace: 'prompt', run: grown, chunk: 3 })
})

test('a new run of Prompt takes the place of the chosen one and drops its selection', () => {
  expect(shownOf(old, 3, own, 'prompt')).toEqual({ workspace: 'prompt', run: own, chunk: null })
})

test('an earlier turn of a conversation stays chosen, but only in Chat', () => {
  const live = settled({ id: 'live', workspace: 'chat' })
  expect(shownOf(turn, 1, live, 'chat')).toEqual({ workspace: 'chat', run: turn, chunk: 1 })
  expect(shownOf(turn, 1, own, 'prompt')).toEqual({ workspace: 'prompt', run: own, chunk: null })
})
