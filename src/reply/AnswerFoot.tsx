import { inspect } from '../state/shell/inspector.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Facts, FoldedFacts } from './Facts.tsx'
import { Ratings } from './Ratings.tsx'
import { Statistics, StatisticsLine } from './Statistics.tsx'
import { StreamStrip } from './StreamStrip.tsx'
import { useSmall } from '../ui/screen.ts'
import type { ReactNode } from 'react'
import type { Run } from '../runs/run.ts'

interface Props {
  run: Run
  /** Index of the candidate whose facts and ratings stand beside the run's figures; none where each article has its own. */
  candidate?: number | undefined
}

/** Under an answer, pinned while its body scrolls: the strip, the figures of the run, the facts of the one candidate. */
export function AnswerFoot({ run, candidate }: Props) {
  const small = useSmall()
  const known = candidate !== undefined
  return (
    <div className="@container shrink-0 border-t border-line bg-ground">
      <div className="flex flex-col gap-2 px-4 py-2 low:py-1 @md:px-8">
        {small ? (
          <CompactFoot run={run} candidate={candidate} />
        ) : (
          <>
            <StripRow run={run} />
            <div
              className={`grid grid-cols-1 gap-x-6 ${known ? '@min-[560px]:grid-cols-[2fr_minmax(0,1.3fr)]' : ''}`}
            >
              <Statistics run={run} />
              {known && <Facts run={run} index={candidate} />}
            </div>
            {known && <Ratings run={run} index={candidate} />}
          </>
        )}
      </div>
    </div>
  )
}

interface CompactProps extends Props {
  candidate: number | undefined
  /** Buttons of the answer itself, at the right of the line. */
  actions?: ReactNode
}

/** The foot of a chat turn, and of any answer where there is little room: strip and one line; facts fold out. */
export function CompactFoot({ run, candidate, actions }: CompactProps) {
  return (
    <div className="flex flex-col gap-1">
      <StreamStrip run={run} compact />
      <div className="flex flex-wrap items-center gap-x-1">
        <StatisticsLine run={run} />
        {actions}
        {candidate !== undefined && <FoldedFacts run={run} index={candidate} />}
        <OpenInInspector run={run} />
      </div>
      {candidate !== undefined && <Ratings run={run} index={candidate} />}
    </div>
  )
}

/** The strip and the way from it into the inspector. */
export function StripRow({ run }: { run: Run }) {
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <StreamStrip run={run} />
      </div>
      <div className="-my-1">
        <OpenInInspector run={run} />
      </div>
    </div>
  )
}

function OpenInInspector({ run }: { run: Run }) {
  return (
    <IconButton
      label="Open in Inspector"
      icon={<Icon name="drawer" />}
      size={24}
      onClick={() => inspect(run.id)}
    />
  )
}
