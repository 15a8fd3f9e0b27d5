import { useMemo } from 'react'
import { check } from '../request/checks/check.ts'
import { useFacts } from './useFacts.ts'
import type { Finding } from '../request/checks/finding.ts'
import type { RequestDoc } from '../request/doc.ts'

/** What is wrong or wasted in a document, live. @param tokens of the whole request; null while unknown */
export function useFindings(doc: RequestDoc, tokens: number | null): Finding[] {
  const facts = useFacts(doc.settings.model)
  return useMemo(() => check(doc, facts, { tokens }), [doc, facts, tokens])
}
