import { Button } from '../../ui/Button.tsx'
import { loadPart } from '../../ui/parts.ts'
import { useAttempt } from '../../ui/useAttempt.ts'
import { continueWords as words } from './words.ts'
import type { Run } from '../../runs/run.ts'

/** Takes a call of Prompt to where its result can be given: a conversation of its own. Sends nothing. */
export function ContinueInChat({ run, candidate }: { run: Run; candidate: number }) {
  const { problem, attempt } = useAttempt()
  const open = async () => {
    const { openInChat } = await loadPart(() => import('../../state/history/openRun.ts'))
    const refused = await openInChat(run, candidate)
    if (refused !== null) throw new Error(refused)
  }
  return (
    <>
      <Button variant="bordered" title={words.about} onClick={() => attempt(words.failed, open)}>
        Continue in Chat
      </Button>
      {problem && (
        <p role="alert" className="self-center text-label text-fail">
          {problem}
        </p>
      )}
    </>
  )
}
