import { useSyncExternalStore } from 'react'

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

/** What the bar over the list has room for. */
export const useRoom = (): { filters: boolean; kept: boolean } => ({
  filters: useMedia('(width >= 961px)'),
  kept: useMedia('(width >= 1240px)'),
})
