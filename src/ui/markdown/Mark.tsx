import { createContext, use } from 'react'
import type { Place } from './marks.ts'

/** Marks of a text, and what they are for. */
export interface Marks {
  /** In ascending order. */
  places: readonly Place[]
  /** A button's accessible name. */
  labelOf: (number: number) => string
  onPress: (number: number) => void
}

export const MarksContext = createContext<Marks | null>(null)

/** A mark's number is drawn and is no text: what is copied, searched or read from the page stays the answer's own. */
export function Mark({ number }: { number: number }) {
  const marks = use(MarksContext)
  return (
    <button
      type="button"
      aria-label={marks?.labelOf(number)}
      data-mark={number}
      onClick={() => marks?.onPress(number)}
    />
  )
}
