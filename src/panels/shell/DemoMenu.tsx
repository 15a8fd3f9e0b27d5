import { useState } from 'react'
import { openConnection } from '../../state/connection/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Menu, MenuItem } from '../../ui/Popup.tsx'
import { demoWords } from './words.ts'

/** The most important state of a first visit: who answers, what that is, and the way to the API. */
export default function DemoMenu() {
  const [asked, setAsked] = useState(false)
  const close = () => setAsked(false)
  return (
    <>
      <span className="rounded-control bg-sunk">
        <Menu label="Demo" words="Demo" icon={<Icon name="info" size={14} />}>
          <MenuItem icon={<Icon name="info" />} onClick={() => setAsked(true)}>
            What is this
          </MenuItem>
          <MenuItem icon={<Icon name="key" />} onClick={openConnection}>
            Add a key
          </MenuItem>
        </Menu>
      </span>
      <Dialog
        title="What is the demo"
        open={asked}
        onClose={close}
        footer={
          <span className="ml-auto">
            <Button
              variant="primary"
              size={32}
              onClick={() => {
                close()
                openConnection()
              }}
            >
              Add a key
            </Button>
          </span>
        }
      >
        <div className="flex flex-col gap-3">
          <p>{demoWords.what}</p>
          <p>{demoWords.sent}</p>
          <p>{demoWords.key}</p>
        </div>
      </Dialog>
    </>
  )
}
