import { useState } from 'react'
import { exportFormats, exportVectors } from '../../state/embedding/exportVectors.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { download } from '../../ui/download.ts'
import type { Result } from '../../state/embedding/analysis.ts'
import type { ExportFormat } from '../../state/embedding/exportVectors.ts'

/** All vectors as received, at full length, as a file. */
export function ExportVectors({ result }: { result: Result }) {
  const [format, setFormat] = useState<ExportFormat>('JSON')
  const save = () => {
    const { name, blob } = exportVectors(result, format)
    download(name, blob)
  }
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
      <Button size={24} onClick={save}>
        Export vectors
      </Button>
    </div>
  )
}
