import { Suspense, useState } from 'react'
import { deletePress, setPinned } from '../../../state/history/actions.ts'
import { openInChat, openInPrompt } from '../../../state/history/openRun.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { failureSentence } from '../../../ui/useAttempt.ts'
import { lazyPart } from '../../../ui/parts.ts'
import { words } from './words.ts'
import type { Press } from '../../../runs/press.ts'
import type { Run } from '../../../runs/run.ts'

const ExportRun = lazyPart(() => import('./ExportRun.tsx'))

interface Props {
  run: Run
  /** The row that it stands in, with all steps of its loop; null where there is none. */
  press: Press | null
  onProblem: (sentence: string | null) => void
  /** Gets a sentence about what was done. */
  onNote: (sentence: string) => void
  onDeleted: () => void
}

/** What can be done with a run. */
export function RunActions({ run, press, onProblem, onNote, onDeleted }: Props) {
  const [exporting, setExporting] = useState(false)
  const act = (failed: string, work: () => Promise<string | null>) => async () => {
    onProblem(null)
    try {
      const said = await work()
      if (said !== null) onProblem(`${failed} ${said}`)
    } catch (error) {
      onProblem(failureSentence(failed, error))
    }
  }
  const exportIt = () => {
    onProblem(null)
    setExporting(true)
  }
  const inPrompt = act(words.notInPrompt, () => openInPrompt(run))
  const inChat = act(words.notInChat, () => openInChat(run))
  const remove = async (one: Press) => {
    onProblem(null)
    const refused = await deletePress(one)
    if (refused === null) onDeleted()
    else onProblem(refused)
  }
  return (
    <>
      <Button onClick={() => void inPrompt()}>Open in Prompt</Button>
      <Button onClick={() => void inChat()}>Open in Chat</Button>
      <Button icon={<Icon name="download" />} disabled={!run.ending} onClick={exportIt}>
        Export run
      </Button>
      {press && (
        <>
          <Button
            icon={<Icon name="pin" />}
            aria-pressed={press.pinned === true}
            onClick={() => void setPinned(press, !press.pinned)}
          >
            Pin
          </Button>
          <Button icon={<Icon name="trash" />} onClick={() => void remove(press)}>
            Delete run
          </Button>
        </>
      )}
      {exporting && (
        <Suspense fallback={null}>
          <ExportRun id={run.id} onDone={() => setExporting(false)} onProblem={onProblem} onNote={onNote} />
        </Suspense>
      )}
    </>
  )
}
