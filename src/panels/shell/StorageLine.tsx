import { useEffect } from 'react'
import { useStore } from 'zustand'
import { runCommand, useCommands } from '../../state/shell/commands.ts'
import { dismissKeptRunsNote, loadKeptRunsNote } from '../../store/keptRunsNote.ts'
import { storage } from '../../store/storage.ts'
import { storageWords } from '../../store/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

/** Above the work of every workspace while the browser does not keep it: why, and what helps. */
export function StorageLine() {
  const { problem, outdated, busy, tellsOfRuns } = useStore(storage)
  useEffect(() => void loadKeptRunsNote(), [])
  const hasDialog = useCommands().some(({ id }) => id === 'storage')
  return (
    <div role="status" aria-label="Storage" className="shrink-0">
      {busy && (
        <p className="flex min-h-9 items-center border-b border-line bg-panel px-4 py-1 text-label text-soft">
          {busy}
        </p>
      )}
      {tellsOfRuns && (
        <div className="flex min-h-9 items-center gap-2 border-b border-line bg-panel py-1 pr-2 pl-4 text-label text-soft">
          <p className="min-w-0 flex-1">{storageWords.keptRuns}</p>
          <IconButton size={24} label="Dismiss" icon={<Icon name="cross" />} onClick={dismissKeptRunsNote} />
        </div>
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
