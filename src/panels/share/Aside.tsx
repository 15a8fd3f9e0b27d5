import { useEffect } from 'react'
import { bringBack, dropAside, loadAside, useAside } from '../../state/share.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

/** One line above the work while an opened link or file stands over the reader's own: the way back to it. */
export function Aside() {
  const snapshot = useAside((state) => state.snapshot)
  useEffect(() => void loadAside(), [])
  if (!snapshot) return null
  return (
    <div
      role="status"
      aria-label="Shared prompt"
      className="flex min-h-9 shrink-0 items-center gap-2 border-b border-line bg-panel pr-2 pl-4 text-label text-soft"
    >
      <span className="min-w-0 flex-1">
        {snapshot.own
          ? 'This prompt is from a link or a file. Nothing was sent.'
          : 'Your own draft and settings are back.'}
      </span>
      <Button size={24} variant="bordered" icon={<Icon name="undo" />} onClick={() => void bringBack()}>
        {snapshot.own ? 'Bring back my draft' : 'Return to the shared prompt'}
      </Button>
      <IconButton size={24} label="Keep this one" icon={<Icon name="cross" />} onClick={dropAside} />
    </div>
  )
}
