import { NumberField, useNumberText } from '../../ui/NumberField.tsx'
import { figure } from '../../ui/number.ts'
import { Slider } from '../../ui/Slider.tsx'
import { Row } from './Row.tsx'
import type { Field } from '../../request/settings/fields.ts'
import type { NumberEditor } from '../../request/settings/table.ts'

interface Props {
  field: Field
  editor: NumberEditor
  value: number | undefined
  onChange: (value: number | undefined) => void
  /** A word of caution for line 2. */
  caution: string | undefined
}

/** A number, with a slider where it has a range worth sliding over. What cannot be sent stays as typed, and says why. */
export function NumberRow({ field, editor, value, onChange, caution }: Props) {
  const { title, path, modelMax } = field
  const usual = typeof field.usual === 'number' ? field.usual : undefined
  const touched = value !== undefined
  const number = useNumberText({
    ...editor,
    title,
    value,
    usual,
    onChange,
    ...(modelMax !== undefined && { whose: ' for this model' }),
  })
  const sent = value === undefined ? 'Nothing is sent.' : `Still sending ${figure(value)}.`
  const beyond = modelMax !== undefined && value !== undefined && value > modelMax
  const said = beyond ? `${figure(modelMax)} is this model’s limit` : caution
  return (
    <Row
      title={title}
      wire={path}
      touched={touched}
      fallback={usual === undefined ? undefined : figure(usual)}
      onUseDefault={() => onChange(undefined)}
      note={said && <span className="text-caution">{said}</span>}
      refusal={number.problem && `${number.problem} ${sent}`}
    >
      {(saidId) => (
        <>
          {editor.kind === 'slider' && (
            <Slider
              label={title}
              value={value ?? usual ?? editor.min}
              min={editor.min}
              max={editor.sliderMax ?? editor.max}
              step={editor.step}
              touched={touched}
              defaultValue={usual}
              valueText={touched ? undefined : usual === undefined ? 'default' : `default, ${figure(usual)}`}
              describedBy={saidId}
              onChange={onChange}
            />
          )}
          <div
            className={`ml-auto shrink-0 ${editor.max > 1000 && editor.kind === 'number' ? 'w-22' : 'w-16'}`}
          >
            <NumberField number={number} aria-describedby={saidId} />
          </div>
        </>
      )}
    </Row>
  )
}
