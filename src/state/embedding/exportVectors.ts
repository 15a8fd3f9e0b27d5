import { toCsv, toJson, toNpy } from '../../vectors/export.ts'
import type { Result } from './analysis.ts'

export const exportFormats = ['JSON', 'CSV', 'npy'] as const
export type ExportFormat = (typeof exportFormats)[number]

const mimeTypes: Record<ExportFormat, string> = {
  JSON: 'application/json',
  CSV: 'text/csv',
  npy: 'application/octet-stream',
}

/** The vectors as received, at full length, as a file in one of the formats. */
export function exportVectors(
  { items, rows, dimensions, settings }: Result,
  format: ExportFormat,
): { name: string; blob: Blob } {
  const { model, taskType, title } = settings
  const about = {
    model,
    ...(taskType && { taskType }),
    ...(title && taskType === 'RETRIEVAL_DOCUMENT' && { title }),
  }
  const vectors = { texts: items.map(({ text }) => text), rows, dimensions, about }
  const content = format === 'JSON' ? toJson(vectors) : format === 'CSV' ? toCsv(vectors) : toNpy(vectors)
  const name = `${model.replaceAll(/[^\w.-]/g, '-')}-${items.length}x${dimensions}.${format.toLowerCase()}`
  return { name, blob: new Blob([content], { type: mimeTypes[format] }) }
}
