import { Suspense } from 'react'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { lazyPart } from '../ui/parts.ts'
import type { Intake } from './useImageIntake.ts'

/** Not in the first load: nothing was added yet. */
const IntakeReport = lazyPart(async () => ({ default: (await import('./IntakeReport.tsx')).IntakeReport }))

/** How far a batch of files is, and what of it was refused; nothing where there is nothing to say. */
export function FilesReport({ intake }: { intake: Intake }) {
  const { outcomes, progress, unseen } = intake
  if (!progress && outcomes.length === 0 && unseen === null) return null
  return (
    <ErrorBoundary name="the report of files">
      <Suspense fallback={null}>
        <IntakeReport intake={intake} />
      </Suspense>
    </ErrorBoundary>
  )
}
