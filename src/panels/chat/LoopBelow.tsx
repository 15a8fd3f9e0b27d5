import { Suspense } from 'react'
import { useChat } from '../../state/chat/chat.ts'
import { stepsOf } from '../../state/chat/steps.ts'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { lazyPart } from '../../ui/parts.ts'

// With handlers: where a model calls functions.
const ToolLoop = lazyPart(() => import('./ToolLoop.tsx'))

/** The tool loop below the last turn, on its text's left edge; on a phone a bar over the composer. */
export function LoopBelow() {
  const called = useChat((state) => {
    const { waiting, answer } = stepsOf(state)
    return waiting !== null || answer !== null
  })
  return (
    called && (
      <div className="mx-auto w-full max-w-160 shrink-0 px-4 narrow:px-0 @min-[760px]:mr-0 @min-[760px]:ml-34 @min-[1072px]:ml-44 print:hidden">
        <ErrorBoundary name="the tool loop">
          <Suspense fallback={null}>
            <ToolLoop />
          </Suspense>
        </ErrorBoundary>
      </div>
    )
  )
}
