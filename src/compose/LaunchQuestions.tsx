import { Suspense } from 'react'
import { useStore } from 'zustand'
import { DialogBoundary } from '../ui/ErrorBoundary.tsx'
import { lazyPart } from '../ui/parts.ts'
import { KeyQuestion } from './KeyQuestion.tsx'
import type { Change } from '../request/checks/finding.ts'
import type { createLaunch } from '../state/documents/launch.ts'

const BeforeYouRun = lazyPart(() => import('./BeforeYouRun.tsx'))

interface Props {
  launch: ReturnType<typeof createLaunch>
  /** Where a key may be, at the beginning of the sentence. */
  where?: string
  onRemoveKey: () => void
  onFix: (changes: readonly Change[]) => void
}

/** What is asked between a press and the request, one dialog at a time. */
export function LaunchQuestions({ launch, where, onRemoveKey, onFix }: Props) {
  const { asking, errors } = useStore(launch.store)
  const sendAnyway = () => void launch.sendAnyway()
  const { closeQuestion } = launch
  return (
    <>
      <KeyQuestion
        open={asking}
        {...(where !== undefined && { where })}
        onRun={sendAnyway}
        onRemove={onRemoveKey}
        onClose={closeQuestion}
      />
      {errors && (
        <DialogBoundary title="Before you run" onClose={closeQuestion}>
          <Suspense fallback={null}>
            <BeforeYouRun errors={errors} onFix={onFix} onRun={sendAnyway} onClose={closeQuestion} />
          </Suspense>
        </DialogBoundary>
      )}
    </>
  )
}
