import { useMemo, useState } from 'react'
import { JsonText } from '../../answer/JsonText.tsx'
import { languages, toCode } from '../../prompt/code.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { Empty, Pane } from './Pane.tsx'
import { Which } from './Which.tsx'
import type { Choice } from './Which.tsx'
import type { Outgoing } from './outgoing.ts'
import type { Language } from '../../prompt/code.ts'

interface Props {
  outgoing: Outgoing | null
  choice: Choice | null
}

/** The same request as a program; the key comes from the environment, so the text can be shared. */
export function CodeView({ outgoing, choice }: Props) {
  const [language, setLanguage] = useState<Language>('cURL')
  const code = useMemo(() => (outgoing ? toCode(language, outgoing.call) : ''), [language, outgoing])
  if (!outgoing) return <Empty>The request has not left yet.</Empty>
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
          {choice ? <Which choice={choice} /> : 'What Run would send now'}
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
