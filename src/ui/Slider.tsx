import type { CSSProperties } from 'react'

interface Props {
  /** The accessible name; the row around it shows the words. */
  label: string
  value: number
  min: number
  max: number
  step: number
  onChange: (value: number) => void
  /** What a screen reader says in place of the number. */
  valueText?: string | undefined
  /** Whether the value was chosen here: filled thumb, track inked from the default to the value. */
  touched: boolean
  /** Values that get a notch on the track. */
  notches?: readonly number[] | undefined
  /** Gets a notch, and is where the ink begins; `min` when absent. */
  defaultValue?: number | undefined
  disabled?: boolean
  describedBy?: string | undefined
}

/** A native range input. The thumb's centre travels from 6 px to 6 px before the end, and so do the marks. */
export function Slider(props: Props) {
  // Without a value or a default there is no place for the thumb: it comes with the pointer or the focus.
  const unknown = !props.touched && props.defaultValue === undefined
  const { label, value, min, max, step, onChange, valueText, touched, defaultValue, disabled, describedBy } =
    props
  const at = (point: number) => {
    const share = max > min ? Math.min(1, Math.max(0, (point - min) / (max - min))) : 0
    return `calc(6px + ${share} * (100% - 12px))`
  }
  const origin = defaultValue ?? min
  const marks = new Set([...(props.notches ?? []), ...(defaultValue === undefined ? [] : [defaultValue])])
  const ink: CSSProperties = {
    left: at(Math.min(origin, value)),
    right: `calc(100% - ${at(Math.max(origin, value))})`,
  }
  return (
    <div className="relative h-11 w-full min-w-0 narrow:h-6">
      <span
        className={`absolute inset-x-1.5 top-1/2 border-t border-faint ${unknown ? 'border-dashed' : ''}`}
      />
      {[...marks].map((mark) => (
        <span
          key={mark}
          style={{ left: at(mark) }}
          className={`absolute top-1/2 h-1.5 w-px -translate-y-1/2 ${touched && mark === defaultValue ? 'bg-ink' : 'bg-edge'}`}
        />
      ))}
      {touched && <span style={ink} className="absolute top-1/2 h-0.5 -translate-y-1/2 bg-ink" />}
      <input
        type="range"
        aria-label={label}
        aria-valuetext={valueText}
        aria-describedby={describedBy}
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        data-touched={touched || undefined}
        data-unknown={unknown || undefined}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
        className="slider"
      />
    </div>
  )
}
