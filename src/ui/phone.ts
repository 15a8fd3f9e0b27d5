import { useSyncExternalStore } from 'react'

let found: MediaQueryList | undefined
/** Made once: it is asked at every render of every answer. */
const phone = () => (found ??= matchMedia('(width < 600px)'))

/** True on a screen below the `narrow:` breakpoint. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = phone()
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => phone().matches,
  )
}
