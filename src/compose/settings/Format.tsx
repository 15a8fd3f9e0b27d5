import { Suspense, useEffect, useState } from 'react'
import { formatOf, loadAside, setMimeType, setSchema, turnOff } from '../../state/documents/format.ts'
import { useDoc, useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBoundary } from '../../ui/ErrorBoundary.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { lazyPart } from '../../ui/parts.ts'
import { ChoiceRow } from './ChoiceRow.tsx'
import { JsonRow } from './JsonRow.tsx'
import { SwitchRow } from './SwitchRow.tsx'
import { words } from './words.ts'
import type { Json } from '../../request/json.ts'
import type { SettingsDoc } from '../../state/documents/settings.ts'

const SchemaDialog = lazyPart(() => import('../schema/SchemaDialog.tsx'))

const mimeTypes = ['application/json', 'text/x.enum'] as const

/** What was left in the dialog without Apply: it is offered when the dialog is opened again. */
const left = new WeakMap<SettingsDoc, string>()

/** What a schema begins as. */
const blank = (isEnum: boolean): Json =>
  isEnum ? { type: 'STRING', enum: [] } : { type: 'object', properties: {} }

/** Answers as JSON, or as one of several words, and the schema that they follow. */
export function StructuredOutput() {
  const { settings } = useDoc()
  const { on, mimeType, schema, field } = formatOf(useSettings((state) => state))
  const [editing, setEditing] = useState(false)
  useEffect(() => {
    void loadAside()
  }, [])
  const off = () => turnOff(settings)
  return (
    <>
      <SwitchRow
        title="Structured output"
        wire={`generationConfig.${on ? field : 'responseMimeType'}`}
        value={on ? true : undefined}
        usual={false}
        onChange={(next) => (next ? setMimeType(settings, 'application/json') : off())}
      />
      {on && (
        <>
          <ChoiceRow
            title="Response MIME type"
            wire="generationConfig.responseMimeType"
            value={mimeType}
            usual={undefined}
            options={mimeTypes.map((value) => ({ value }))}
            note={mimeType === undefined && <span className="text-caution">{words.mimeNeeded}</span>}
            onChange={(next) => {
              const chosen = mimeTypes.find((one) => one === next)
              if (chosen) setMimeType(settings, chosen)
              else off()
            }}
          />
          <JsonRow
            title="Response schema"
            wire={`generationConfig.${field}`}
            value={schema}
            most={undefined}
            hint={undefined}
            onChange={(next) => setSchema(settings, next)}
          />
          <div className="flex justify-end pb-1">
            <Button
              size={24}
              variant="bordered"
              icon={<Icon name="sliders" size={14} />}
              onClick={() => setEditing(true)}
            >
              Edit schema
            </Button>
          </div>
        </>
      )}
      {editing && (
        <DialogBoundary title="Response schema" onClose={() => setEditing(false)}>
          <Suspense fallback={null}>
            <SchemaDialog
              schema={schema ?? blank(field === 'responseSchema')}
              spelling={field}
              left={left.get(settings) ?? null}
              onApply={(next) => {
                setSchema(settings, next)
                left.delete(settings)
                setEditing(false)
              }}
              onCancel={(text) => {
                if (text === null) left.delete(settings)
                else left.set(settings, text)
                setEditing(false)
              }}
            />
          </Suspense>
        </DialogBoundary>
      )}
    </>
  )
}
