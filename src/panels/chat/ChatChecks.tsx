import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { Checks, counted } from '../../compose/Checks.tsx'
import { sorted } from '../../request/checks/check.ts'
import { useFacts } from '../../compose/useFacts.ts'
import { useFindings } from '../../compose/useFindings.ts'
import { callsOf } from '../../state/chat/answered.ts'
import { chatRequest } from '../../state/chat/answer.ts'
import { emptyResult } from '../../state/chat/calls.ts'
import { isBlank } from '../../request/draft.ts'
import { mediaIn } from '../../request/media.ts'
import { useChat } from '../../state/chat/chat.ts'
import { applyToChat, fileFindings, lengthFindings, lossFindings } from '../../state/chat/checks.ts'
import { useDraft } from '../../state/chat/draft.ts'
import { stepsOf } from '../../state/chat/steps.ts'
import { draftedTurn, makeTurn } from '../../state/chat/turns.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { useNow } from '../../ui/useNow.ts'
import { useCounts } from './useCounts.ts'

/** Files are kept for days: a quarter of an hour is near enough. */
const NOW_MS = 15 * 60_000

/** The list Checks of the conversation with the message being written, straight above the composer. */
export default function ChatChecks() {
  const settings = useSettings((state) => state)
  const shown = useChat((state) => state.shown)
  const media = useDraft(useShallow((state) => mediaIn(state.parts)))
  const { history, message } = useCounts()
  const facts = useFacts(settings.model)
  const writing = useDraft((state) => !isBlank(state))
  const waiting = useChat((state) => (writing ? null : (stepsOf(state).waiting?.turn ?? null)))
  // Which words the message holds makes no difference to any rule, and every key would print the conversation anew.
  const { doc, sent } = useMemo(() => {
    // Where calls wait and no message is written, their results are what goes next.
    const next = waiting
      ? makeTurn('user', waiting.conversation, waiting.id, callsOf(waiting).map(emptyResult))
      : draftedTurn({ parts: [...media.map((one) => ({ media: one })), { text: '…' }] })
    const whole = chatRequest(settings, [...shown, next])
    return { doc: whole.doc, sent: whole.sent.slice(0, -1) }
  }, [settings, shown, media, waiting])
  const inRequest = useFindings(doc, null)
  const now = useNow(NOW_MS)
  const beyond = useMemo(
    () => [
      ...lossFindings(shown, facts, media.length),
      ...fileFindings(sent, now),
      ...lengthFindings(sent, facts, { history: history ?? 0, message: message ?? 0 }),
    ],
    [shown, facts, media, sent, now, history, message],
  )
  const findings = sorted([...inRequest, ...beyond])
  return (
    findings.length > 0 && (
      <section className="relative pb-2">
        <h3 className="flex items-baseline gap-2 text-label font-semibold @min-[760px]:absolute @min-[760px]:top-2.5 @min-[760px]:right-full @min-[760px]:mr-6 @min-[760px]:w-28 @min-[760px]:flex-col @min-[760px]:gap-0 @min-[1072px]:w-38">
          Checks <span className="font-normal text-mute">{counted(findings)}</span>
        </h3>
        <Checks findings={findings} onFix={(change) => void applyToChat([change])} />
      </section>
    )
  )
}
