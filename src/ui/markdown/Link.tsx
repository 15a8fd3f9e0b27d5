import { useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../Button.tsx'
import { Dialog } from '../Dialog.tsx'
import { linkTarget } from './links.ts'
import type { MouseEvent, ReactNode } from 'react'

interface Props {
  address: string
  /** The words of the link, to be compared with its address. */
  text: string
  children: ReactNode
}

function open(href: string): void {
  window.open(href, '_blank', 'noopener,noreferrer')
}

/** A link written by a model. It is opened by a click alone, after a question where it could mislead. */
export function Link({ address, text, children }: Props) {
  const [asking, setAsking] = useState(false)
  const target = linkTarget(address, text)
  if (!target) return <span>{children}</span>
  const ask = (event: MouseEvent) => {
    // The right button opens the browser's menu, which shows the address itself.
    if (target.plain || event.button === 2) return
    event.preventDefault()
    setAsking(true)
  }
  return (
    <>
      <a
        href={target.href}
        target="_blank"
        rel="noopener noreferrer"
        draggable={false}
        onClick={ask}
        onAuxClick={ask}
      >
        {children}
      </a>
      {asking &&
        createPortal(
          <Dialog
            title="Open link"
            open
            onClose={() => setAsking(false)}
            footer={
              <>
                <span className="grow" />
                <Button size={32} onClick={() => setAsking(false)}>
                  Cancel
                </Button>
                <Button
                  size={32}
                  variant="primary"
                  onClick={() => {
                    setAsking(false)
                    open(target.href)
                  }}
                >
                  Open
                </Button>
              </>
            }
          >
            <p className="mb-2">This link was written by the model. It leads to</p>
            <p className="mb-2 font-mono text-title font-semibold break-all">{target.host}</p>
            <p className="max-h-40 overflow-y-auto font-mono text-label break-all text-mute">{target.href}</p>
          </Dialog>,
          document.body,
        )}
    </>
  )
}
