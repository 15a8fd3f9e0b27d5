import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Press } from '../../runs/press.ts'
import type { RunId } from '../../runs/run.ts'

interface Choice {
  /** At most two, the one that was chosen first in front. */
  chosen: readonly Press[]
  /** The two on show, the older one first. */
  compared: { first: RunId; second: RunId } | null
}

export const choice = createStore<Choice>(() => ({ chosen: [], compared: null }))

export const useChoice = <T>(selector: (state: Choice) => T): T => useStore(choice, selector)

/** Chooses a press or lets go of it; a third one takes the place of the one that was chosen first. */
export function choose(press: Press, on: boolean): void {
  choice.setState(({ chosen }) => {
    const others = chosen.filter(({ id }) => id !== press.id)
    return { chosen: on ? [...others.slice(-1), press] : others }
  })
}

/** A loop that is chosen and goes on stays chosen: its row is that of its last step. */
export function chooseInstead(press: Press): void {
  const { chosen } = choice.getState()
  const isEarlier = ({ id }: Press) => press.earlier?.includes(id) === true
  if (chosen.some(isEarlier)) choice.setState({ chosen: chosen.map((one) => (isEarlier(one) ? press : one)) })
}

/** What was deleted is chosen no more, and no longer compared. */
export function letGo(ids: readonly RunId[]): void {
  if (ids.length === 0) return
  choice.setState(({ chosen, compared }) => ({
    chosen: chosen.filter(({ id }) => !ids.includes(id)),
    compared: compared && (ids.includes(compared.first) || ids.includes(compared.second)) ? null : compared,
  }))
}

/** Shows what changed between the two that are chosen. */
export function compareChosen(): void {
  const [first, second] = choice.getState().chosen.toSorted((a, b) => a.at - b.at)
  if (first && second) choice.setState({ compared: { first: first.id, second: second.id } })
}

export const closeComparison = (): void => choice.setState({ compared: null })
