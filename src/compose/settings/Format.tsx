import { useEffect } from 'react'
import { formatOf, loadAside, setMimeType, setSchema, turnOff } from '../../state/documents/format.ts'
import { useDoc, useSettings } from '../../state/documents/documents.ts'
import { ChoiceRow } from './ChoiceRow.tsx'
import { JsonRow } from './JsonRow.tsx'
import { SwitchRow } from './SwitchRow.tsx'

const mimeTypes = ['application/json', 'text/x.enum'] as const

/** Answers as JSON, or as one of several words, and the schema that they follow. */
export function StructuredOutput() {
  const { settings } = useDoc()
  const { on, mimeType, schema, field } = formatOf(useSettings((state) => state))
  useEffect(() => {
    void loadAside()
  }, [])
  const off = () => turnOff(settings)
  return (
    <>
      <SwitchRow
        title="Structured output"
        wire={on ? `generationConfig.${field}` : 'generationConfig.responseMimeType'}
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
            note={mimeType === undefined && <span className="text-caution">needed with a schema</span>}
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
        </>
      )}
    </>
  )
}
