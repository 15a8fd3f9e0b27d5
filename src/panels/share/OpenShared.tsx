/**
 * Share and open: the dialogs around links and files. What travels, and how, is in `prompt/` and `state/share.ts`.
 */
import { useEffect, useState } from 'react'
import { linkIn } from '../../request/address.ts'
import { fromLink } from '../../request/link.ts'
import type { Opened } from '../../request/read.ts'
import { clearFragment } from '../../state/shell/workspace.ts'
import { Review } from '../../compose/Review.tsx'

/** Reads the link in the address and asks. Drawn by the frame while the address holds one. */
export default function OpenShared({ onDone }: { onDone: () => void }) {
  const [opened, setOpened] = useState<{ link: string; result: Opened }>()
  useEffect(() => {
    let current = true
    const read = async () => {
      const link = linkIn(location) ?? ''
      const result = await fromLink(link)
      if (current) setOpened({ link, result })
    }
    void read()
    // A second link pasted over the first one, while it is still asked about.
    addEventListener('hashchange', read)
    return () => {
      current = false
      removeEventListener('hashchange', read)
    }
  }, [])
  // Reading takes milliseconds; an empty frame would only flicker.
  if (!opened) return null
  return (
    <Review
      key={opened.link}
      opened={opened.result}
      source="link"
      onDone={() => {
        clearFragment()
        onDone()
      }}
    />
  )
}
