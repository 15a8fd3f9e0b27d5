import { useState } from 'react'
import { getAt } from '../../request/settings/path.ts'
import { useDoc, useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceRow } from './ChoiceRow.tsx'
import { JsonRow } from './JsonRow.tsx'
import { NumberRow } from './NumberRow.tsx'
import { Row } from './Row.tsx'
import { StopSequences } from './StopSequences.tsx'
import { SwitchRow } from './SwitchRow.tsx'
import type { Field } from '../../request/settings/fields.ts'
import type { At, SettingPath, Settings } from '../../request/settings/table.ts'

/** What line 2 says of a value that the model makes nothing of. */
function cautionFor({ path, taken, title }: Field, settings: Settings): string | undefined {
  if (getAt(settings, path) === undefined) return undefined
  if (taken === 'refused') return `this model takes no ${title}`
  if (taken === 'ignored') return 'ignored by this model'
  if (path === 'generationConfig.logprobs' && !settings.generationConfig.responseLogprobs)
    return 'needs Log probabilities'
  return undefined
}

/** One row of the table as its editor: the editor's kind alone decides how it looks. */
export function Setting({ field }: { field: Field }) {
  const { settings } = useDoc()
  const all = useSettings((state) => state)
  const [anyway, setAnyway] = useState(false)
  const { path, title, editor, usual } = field
  const value = getAt(all, path)
  // The table ties each path to its type; the form knows the editor's kind alone, and hands on a plain pair.
  const set = (next: unknown) => settings.set(path as SettingPath, next as At<SettingPath> | undefined)
  const caution = cautionFor(field, all)
  const own = { title, wire: path, caution, onChange: set }

  if (field.locked && value === undefined && !anyway)
    return (
      <Row title={title} wire={path} touched={false} note={`this model takes no ${title}`}>
        {() => (
          <span className="ml-auto">
            <Button size={24} onClick={() => setAnyway(true)}>
              <span className="sr-only">Set {title} anyway</span>
              <span aria-hidden="true">Set anyway</span>
            </Button>
          </span>
        )}
      </Row>
    )
  switch (editor.kind) {
    case 'slider':
    case 'number':
      return (
        <NumberRow
          field={field}
          editor={editor}
          value={typeof value === 'number' ? value : undefined}
          onChange={set}
          caution={caution}
        />
      )
    case 'choice':
      return (
        <ChoiceRow
          {...own}
          value={typeof value === 'string' ? value : undefined}
          usual={typeof usual === 'string' ? usual : undefined}
          options={editor.options}
        />
      )
    case 'switch':
      return (
        <SwitchRow {...own} value={typeof value === 'boolean' ? value : undefined} usual={usual === true} />
      )
    case 'strings':
      return <StopSequences {...own} value={Array.isArray(value) ? value : []} most={editor.most} />
    case 'json':
      return <JsonRow {...own} value={value as Record<string, unknown> | undefined} />
    case 'own':
      // Its group has a form of its own.
      return null
  }
}
