import { useSyncExternalStore } from 'react'

/** Made once each: they are asked at every render of every answer. */
const found = new Map<string, MediaQueryList>()

function useMedia(query: string): boolean {
  const media = () => {
    const known = found.get(query) ?? matchMedia(query)
    found.set(query, known)
    return known
  }
  return useSyncExternalStore(
    (changed) => {
      media().addEventListener('change', changed)
      return () => media().removeEventListener('change', changed)
    },
    () => media().matches,
  )
}

/** True on a screen below the `narrow:` breakpoint. */
export const usePhone = (): boolean => useMedia('(width < 600px)')

/** True there, and in a low window: figures give way to the answer. */
export const useSmall = (): boolean => useMedia('(width < 600px), (height < 560px)')
