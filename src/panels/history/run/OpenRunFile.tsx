import { useRef, useState } from 'react'
import { useFileDrop } from '../../../compose/useFileDrop.ts'
import { showRun } from '../../../state/history/shownRun.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Note } from '../../../ui/Note.tsx'
import { failureSentence } from '../../../ui/useAttempt.ts'
import { words as historyWords } from '../words.ts'
import type { ReactNode } from 'react'

/**
 * @returns what opens a run file, and the dialog that says what went wrong with it: it stands outside the popover that
 *   the button may be in, which is closed by then
 */
export function useRunFile(): { open: (file: File) => Promise<void>; dialog: ReactNode } {
  const [said, setSaid] = useState<{ title: string; words: string } | null>(null)
  const open = async (file: File) => {
    try {
      // What reads a file comes with the first one.
      const { openRunFile } = await import('../../../state/history/runFile.ts')
      const opened = await openRunFile(file)
      if (!opened.ok) return setSaid({ title: 'Not opened', words: opened.problem })
      showRun(opened.id)
      if (opened.refused.length > 0)
        setSaid({ title: 'Opened without some images', words: opened.refused.join(' ') })
    } catch (error) {
      setSaid({ title: 'Not opened', words: failureSentence(historyWords.notOpened, error) })
    }
  }
  const dialog = said && (
    <Dialog title="Open run file" open onClose={() => setSaid(null)}>
      <Note role="alert" tone="fail" icon={<Icon name="refused" />} title={said.title}>
        {said.words}
      </Note>
    </Dialog>
  )
  return { open, dialog }
}

/** A run from a file into History: no key is needed, nothing is sent, and no host of the file's is asked. */
export function OpenRunFile({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={<Icon name="file" />} onClick={() => input.current?.click()}>
        Open run file
      </Button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label="Run file"
        tabIndex={-1}
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}

/** Run files that are dropped anywhere on History or pasted into it: the last of several is on show. */
export function DroppedRunFiles() {
  const { open, dialog } = useRunFile()
  const openAll = async (files: readonly File[]) => {
    for (const file of files) await open(file)
  }
  useFileDrop(({ files }) => void openAll(files), true)
  return dialog
}
