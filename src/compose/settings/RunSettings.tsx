/**
 * Run settings: the form of the table in `request/settings/`, for the chosen model. A new row there appears here by
 * itself. The pane around it, or the drawer, is the frame's.
 */
import { useState } from 'react'
import { useStore } from 'zustand'
import { factsOf } from '../../request/capabilities.ts'
import { fieldsFor, isShown } from '../../request/settings/fields.ts'
import { getAt } from '../../request/settings/path.ts'
import { groups } from '../../request/settings/table.ts'
import { useDoc, useMyDefaults, useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Menu, MenuItem } from '../../ui/Popup.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { FunctionsRow } from '../functions/FunctionsRow.tsx'
import { Advanced } from './Advanced.tsx'
import { StructuredOutput } from './Format.tsx'
import { ModelField, useModels } from './ModelField.tsx'
import { Row } from './Row.tsx'
import { Safety } from './Safety.tsx'
import { Section } from './Section.tsx'
import { Setting } from './Setting.tsx'
import { words } from './words.ts'

function Stream() {
  const { setStream } = useDoc().settings
  const stream = useSettings((state) => state.stream)
  return (
    <Row
      title="Stream"
      wire={stream ? ':streamGenerateContent' : ':generateContent'}
      touched={false}
      note={stream ? words.chunkByChunk : words.allAtOnce}
    >
      {() => (
        <span className="ml-auto flex">
          <Switch labelHidden label="Stream" checked={stream} onChange={setStream} />
        </span>
      )}
    </Row>
  )
}

function Defaults() {
  const { saveAsDefaults, backToMyDefaults, backToApiDefaults } = useDoc().settings
  const saved = useMyDefaults((state) => state.saved)
  const [said, setSaid] = useState('')
  const act = (work: () => void, sentence: string) => () => {
    work()
    setSaid(sentence)
  }
  return (
    <>
      <Menu label="More" icon={<Icon name="more" />}>
        <MenuItem size={24} onClick={act(saveAsDefaults, words.saved)}>
          Save as my defaults
        </MenuItem>
        {saved && (
          <MenuItem size={24} onClick={act(backToMyDefaults, words.yoursBack(saved.model))}>
            Use my defaults
          </MenuItem>
        )}
        <MenuItem size={24} onClick={act(backToApiDefaults, saved ? words.yoursForgotten : '')}>
          Restore API defaults
        </MenuItem>
      </Menu>
      {/* Heard and seen where the buttons are, once one of them was pressed. */}
      <p role="status" aria-label="Defaults" className="basis-full px-2 text-wire text-mute">
        {said}
      </p>
    </>
  )
}

export default function RunSettings() {
  const { setSystemInstruction, resetConfig, resetSafety, form } = useDoc().settings
  const round = useStore(form, (state) => state.round)
  const settings = useSettings((state) => state)
  const { systemInstruction } = settings
  const { record } = useModels()
  const facts = factsOf(record, settings.model)
  const fields = fieldsFor(facts)
  const group = (id: string, title: string) => {
    if (id === 'safety') return <Safety key={id} />
    const own = fields.filter((field) => field.group === id && isShown(field, settings))
    const rows = own.map((field) =>
      field.path === 'functions' ? (
        <FunctionsRow key={field.path} wire={field.wire ?? ''} />
      ) : (
        <Setting key={`${field.path} ${round}`} field={field} styled={facts.output.style !== 'prompt'} />
      ),
    )
    const set = own.filter(({ path }) => getAt(settings, path) !== undefined).length
    if (own.length === 0) return null
    if (id !== 'advanced')
      return (
        <Section
          key={id}
          title={title}
          note={set > 0 && (id === 'format' ? `${set} set` : `${set} of ${own.length} set`)}
        >
          {id === 'format' && <StructuredOutput key={round} />}
          {rows}
          {id === 'output' && <Stream />}
        </Section>
      )
    return (
      <Advanced key={id} title={title} set={set}>
        {rows}
      </Advanced>
    )
  }
  return (
    <div className="flex h-full flex-col">
      {/* The foot stands below what scrolls, not over it: nothing that has the focus is under it. */}
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <div className="flex flex-col gap-2.5 px-4 py-3">
          <ModelField />
          <TextArea
            label="System instruction"
            value={systemInstruction}
            onChange={setSystemInstruction}
            placeholder={words.systemInstruction}
          />
        </div>
        {groups.map(({ id, title }) => group(id, title))}
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-between border-t border-line px-1 py-2 narrow:[&_button]:px-1.5">
        <Button size={24} onClick={resetConfig}>
          Reset generation config
        </Button>
        <Button size={24} onClick={resetSafety}>
          Reset safety settings
        </Button>
        <Defaults />
      </div>
    </div>
  )
}
