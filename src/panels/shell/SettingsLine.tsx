import { Suspense } from 'react'
import { useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { lazyPart } from '../../ui/parts.ts'

/** With the settings table, which is not in the first load. */
const Differences = lazyPart(() => import('./Differences.tsx'))

/** Run settings in one line: model first, then what differs. It still names the model where the file does not arrive. */
export function SettingsLine({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const settings = useSettings((state) => state)
  return (
    <section
      aria-label="What is set"
      className="flex h-11 shrink-0 items-center gap-4 low:h-8 border-b border-line bg-ground pr-1 pl-4 wide:h-9 wide:pr-3"
    >
      <p className="min-w-16 truncate font-mono text-label wide:min-w-fit">{settings.model}</p>
      <div className="flex min-w-0 flex-1 items-center text-label text-mute">
        <ErrorBoundary name="what is set" renderNote={() => null}>
          <Suspense fallback={null}>
            <Differences settings={settings} />
          </Suspense>
        </ErrorBoundary>
      </div>
      <Button aria-expanded={open} icon={<Icon name="sliders" />} onClick={onToggle}>
        Run settings
      </Button>
    </section>
  )
}
