import { useMemo } from 'react'
import { useView } from '../../state/embedding/view.ts'
import { useAsk } from './useAsk.ts'
import type { Result } from '../../state/embedding/analysis.ts'

/** Rows in the order in which they are shown, the chosen ones alone where some are; as entered until another order is there. */
export function useOrder(result: Result): Int32Array {
  const sort = useView((view) => view.sort)
  const chosen = useView((view) => view.chosen)
  const entered = useMemo(() => Int32Array.from(result.items.keys()), [result.items])
  const key = sort === 'input' ? null : `${result.id} ${result.used} order ${sort}`
  const { output } = useAsk('order', { by: sort }, key)
  const whole = sort !== 'input' && output ? output : entered
  return useMemo(() => (chosen.size > 1 ? whole.filter((row) => chosen.has(row)) : whole), [whole, chosen])
}
