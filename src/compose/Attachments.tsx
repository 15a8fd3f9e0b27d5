import { Suspense } from 'react'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { lazyPart } from '../ui/parts.ts'
import { FilesReport } from './FilesReport.tsx'
import { words } from './words.ts'
import type { Draft } from '../request/draft.ts'
import type { Intake } from './useImageIntake.ts'

/** Not in the first load: nothing is attached yet. */
const PartList = lazyPart(async () => ({ default: (await import('./PartList.tsx')).PartList }))

export interface AttachmentsProps {
  draft: Draft
  /** The draft by now: another size takes its time, and the list may have left the screen by then. */
  present: () => Draft
  onChange: (draft: Draft) => void
  intake: Intake
  /** What the composer's own field is called in the list. */
  own: string
  /** Whether pictures may be sent to be counted. */
  counts: boolean
}

/** What goes with the text, above the foot of a composer, and what became of the last files. */
export function Attachments(props: AttachmentsProps) {
  const { draft, intake } = props
  return (
    <>
      <FilesReport intake={intake} />
      {draft.parts.length > 1 && (
        <ErrorBoundary name="the attachments">
          <Suspense fallback={null}>
            <PartList {...props} />
          </Suspense>
        </ErrorBoundary>
      )}
      {intake.over && (
        <div className="pointer-events-none fixed inset-0 z-3 flex items-center justify-center outline-2 -outline-offset-2 outline-accent">
          <p className="rounded-control border border-line bg-raised px-4 py-2 text-ui font-semibold shadow-over">
            {words.drop}
          </p>
        </div>
      )}
    </>
  )
}
