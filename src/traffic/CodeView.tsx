import { useCallback } from 'react'
import { toCode } from '../request/code.ts'
import { CodePane } from './CodePane.tsx'
import { NoRequest, Which } from './Which.tsx'
import type { OutgoingProps } from './Which.tsx'
import type { Language } from '../request/code.ts'

/** The request of a run as a program. */
export function CodeView({ outgoing, choice, title }: OutgoingProps) {
  const call = typeof outgoing === 'object' ? outgoing?.call : undefined
  const codeIn = useCallback((language: Language) => (call ? toCode(language, call) : null), [call])
  if (!call) return <NoRequest outgoing={outgoing} choice={choice} title={title} />
  return <CodePane codeIn={codeIn} choose={<Which choice={choice} title={title} />} />
}
