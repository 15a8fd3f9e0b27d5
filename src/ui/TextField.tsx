import { Field, fieldLook } from './Field.tsx'
import type { ComponentProps, ReactNode } from 'react'
import type { FieldProps } from './Field.tsx'

interface Props extends FieldProps, Omit<ComponentProps<'input'>, 'className' | 'onChange' | 'value' | 'id'> {
  value: string
  onChange: (value: string) => void
  mono?: boolean
  type?: 'text' | 'password' | 'search' | 'url'
  /** A control inside the field's right end, such as Show. */
  end?: ReactNode
  size?: never
}

/** A one-line text field, 32 px high (44 on a phone). Spelling help is off: what is typed here are words of an API. */
export function TextField({
  label,
  labelHidden,
  error,
  hint,
  value,
  onChange,
  mono,
  type = 'text',
  end,
  ...native
}: Props) {
  return (
    <Field label={label} labelHidden={labelHidden} error={error} hint={hint}>
      {(control) => (
        <div className="relative">
          <input
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            {...native}
            {...control}
            type={type}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            className={`h-11 narrow:h-8 ${fieldLook} ${mono ? 'font-mono narrow:text-label' : ''} ${end ? 'pr-16' : ''}`}
          />
          {end && <div className="absolute inset-y-0 right-1 flex items-center">{end}</div>}
        </div>
      )}
    </Field>
  )
}
