import { useCallback } from 'react'
import { toCode } from '../../request/code.ts'
import { CodePane } from './CodePane.tsx'
import { NoRequest, Which } from './Which.tsx'
import type { OutgoingProps } from './Which.tsx'
import type { Language } from '../../request/code.ts'

/** The request of a run as a program. */
export function CodeView({ outgoing, choice, title }: OutgoingProps) {
  const codeIn = useCallback(
    (language: Language) => (outgoing ? toCode(language, outgoing.call) : null),
    [outgoing],
  )
  if (!outgoing) return <NoRequest choice={choice} title={title} />
  return <CodePane codeIn={codeIn} choose={<Which choice={choice} title={title} />} />
}
