import { useMemo } from 'react'
import { Checks, counted } from '../../compose/Checks.tsx'
import { useFindings } from '../../compose/useFindings.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { usePrompt } from '../../state/prompt/prompt.ts'
import { applyToPrompt } from '../../state/prompt/applyToPrompt.ts'
import { promptRequestDoc } from '../../state/prompt/promptRun.ts'

/** The list Checks of the prompt as it stands. @param tokens of the whole request; null while unknown */
export default function PromptChecks({ tokens }: { tokens: number | null }) {
  const draft = usePrompt((state) => state)
  const settings = useSettings((state) => state)
  // oxlint-disable-next-line react/exhaustive-deps -- both are what the document is made from
  const doc = useMemo(() => promptRequestDoc(), [draft, settings])
  const findings = useFindings(doc, tokens)
  return (
    findings.length > 0 && (
      <section className="shrink-0 border-t border-line px-3 py-1 narrow:px-4">
        <h3 className="flex h-6 items-center justify-between text-label font-semibold">
          Checks <span className="font-normal text-mute">{counted(findings)}</span>
        </h3>
        <Checks findings={findings} onFix={(change) => applyToPrompt([change])} />
      </section>
    )
  )
}
