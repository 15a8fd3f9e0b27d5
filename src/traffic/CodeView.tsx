import { useCallback } from 'react'
import { toCode } from '../request/code.ts'
import { CodePane } from './CodePane.tsx'
import { withDemoNote } from './demoNote.ts'
import { NoRequest, Which } from './Which.tsx'
import type { OutgoingProps } from './Which.tsx'
import type { Language } from '../request/code.ts'

/** The request of a run as a program. */
export function CodeView({ outgoing, choice, title }: OutgoingProps) {
  const shown = typeof outgoing === 'object' ? outgoing : null
  const codeIn = useCallback(
    (language: Language) =>
      shown ? withDemoNote(toCode(language, shown.call), language, shown.head.url) : null,
    [shown],
  )
  if (!shown) return <NoRequest outgoing={outgoing} choice={choice} title={title} />
  return <CodePane codeIn={codeIn} choose={<Which choice={choice} title={title} />} />
}
