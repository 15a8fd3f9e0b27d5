import { expect, test, vi } from 'vitest'
import { firstClick } from './firstClick.ts'

test('of a double click the first click alone counts, and every key press does', () => {
  const act = vi.fn<() => void>()
  const press = firstClick(act)
  for (const detail of [1, 2, 3, 1, 0, 0]) press({ detail })
  expect(act).toHaveBeenCalledTimes(4)
})
