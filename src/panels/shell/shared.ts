import { useEffect, useState } from 'react'
import { linkIn } from '../../request/address.ts'

const read = () => linkIn(location) !== null

/** Whether the address holds a share link that nobody has answered yet. */
export function useShared(): { shared: boolean; answered: () => void } {
  const [shared, setShared] = useState(read)
  useEffect(() => {
    const onHash = () => setShared(read())
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
  }, [])
  return { shared, answered: () => setShared(false) }
}
