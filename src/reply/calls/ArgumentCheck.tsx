import { useMemo } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import { checkArguments } from './check.ts'
import { argumentWords as words } from './words.ts'
import type { ReactNode } from 'react'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Settings } from '../../request/settings/table.ts'
import type { ArgumentCheck as Checked } from './check.ts'

/** More are counted and not listed. */
const MOST_SHOWN = 10

/** What of a call's arguments does not fit the declaration that it was asked with; nothing where all fits. */
export default function ArgumentCheck({ call, asked }: { call: FunctionCall; asked: Settings }) {
  const text = JSON.stringify([call.name, call.args])
  // Merging makes new objects of the same call: it is compared as text.
  // oxlint-disable-next-line react/exhaustive-deps
  const checked = useMemo(() => checkArguments(call, asked), [text, asked])
  if (!checked) return null
  const { title, about } = said(checked, call.name ?? '')
  return (
    <Note
      role="note"
      label="Argument check"
      tone="caution"
      icon={<Icon name="warning" />}
      title={`Argument check: ${title}`}
    >
      {about}
    </Note>
  )
}

function said(checked: Checked, name: string): { title: string; about: ReactNode } {
  if (checked.kind === 'not declared') return { title: words.notDeclared(name), about: words.notDeclaredMore }
  if (checked.kind === 'unusable') return { title: words.unusable, about: words.unusableMore(checked.why) }
  const { misfits } = checked
  return {
    title: words.misfits(checked),
    about: (
      <ul>
        {misfits.slice(0, MOST_SHOWN).map(({ path, is, declared }) => (
          <li key={`${path} ${is} ${declared}`}>
            <code className="font-mono text-label">{path}</code> {is}; {words.declared}{' '}
            <code className="font-mono text-label">{declared}</code>
          </li>
        ))}
        {misfits.length > MOST_SHOWN && <li>{words.more(misfits.length - MOST_SHOWN)}</li>}
      </ul>
    ),
  }
}
