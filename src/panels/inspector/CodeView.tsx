import { useMemo, useState } from 'react'
import { JsonText } from '../../answer/JsonText.tsx'
import { languages, toCode } from '../../prompt/code.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { Pane } from './Pane.tsx'
import { NoRequest, Which } from './Which.tsx'
import type { OutgoingProps } from './Which.tsx'
import type { Language } from '../../prompt/code.ts'

/** The same request as a program; the key comes from the environment, so the text can be shared. */
export function CodeView({ outgoing, choice, title }: OutgoingProps) {
  const [language, setLanguage] = useState<Language>('cURL')
  const code = useMemo(() => (outgoing ? toCode(language, outgoing.call) : ''), [language, outgoing])
  if (!outgoing) return <NoRequest choice={choice} title={title} />
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
          <Which choice={choice} title={title} />
          <span className="ml-auto">
            <CopyButton size={24} label="Copy code" text={() => code} />
          </span>
        </>
      }
    >
      <JsonText text={code} />
    </Pane>
  )
}
