import { useMemo } from 'react'
import { factsOf } from '../request/capabilities.ts'
import { check } from '../request/checks/check.ts'
import { useRecord } from '../state/connection/useRecord.ts'
import type { ModelFacts } from '../request/capabilities.ts'
import type { Finding } from '../request/checks/finding.ts'
import type { RequestDoc } from '../request/doc.ts'

/** What a model takes, by the list of models where it has been read. */
export function useFacts(model: string): ModelFacts {
  const record = useRecord(model)
  return useMemo(() => factsOf(record, model), [record, model])
}

/** What is wrong or wasted in a document, live. @param tokens of the whole request; null while unknown */
export function useFindings(doc: RequestDoc, tokens: number | null): Finding[] {
  const facts = useFacts(doc.settings.model)
  return useMemo(() => check(doc, facts, { tokens }), [doc, facts, tokens])
}
