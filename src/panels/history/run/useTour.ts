import { useEffect, useState } from 'react'
import type { RunId } from '../../../runs/run.ts'

/** A loop that is played as a whole. */
interface Tour {
  /** Which step plays. */
  step: RunId
  /** Counts presses, for a step can be played again. */
  number: number
}

/**
 * The tour of a loop, which is over once another step than its own is on show, by a click or by the address.
 * @param id of the run on show
 * @returns the tour where it plays that run, and what makes it go to a step, or ends it
 */
export function useTour(id: RunId): [tour: Tour | null, goOn: (step: RunId | null) => void] {
  const [tour, setTour] = useState<Tour | null>(null)
  useEffect(
    () => () => {
      // One that goes on is at its next step by now.
      setTour((now) => (now?.step === id ? null : now))
    },
    [id],
  )
  const goOn = (step: RunId | null) =>
    setTour((before) => (step === null ? null : { step, number: (before?.number ?? 0) + 1 }))
  return [tour?.step === id ? tour : null, goOn]
}
