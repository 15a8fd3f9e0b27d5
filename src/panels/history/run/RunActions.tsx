import { Suspense, useState } from 'react'
import { openInChat, openInPrompt } from '../../../state/history/openRun.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { failureSentence } from '../../../ui/useAttempt.ts'
import { lazyPart } from '../../../ui/parts.ts'
import type { Run } from '../../../runs/run.ts'

const ExportRun = lazyPart(() => import('./ExportRun.tsx'))

interface Props {
  run: Run
  onProblem: (sentence: string | null) => void
}

/** What can be done with a run. */
export function RunActions({ run, onProblem }: Props) {
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
  const inPrompt = act('It was not opened in Prompt.', () => openInPrompt(run))
  const inChat = act('It was not opened in Chat.', () => openInChat(run))
  return (
    <>
      <Button onClick={() => void inPrompt()}>Open in Prompt</Button>
      <Button onClick={() => void inChat()}>Open in Chat</Button>
      <Button icon={<Icon name="download" />} disabled={!run.ending} onClick={() => setExporting(true)}>
        Export run
      </Button>
      {exporting && (
        <Suspense fallback={null}>
          <ExportRun run={run} onDone={() => setExporting(false)} onProblem={onProblem} />
        </Suspense>
      )}
    </>
  )
}
