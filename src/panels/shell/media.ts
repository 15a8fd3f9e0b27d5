import { useSyncExternalStore } from 'react'

function media(query: string): () => boolean {
  const list = matchMedia(query)
  const subscribe = (onChange: () => void) => {
    list.addEventListener('change', onChange)
    return () => list.removeEventListener('change', onChange)
  }
  return () => useSyncExternalStore(subscribe, () => list.matches)
}

/** Whether there is room for the settings beside the work; the breakpoint `wide` of `index.css`. */
export const useWide = media('(min-width: 961px)')

/** Whether the operating system asks for dark pages. */
export const useSystemDark = media('(prefers-color-scheme: dark)')
