import { useState } from 'react'
import { exportFormats, exportVectors } from '../../state/embedding/exportVectors.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import type { Result } from '../../state/embedding/analysis.ts'
import type { ExportFormat } from '../../state/embedding/exportVectors.ts'

function download({ name, blob }: { name: string; blob: Blob }): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser has taken the file over by then; at once would be too early in some.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** All vectors as received, at full length, as a file. */
export function ExportVectors({ result }: { result: Result }) {
  const [format, setFormat] = useState<ExportFormat>('JSON')
  return (
    <div className="flex items-center gap-1">
      <Select
        label="Export format"
        labelHidden
        size={24}
        value={format}
        options={exportFormats}
        onChange={(value) => setFormat(value as ExportFormat)}
      />
      <Button size={24} onClick={() => download(exportVectors(result, format))}>
        Export vectors
      </Button>
    </div>
  )
}
