import { useSyncExternalStore } from 'react'

const query = '(width < 600px)'

/** True on a screen below the `narrow:` breakpoint. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}
