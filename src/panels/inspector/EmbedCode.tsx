import { useMemo, useState } from 'react'
import { JsonText } from '../../answer/JsonText.tsx'
import { languages } from '../../prompt/code.ts'
import { toEmbedCode } from '../../prompt/embedCode.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { Pane } from './Pane.tsx'
import type { ReactNode } from 'react'
import type { Language } from '../../prompt/code.ts'
import type { Exchange } from '../../state/embedding/wire.ts'

/** A call of embedding as a program; the key comes from the environment, so the text can be shared. */
export function EmbedCode({ shown: { sent }, choose }: { shown: Exchange; choose: ReactNode }) {
  const [language, setLanguage] = useState<Language>('cURL')
  const code = useMemo(() => (sent ? toEmbedCode(language, sent) : null), [language, sent])
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
          {code && (
            <span className="ml-auto">
              <CopyButton size={24} label="Copy code" text={() => code} />
            </span>
          )}
        </>
      }
    >
      {code ? (
        <JsonText text={code} />
      ) : (
        <p className="text-label text-mute">
          {sent ? `There is no ${language} call for this; cURL has it.` : 'This request was not kept.'}
        </p>
      )}
    </Pane>
  )
}
