import { useSyncExternalStore } from 'react'

/** Whether there is room for the settings beside the work; the breakpoint `wide` of `index.css`. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches)
}

const query = matchMedia('(min-width: 961px)')

function subscribe(onChange: () => void): () => void {
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}
