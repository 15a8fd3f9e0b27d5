import { useState } from 'react'
import { refusal } from '../../request/fields.ts'
import type { Field } from '../../request/fields.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Row } from './Row.tsx'

interface Props {
  field: Field
  value: number | undefined
  onChange: (value: number | undefined) => void
  /** A word of caution for line 2. */
  caution?: string | undefined
}

const figure = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 10 })

/** The slider's place when nothing is set: the model's default, else the lower end. */
const resting = ({ default: usual, minimum }: Field) => (typeof usual === 'number' ? usual : minimum)

/** What line 2 says about a value this model cannot use as it stands. */
function concern({ maximum, limited, taken, title }: Field, value: number | undefined): string | undefined {
  if (value === undefined) return undefined
  if (!taken) return `this model takes no ${title}`
  return limited && value > maximum ? `${figure(maximum)} is this model’s limit` : undefined
}

/** A number, with a slider where it has a range worth sliding over. What cannot be sent stays as typed, and says why. */
export function NumberRow({ field, value, onChange, caution }: Props) {
  const [refused, setRefused] = useState<number | null>(null)
  const { title, minimum, maximum, sliderMaximum, step } = field
  const usual = typeof field.default === 'number' ? figure(field.default) : undefined
  const touched = value !== undefined

  const take = (next: number | undefined) => {
    const reason = next === undefined ? undefined : refusal(field, next)
    setRefused(reason && next !== undefined ? next : null)
    if (!reason) onChange(next)
  }
  const reason = refused === null ? undefined : refusal(field, refused)
  const sent = value === undefined ? 'Nothing is sent.' : `Still sending ${figure(value)}.`
  const warning = concern(field, value) ?? caution

  if (!field.taken && !touched && refused === null)
    return (
      <Row title={title} wire={field.wire} touched={false} note={`this model takes no ${title}`}>
        {() => <span className="ml-auto text-mute">not sent</span>}
      </Row>
    )
  return (
    <Row
      title={title}
      wire={field.wire}
      touched={touched}
      fallback={usual}
      onUseDefault={() => take(undefined)}
      note={warning && <span className="text-caution">{warning}</span>}
      refusal={reason && `${reason} ${sent}`}
    >
      {(saidId) => (
        <>
          {field.control === 'slider' && (
            <Slider
              label={title}
              value={value ?? resting(field)}
              min={minimum}
              max={sliderMaximum}
              step={step}
              touched={touched}
              defaultValue={typeof field.default === 'number' ? field.default : undefined}
              valueText={touched ? undefined : usual ? `default, ${usual}` : 'default'}
              describedBy={saidId}
              onChange={take}
            />
          )}
          <div
            className={`ml-auto shrink-0 ${maximum > 1000 && field.control === 'number' ? 'w-22' : 'w-16'}`}
          >
            <NumberField
              label={title}
              value={refused ?? value}
              placeholder={usual?.replaceAll(',', '')}
              min={minimum}
              max={maximum}
              step={step}
              error={reason}
              aria-describedby={saidId}
              onChange={take}
            />
          </div>
        </>
      )}
    </Row>
  )
}
