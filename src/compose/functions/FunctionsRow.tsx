import { Suspense, useState } from 'react'
import { useDoc, useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBoundary } from '../../ui/ErrorBoundary.tsx'
import { lazyPart } from '../../ui/parts.ts'
import { Row } from '../settings/Row.tsx'

const Functions = lazyPart(() => import('./Functions.tsx'))

/** How many functions of one's own the model may call, and the way to them. */
export function FunctionsRow({ wire }: { wire: string }) {
  const { settings } = useDoc()
  const count = useSettings((state) => state.functions?.length ?? 0)
  const [open, setOpen] = useState(false)
  return (
    <Row
      title="Functions"
      wire={wire}
      touched={count > 0}
      fallback="none"
      fallbackShown
      onUseDefault={() => settings.set('functions', undefined)}
    >
      {(saidId) => (
        <span className="ml-auto flex items-center gap-2">
          {count > 0 && <span className="text-label text-mute">{count} declared</span>}
          <Button
            variant="bordered"
            size={24}
            aria-haspopup="dialog"
            aria-describedby={saidId}
            onClick={() => setOpen(true)}
          >
            Functions
          </Button>
          {open && (
            <DialogBoundary title="Functions" onClose={() => setOpen(false)}>
              <Suspense fallback={null}>
                <Functions onClose={() => setOpen(false)} />
              </Suspense>
            </DialogBoundary>
          )}
        </span>
      )}
    </Row>
  )
}
