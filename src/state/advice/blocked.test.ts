import { expect, test } from 'vitest'
import { received, settingsFor } from '../../runs/fixtures/run.ts'
import { blockedAdvice } from './blocked.ts'

test('the threshold that was sent is that of Extra fields, where they have the list', () => {
  const category = 'HARM_CATEGORY_HARASSMENT'
  const settings = settingsFor({
    safety: { [category]: 'BLOCK_LOW_AND_ABOVE' },
    extra: { safetySettings: [{ category, threshold: 'BLOCK_NONE' }] },
  })
  const promptFeedback = { blockReason: 'SAFETY', safetyRatings: [{ category, probability: 'HIGH' }] }
  const run = received([{ promptFeedback }], undefined, {
    asked: { kind: 'doc', doc: { v: 2, settings, turns: [] } },
  })
  const { actions, body } = blockedAdvice(run, 0)
  expect(actions.map(({ label }) => label)).toEqual(['Show the setting'])
  expect(body).toContainEqual({ mono: 'BLOCK_NONE' })
})
