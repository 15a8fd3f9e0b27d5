import { useEffect } from 'react'
import { bringBack, dropBeforeShared, loadBeforeShared, useBeforeShared } from '../../state/share/share.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { words } from './words.ts'

/** One line above the work while an opened link or file stands in place of the reader's own: the way back to that. */
export function BeforeShared() {
  const snapshot = useBeforeShared((state) => state.snapshot)
  useEffect(() => void loadBeforeShared(), [])
  if (!snapshot) return null
  return (
    <div className="flex min-h-9 shrink-0 items-center gap-2 border-b border-line bg-panel pr-2 pl-4 text-label text-soft">
      <p role="status" className="min-w-0 flex-1">
        {snapshot.own ? (snapshot.from ? words.openedRun : words.opened) : words.back}
      </p>
      <Button size={24} variant="bordered" icon={<Icon name="undo" />} onClick={() => void bringBack()}>
        Undo
      </Button>
      <IconButton
        size={24}
        label="Keep what is here"
        icon={<Icon name="cross" />}
        onClick={dropBeforeShared}
      />
    </div>
  )
}
