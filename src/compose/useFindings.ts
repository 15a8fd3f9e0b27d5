import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { factsOf } from '../request/capabilities.ts'
import { check } from '../request/checks/check.ts'
import { modelsQuery, recordOf } from '../state/connection/queries.ts'
import { useSession } from '../state/connection/session.ts'
import type { ModelFacts } from '../request/capabilities.ts'
import type { Finding } from '../request/checks/finding.ts'
import type { RequestDoc } from '../request/doc.ts'

/** What a model takes, by the list of models where it has been read: nothing is asked for this alone. */
export function useFacts(model: string): ModelFacts {
  useSession((state) => state.connectionId)
  const { data } = useQuery({ ...modelsQuery(), enabled: false })
  return useMemo(() => factsOf(data && recordOf(model), model), [data, model])
}

/** What is wrong or wasted in a document, live. @param tokens of the whole request; null while unknown */
export function useFindings(doc: RequestDoc, tokens: number | null): Finding[] {
  const facts = useFacts(doc.settings.model)
  return useMemo(() => check(doc, facts, { tokens }), [doc, facts, tokens])
}
