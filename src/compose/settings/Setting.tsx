import { useState } from 'react'
import { hasWhatItNeeds, usualOf } from '../../request/settings/fields.ts'
import { getAt } from '../../request/settings/path.ts'
import { table } from '../../request/settings/table.ts'
import { useDoc, useSettings } from '../../state/documents/documents.ts'
import { ChoiceRow } from './ChoiceRow.tsx'
import { DayRow } from './DayRow.tsx'
import { JsonRow } from './JsonRow.tsx'
import { NumberRow } from './NumberRow.tsx'
import { SetAnyway } from './SetAnyway.tsx'
import { SetRow } from './SetRow.tsx'
import { SpeakersRow } from './SpeakersRow.tsx'
import { Strings } from './Strings.tsx'
import { SwitchRow } from './SwitchRow.tsx'
import { TextRow } from './TextRow.tsx'
import { YesNoRow } from './YesNoRow.tsx'
import { words } from './words.ts'
import type { Taken } from '../../request/capabilities.ts'
import type { SpeakerVoice } from '../../request/settings/editors.ts'
import type { Field } from '../../request/settings/fields.ts'
import type { At, SettingPath, Settings } from '../../request/settings/table.ts'

const waysOut = new Set<Taken>(['ignored', 'refused'])

/** What line 2 says of a model that makes nothing of it. */
function reasonOf(field: Field, settings: Settings): string | undefined {
  const { path, taken, locked, title, why, needs } = field
  if (taken === 'ignored') return words.ignored
  if (taken === 'refused' || locked) return why ?? words.takesNo(title)
  if (path === 'generationConfig.logprobs' && settings.generationConfig.logprobs !== undefined)
    return settings.generationConfig.responseLogprobs ? undefined : words.needsLogprobs
  if (!hasWhatItNeeds(field, settings)) return words.needs(table.find((row) => row.path === needs)?.title)
  return undefined
}

/** A word that another model takes. */
function strange({ editor }: Field, value: unknown): string | undefined {
  if (editor.kind !== 'choice' || typeof value !== 'string') return undefined
  return editor.options.some((one) => one.value === value) ? undefined : words.takesNo(value)
}

/** One row of the table as its editor: the editor's kind alone decides how it looks. */
export function Setting({ field, styled }: { field: Field; styled: boolean }) {
  const { settings } = useDoc()
  const all = useSettings((state) => state)
  const [anyway, setAnyway] = useState(false)
  const { path, title, editor, taken } = field
  const usual = usualOf(field, all)
  const value = getAt(all, path)
  // The table ties each path to its type; the form knows the editor's kind alone, and hands on a plain pair.
  const set = (next: unknown) => settings.set(path as SettingPath, next as At<SettingPath> | undefined)
  const replaced = field.hidden || (path === 'voice' && all.speakers !== undefined)
  if (replaced && value === undefined) return null

  const untaken = field.locked || waysOut.has(taken)
  const mute = untaken && value === undefined && !anyway
  const reason = reasonOf(field, all) ?? strange(field, value)
  const row = {
    title,
    wire: field.wire ?? path,
    mute: untaken && !anyway,
    // Rules for ids go out of date faster than pages are reloaded: only the model's own record locks a control.
    locked: mute && field.locked,
    note: reason && (
      <>
        <span className={value === undefined ? undefined : 'text-caution'}>{reason}</span>
        {mute && <SetAnyway title={title} onPress={() => setAnyway(true)} />}
      </>
    ),
  }
  switch (editor.kind) {
    case 'slider':
    case 'number':
      return (
        <NumberRow
          {...row}
          field={field}
          editor={editor}
          value={typeof value === 'number' ? value : undefined}
          onChange={set}
        />
      )
    case 'choice':
      return (
        <ChoiceRow
          {...row}
          value={typeof value === 'string' ? value : undefined}
          usual={typeof usual === 'string' ? usual : undefined}
          options={editor.options}
          onChange={set}
        />
      )
    case 'switch':
      return (
        <SwitchRow
          {...row}
          value={typeof value === 'boolean' ? value : undefined}
          usual={usual === true}
          onChange={(next) => set(editor.onOnly && !next ? undefined : next)}
        />
      )
    case 'day':
      return <DayRow {...row} value={typeof value === 'string' ? value : undefined} onChange={set} />
    case 'yes or no':
      return (
        <YesNoRow
          {...row}
          note={row.note ?? (value === undefined && editor.unset)}
          value={typeof value === 'boolean' ? value : undefined}
          onChange={set}
        />
      )
    case 'set':
      return (
        <SetRow
          {...row}
          value={Array.isArray(value) ? (value as string[]) : undefined}
          usual={Array.isArray(usual) ? (usual as string[]) : undefined}
          options={editor.options}
          onChange={set}
        />
      )
    case 'text':
      return (
        <TextRow
          {...row}
          value={typeof value === 'string' ? value : undefined}
          longest={editor.longest}
          placeholder={editor.placeholder}
          suggestions={editor.suggestions}
          onChange={set}
        />
      )
    case 'speakers':
      return (
        <SpeakersRow
          {...row}
          value={value as SpeakerVoice[] | undefined}
          most={editor.most}
          styled={styled}
          voice={all.voice}
          onChange={(next) => {
            // The API takes one voice or several, never both.
            if (next && all.voice !== undefined) settings.set('voice', undefined)
            set(next)
          }}
        />
      )
    case 'strings':
      return (
        <Strings
          {...row}
          one={editor.one}
          value={Array.isArray(value) ? value : []}
          most={editor.most}
          longest={editor.longest}
          onChange={set}
        />
      )
    case 'json':
      return (
        <JsonRow
          {...row}
          value={value as Record<string, unknown> | undefined}
          most={editor.most}
          hint={editor.hint}
          onChange={set}
        />
      )
    case 'functions':
    case 'own':
      // Its group has a form of its own.
      return null
  }
}
