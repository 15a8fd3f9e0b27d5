import { useStore } from 'zustand'
import { storage } from '../../state/database.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { view } from './view.ts'

/** Above the conversation while the browser does not keep it. */
export function StorageBanner() {
  const { problem } = useStore(storage)
  if (!problem) return null
  return (
    <div
      role="status"
      aria-label="Storage"
      className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-1 text-label text-caution"
    >
      <Icon name="warning" />
      <p className="min-w-0 flex-1">{problem}</p>
      <Button size={24} variant="bordered" onClick={() => view.setState({ dialog: 'storage' })}>
        Storage
      </Button>
    </div>
  )
}
