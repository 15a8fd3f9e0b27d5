import { inspect } from '../state/inspector.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Facts } from './Facts.tsx'
import { Ratings } from './Ratings.tsx'
import { Statistics, StatisticsLine } from './Statistics.tsx'
import { StreamStrip } from './StreamStrip.tsx'
import { usePhone } from './phone.ts'
import type { ReactNode } from 'react'
import type { Run } from '../state/run.ts'

interface Props {
  run: Run
  /** Index of the candidate whose facts and ratings stand beside the run's figures; none where each article has its own. */
  candidate?: number
}

/** Under an answer, pinned while its body scrolls: the strip, the figures of the run, the facts of the one candidate. */
export function AnswerFoot({ run, candidate }: Props) {
  return (
    <div className="@container flex shrink-0 flex-col gap-2 border-t border-line bg-ground px-4 py-2 narrow:px-8">
      <StripRow run={run} />
      <div className="grid grid-cols-1 gap-x-6 @md:grid-cols-[2fr_minmax(0,1.3fr)]">
        <Statistics run={run} />
        {candidate !== undefined && <Facts run={run} index={candidate} />}
      </div>
      {candidate !== undefined && <Ratings run={run} index={candidate} />}
    </div>
  )
}

interface CompactProps {
  run: Run
  /** Index of the candidate on show. */
  candidate: number
  /** Buttons of the answer itself, at the right of the line. */
  actions?: ReactNode
}

/** The foot of a chat turn: strip and one line; facts fold out. */
export function CompactFoot({ run, candidate, actions }: CompactProps) {
  const reason = run.reply.candidates.find((one) => one.index === candidate)?.finishReason
  return (
    <div className="flex flex-col gap-1 pt-2">
      <StripRow run={run} compact />
      <div className="flex items-start justify-between gap-4">
        <StatisticsLine run={run} />
        {actions}
      </div>
      <details className="text-label">
        <summary className="w-fit cursor-pointer rounded-chip font-mono text-mute hover:text-ink">
          {reason ?? 'Facts'}
        </summary>
        <Facts run={run} index={candidate} />
      </details>
      <Ratings run={run} index={candidate} />
    </div>
  )
}

/** The strip and the way from it into the inspector. */
export function StripRow({ run, compact = false }: { run: Run; compact?: boolean }) {
  const phone = usePhone()
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <StreamStrip run={run} compact={compact} />
      </div>
      <div className="-my-1.5 flex">
        <IconButton
          label="Open in Inspector"
          icon={<Icon name="drawer" />}
          size={phone ? 28 : 24}
          onClick={() => inspect(run)}
        />
      </div>
    </div>
  )
}
