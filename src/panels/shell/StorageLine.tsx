import { useStore } from 'zustand'
import { runCommand, useCommands } from '../../state/shell/commands.ts'
import { storage } from '../../store/storage.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** Above the work of every workspace while the browser does not keep it: why, and what helps. */
export function StorageLine() {
  const { problem, outdated, busy } = useStore(storage)
  const hasDialog = useCommands().some(({ id }) => id === 'storage')
  return (
    <div role="status" aria-label="Storage" className="shrink-0">
      {busy && (
        <p className="flex min-h-9 items-center border-b border-line bg-panel px-4 py-1 text-label text-soft">
          {busy}
        </p>
      )}
      {problem && (
        <div className="flex min-h-9 flex-wrap items-center gap-2 border-b border-line bg-panel py-1 pr-2 pl-4 text-label text-caution">
          <Icon name="warning" />
          <p className="min-w-0 flex-1">{problem}</p>
          {outdated && (
            <Button size={24} variant="bordered" onClick={() => location.reload()}>
              Reload
            </Button>
          )}
          {!outdated && hasDialog && (
            <Button size={24} variant="bordered" onClick={() => runCommand('storage')}>
              Storage
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
