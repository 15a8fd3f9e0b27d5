import { useMemo, useState } from 'react'
import { JsonText } from '../ui/JsonText.tsx'
import { languages } from '../request/code.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Select } from '../ui/Select.tsx'
import { Pane } from './Pane.tsx'
import type { ReactNode } from 'react'
import type { Language } from '../request/code.ts'

interface Props {
  /** The program in a language; null where there is none. */
  codeIn: (language: Language) => string | null
  /** Which request it is about. */
  choose: ReactNode
  /** What to say in place of a program. */
  missing?: (language: Language) => string
}

/** A request as a program; the key comes from the environment, so the text can be shared. */
export function CodePane({ codeIn, choose, missing }: Props) {
  const [language, setLanguage] = useState<Language>('cURL')
  const code = useMemo(() => codeIn(language), [codeIn, language])
  return (
    <Pane
      head={
        <>
          <Select
            label="Language"
            labelHidden
            size={24}
            value={language}
            options={languages}
            onChange={(value) => setLanguage(languages.find((known) => known === value) ?? 'cURL')}
          />
          {choose}
          {code !== null && (
            <span className="ml-auto">
              <CopyButton size={24} label="Copy code" text={() => code} />
            </span>
          )}
        </>
      }
    >
      {code === null ? (
        <p className="text-label text-mute">{missing?.(language)}</p>
      ) : (
        <JsonText text={code} />
      )}
    </Pane>
  )
}
