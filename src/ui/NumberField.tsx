import { fieldLook } from './Field.tsx'
import type { ComponentProps } from 'react'

interface Props extends Omit<
  ComponentProps<'input'>,
  'className' | 'onChange' | 'value' | 'type' | 'aria-label' | 'placeholder'
> {
  /** The accessible name; the row around it shows the words. */
  label: string
  /** `undefined` is an empty field. */
  value: number | undefined
  onChange: (value: number | undefined) => void
  /** Shown while empty: the default that holds then. */
  placeholder?: string | number | undefined
  /** Marks the field; the words stand in the row, tied by `aria-describedby`. */
  error?: string | undefined
}

/** A number as the browser edits it (role `spinbutton`), figures at the right, 24 px high (44 on a phone). */
export function NumberField({ label, value, onChange, placeholder, error, step = 'any', ...native }: Props) {
  return (
    <input
      {...native}
      type="number"
      inputMode="decimal"
      step={step}
      aria-label={label}
      aria-invalid={error ? true : undefined}
      title={error}
      placeholder={placeholder === undefined ? undefined : String(placeholder)}
      value={value ?? ''}
      onChange={(event) => {
        const typed = event.currentTarget.valueAsNumber
        onChange(Number.isNaN(typed) ? undefined : typed)
      }}
      // A wheel over a focused number field would change it while the reader only scrolls.
      onWheel={(event) => event.currentTarget.blur()}
      className={`h-11 [appearance:textfield] text-right narrow:h-6 [&::-webkit-inner-spin-button]:appearance-none ${fieldLook}`}
    />
  )
}
