import { useMemo } from 'react'
import { factsOf } from '../request/capabilities.ts'
import { useRecord } from '../state/connection/useRecord.ts'
import type { ModelFacts } from '../request/capabilities.ts'

/** What a model takes, by the list of models where it has been read. */
export function useFacts(model: string): ModelFacts {
  const record = useRecord(model)
  return useMemo(() => factsOf(record, model), [record, model])
}
