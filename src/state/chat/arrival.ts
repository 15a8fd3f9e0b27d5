/** A turn that was opened from elsewhere. The log is drawn later: it brings the turn into sight once it is there. */
import { createStore } from 'zustand/vanilla'

export const arrival = createStore<{ turn: string | null }>(() => ({ turn: null }))

export const arriveAt = (turn: string): void => arrival.setState({ turn })
export const arrived = (): void => arrival.setState({ turn: null })
