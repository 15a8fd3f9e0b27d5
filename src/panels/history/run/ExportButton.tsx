import { Suspense, useState } from 'react'
import { say } from '../../../state/history/actions.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { lazyPart } from '../../../ui/parts.ts'
import type { RunId } from '../../../runs/run.ts'

const ExportRun = lazyPart(() => import('./ExportRun.tsx'))

/** Export from a row of the list. @property number of the row, counted from 1 */
export function ExportButton({ id, number }: { id: RunId; number: number }) {
  const [exporting, setExporting] = useState(false)
  return (
    <>
      <IconButton
        size={24}
        label={`Export run ${number}`}
        icon={<Icon name="download" />}
        onClick={() => setExporting(true)}
      />
      {exporting && (
        <Suspense fallback={null}>
          <ExportRun id={id} onDone={() => setExporting(false)} onProblem={say} onNote={say} />
        </Suspense>
      )}
    </>
  )
}
