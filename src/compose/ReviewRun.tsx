import { useState } from 'react'
import { importRun } from '../state/history/runFile.ts'
import { showRun } from '../state/history/shownRun.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'
import { failureSentence } from '../ui/useAttempt.ts'
import { reviewWords as words } from './words.ts'

/** A run file that was brought in where prompts are: it goes into History, and changes nothing here. */
export function ReviewRun({ text, onDone }: { text: string; onDone: () => void }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const open = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const imported = await importRun(text)
      if (!imported.ok) setProblem(imported.problem)
      else {
        showRun(imported.id)
        onDone()
      }
    } catch (error) {
      setProblem(failureSentence(words.runNotOpened, error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title="Open run file"
      open
      onClose={onDone}
      footer={
        <div className="ml-auto flex gap-2">
          <Button size={32} onClick={onDone}>
            Cancel
          </Button>
          <Button size={32} variant="primary" disabled={busy} onClick={() => void open()}>
            Open
          </Button>
        </div>
      }
    >
      <p className="text-ui text-soft">{words.run}</p>
      {problem && (
        <div className="pt-3">
          <Note role="alert" tone="fail" icon={<Icon name="refused" />} title="Not opened">
            {problem}
          </Note>
        </div>
      )}
    </Dialog>
  )
}
