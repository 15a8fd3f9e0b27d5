import { useSyncExternalStore } from 'react'

/** Made once each: they are asked at every render of every answer. */
const found = new Map<string, MediaQueryList>()

function media(query: string): MediaQueryList {
  const known = found.get(query) ?? matchMedia(query)
  found.set(query, known)
  return known
}

/** @param query a media query; followed */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      media(query).addEventListener('change', changed)
      return () => media(query).removeEventListener('change', changed)
    },
    () => media(query).matches,
  )
}

const WIDE = '(width > 960px)'

/** Whether there is room beside the work, for settings and for lists: the `wide:` breakpoint of `index.css`. */
export const useWide = (): boolean => useMedia(WIDE)
export const isWide = (): boolean => media(WIDE).matches

/** True on a screen below the `narrow:` breakpoint. */
export const usePhone = (): boolean => useMedia('(width < 600px)')

/** True there, and in a low window: figures give way to the answer. */
export const useSmall = (): boolean => useMedia('(width < 600px), (height < 560px)')

/** Whether the operating system asks for dark pages. */
export const useSystemDark = (): boolean => useMedia('(prefers-color-scheme: dark)')
