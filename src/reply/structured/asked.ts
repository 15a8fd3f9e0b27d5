import { settingsOf } from '../../runs/run.ts'
import type { Json } from '../../request/json.ts'
import type { Run } from '../../runs/run.ts'

/** How a run asked for its answer, where that was not as text. */
export interface AskedFormat {
  mimeType: 'application/json' | 'text/x.enum'
  /** In either spelling; null where any JSON would do. */
  schema: Json | null
}

/** By the settings that the run keeps, so the same after a reload and after the settings have changed. */
export function askedFormat(run: Run): AskedFormat | null {
  const config = settingsOf(run)?.generationConfig
  if (!config?.responseMimeType) return null
  return {
    mimeType: config.responseMimeType,
    schema: config.responseJsonSchema ?? config.responseSchema ?? null,
  }
}
