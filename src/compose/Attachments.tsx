import { Suspense } from 'react'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { lazyPart } from '../ui/parts.ts'
import { FilesReport } from './FilesReport.tsx'
import type { ImageRef } from '../request/schema.ts'
import type { Intake } from './useImageIntake.ts'

const AttachmentList = lazyPart(() => import('./AttachmentList.tsx'))

interface Props {
  images: readonly ImageRef[]
  /** The whole list anew: reordered, one removed, or one in another size. */
  onChange: (images: readonly ImageRef[]) => void
  intake: Intake
  /** Tokens of one picture as the API counts them; undefined while unknown. */
  tokens?: (image: ImageRef) => number | undefined
}

/** The pictures that go with the text, above the foot of a composer, and what became of the last files. */
export function Attachments({ images, onChange, intake, tokens }: Props) {
  const reports = intake.outcomes.some(({ result }) => !result.ok)
  return (
    <>
      <FilesReport intake={intake} />
      {images.length > 0 && (
        <ErrorBoundary name="the list of attachments">
          <Suspense fallback={null}>
            <AttachmentList images={images} onChange={onChange} reports={reports} tokens={tokens} />
          </Suspense>
        </ErrorBoundary>
      )}
      {intake.over && (
        <div className="pointer-events-none fixed inset-0 z-3 flex items-center justify-center outline-2 -outline-offset-2 outline-accent">
          <p className="rounded-control border border-line bg-raised px-4 py-2 text-ui font-semibold shadow-over">
            Drop images to attach them
          </p>
        </div>
      )}
    </>
  )
}
