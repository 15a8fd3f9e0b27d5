/**
 * shell/: the frame around every workspace: top bar, settings line, panes, palette, keys. What stands inside the
 * frame is none of its business. Imported by `App.tsx` alone.
 */
import { Suspense } from 'react'
import { backendLabel, useSession } from '../../state/connection/session.ts'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { lazyPart } from '../../ui/parts.ts'

const DemoMenu = lazyPart(() => import('./DemoMenu.tsx'))

const label = <span className="truncate font-mono text-label text-mute">Demo</span>

/** Which backend answers. A status, so that a change of it is heard; the demo has a chip with more. */
export function Backend() {
  const words = useSession(backendLabel)
  const demo = useSession(({ backend }) => backend === 'demo')
  return (
    <>
      <p
        role="status"
        aria-label="Backend"
        title={words}
        className={demo ? 'sr-only' : 'min-w-0 truncate font-mono text-label text-mute'}
      >
        {words}
      </p>
      {demo && (
        <ErrorBoundary name="what the demo is">
          <Suspense fallback={label}>
            <DemoMenu />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  )
}
