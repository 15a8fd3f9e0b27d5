/**
 * Run settings: the form of the one schema in `prompt/schema.ts`, for the chosen model. A new setting there appears
 * here by itself. The pane around it, or the drawer, is the frame's.
 */
import { useState } from 'react'
import { fieldsFor, maxItems } from '../../request/fields.ts'
import type { Field } from '../../request/fields.ts'
import type { Config } from '../../request/schema.ts'
import { useDoc, useMyDefaults, useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { Advanced } from './Advanced.tsx'
import { ModelField, useModels } from './ModelField.tsx'
import { NumberRow } from './NumberRow.tsx'
import { Row } from './Row.tsx'
import { Safety } from './Safety.tsx'
import { Section } from './Section.tsx'
import { StopSequences } from './StopSequences.tsx'
import { SwitchRow } from './SwitchRow.tsx'

function Setting({ field, config }: { field: Field; config: Config }) {
  const { setConfig } = useDoc().settings
  const { name, title, wire } = field
  const value = config[name]
  // The schema ties each name to its type; the form knows only the control, so the store is handed a plain pair.
  const set = (next: number | boolean | string[] | undefined) => setConfig(name, next as Config[typeof name])
  if (field.control === 'list')
    return (
      <StopSequences
        title={title}
        wire={wire}
        value={Array.isArray(value) ? value : []}
        most={maxItems(name)}
        onChange={set}
      />
    )
  if (field.control === 'switch')
    return (
      <SwitchRow
        title={title}
        wire={wire}
        value={typeof value === 'boolean' ? value : undefined}
        usual={field.default === true}
        onChange={set}
      />
    )
  return (
    <NumberRow
      field={field}
      value={typeof value === 'number' ? value : undefined}
      onChange={set}
      caution={
        name === 'logprobs' && value !== undefined && !config.responseLogprobs
          ? 'needs Log probabilities'
          : undefined
      }
    />
  )
}

function Stream() {
  const { setStream } = useDoc().settings
  const stream = useSettings((state) => state.stream)
  return (
    <Row
      title="Stream"
      wire={stream ? ':streamGenerateContent' : ':generateContent'}
      touched={false}
      note={stream ? 'as it is written' : 'all at once'}
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
  return (
    <Section title="Defaults">
      <div className="flex flex-wrap gap-x-2 gap-y-1">
        <Button variant="bordered" size={24} onClick={saveAsDefaults}>
          Save as my defaults
        </Button>
        {saved && (
          <Button variant="bordered" size={24} onClick={backToMyDefaults}>
            Use my defaults
          </Button>
        )}
        <Button size={24} onClick={backToApiDefaults}>
          Back to the API’s defaults
        </Button>
      </div>
      <p className="pt-1 text-wire text-mute">
        {saved
          ? `Saved on this device, with model ${saved.model}. Going back to the API’s defaults forgets them.`
          : 'Yours are kept on this device; new visits start with them.'}
      </p>
    </Section>
  )
}

export default function RunSettings() {
  // A reset also takes away what was typed and refused: each row starts anew.
  const [resets, setResets] = useState(0)
  const { setSystemInstruction, resetConfig, resetSafety } = useDoc().settings
  const config = useSettings((state) => state.generationConfig)
  const systemInstruction = useSettings((state) => state.systemInstruction)
  const { record } = useModels()
  const fields = fieldsFor(record)
  const group = (name: Field['group']) =>
    fields
      .filter((field) => field.group === name)
      .map((field) => <Setting key={`${field.name} ${resets}`} field={field} config={config} />)
  const advancedSet = fields.filter(
    (field) => field.group === 'advanced' && config[field.name] !== undefined,
  ).length
  return (
    <div className="flex min-h-full flex-col">
      <div className="flex flex-col gap-2.5 px-4 py-3">
        <ModelField />
        <TextArea
          label="System instruction"
          value={systemInstruction}
          onChange={setSystemInstruction}
          placeholder="How the model should answer, for every turn"
        />
      </div>
      <Section title="Sampling">{group('sampling')}</Section>
      <Section title="Output">
        {group('output')}
        <Stream />
      </Section>
      <Safety />
      <Advanced set={advancedSet}>{group('advanced')}</Advanced>
      <Defaults />
      <div className="sticky bottom-0 z-1 mt-auto flex flex-wrap justify-between border-t border-line bg-panel px-2 py-2">
        <Button
          size={24}
          onClick={() => {
            resetConfig()
            setResets(resets + 1)
          }}
        >
          Reset generation config
        </Button>
        <Button size={24} onClick={resetSafety}>
          Reset safety settings
        </Button>
      </div>
    </div>
  )
}
