import { useSyncExternalStore } from 'react'

const media = typeof matchMedia === 'function' ? matchMedia('(width >= 1240px)') : null

/** Whether there is room in the bar for what is kept. */
export const useRoom = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      media?.addEventListener('change', changed)
      return () => media?.removeEventListener('change', changed)
    },
    () => media?.matches ?? true,
  )
