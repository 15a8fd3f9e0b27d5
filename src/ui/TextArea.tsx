import { Field, fieldLook } from './Field.tsx'
import type { ComponentProps } from 'react'
import type { FieldProps } from './Field.tsx'

interface Props
  extends FieldProps, Omit<ComponentProps<'textarea'>, 'className' | 'onChange' | 'value' | 'id'> {
  value: string
  onChange?: (value: string) => void
  mono?: boolean
}

/** A text field of several lines that grows with its text where the browser can, up to 320 px. */
export function TextArea({
  label,
  labelHidden,
  error,
  hint,
  value,
  onChange,
  mono,
  rows = 2,
  ...native
}: Props) {
  return (
    <Field label={label} labelHidden={labelHidden} error={error} hint={hint}>
      {(control) => (
        <textarea
          {...native}
          {...control}
          rows={rows}
          value={value}
          onChange={(event) => onChange?.(event.currentTarget.value)}
          className={`field-sizing-content max-h-80 min-h-12 resize-y py-1.5 ${fieldLook} ${mono ? 'font-mono narrow:text-label' : ''}`}
        />
      )}
    </Field>
  )
}
