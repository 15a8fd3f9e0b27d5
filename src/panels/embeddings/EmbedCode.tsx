import { useCallback } from 'react'
import { toEmbedCode } from '../../request/embedCode.ts'
import { CodePane } from '../../traffic/CodePane.tsx'
import type { ReactNode } from 'react'
import type { Language } from '../../request/code.ts'
import type { Exchange } from '../../state/embedding/wire.ts'

/** A call of embedding as a program. */
export function EmbedCode({ shown: { sent }, choose }: { shown: Exchange; choose: ReactNode }) {
  const codeIn = useCallback((language: Language) => (sent ? toEmbedCode(language, sent) : null), [sent])
  return (
    <CodePane
      codeIn={codeIn}
      choose={choose}
      missing={(language) =>
        sent ? `There is no ${language} call for this; cURL has it.` : 'This request was not kept.'
      }
    />
  )
}
