import { createStore } from 'zustand/vanilla'

/** What stands between a press on Run or Send and the request. */
export interface Launch {
  /** The text holds something like a key, and the user is asked what to do with it. */
  asking: boolean
  /** Why nothing was started. */
  problem: string | null
  /** Epoch milliseconds at which it runs by itself, as the user asked. */
  scheduled: number | null
}

/** The launch of one workspace. */
export function createLaunch() {
  const store = createStore<Launch>(() => ({ asking: false, problem: null, scheduled: null }))
  let timer: ReturnType<typeof setTimeout> | undefined
  const unschedule = () => {
    clearTimeout(timer)
    store.setState({ scheduled: null })
  }
  return {
    store,
    /** Runs at a moment the user chose to wait for. @param at epoch milliseconds */
    schedule(at: number, run: () => void): void {
      clearTimeout(timer)
      store.setState({ scheduled: at })
      timer = setTimeout(run, Math.max(0, at - Date.now()))
    },
    unschedule,
  }
}
