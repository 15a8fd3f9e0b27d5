import { Field, fieldLook } from './Field.tsx'
import { Icon } from './Icon.tsx'
import type { ComponentProps } from 'react'
import type { FieldProps } from './Field.tsx'

interface Props
  extends FieldProps, Omit<ComponentProps<'select'>, 'className' | 'onChange' | 'value' | 'id' | 'size'> {
  value: string
  options: readonly (string | { value: string; label: string })[]
  onChange: (value: string) => void
  /** The options are words of the API. */
  mono?: boolean
  /** Height in CSS pixels; 44 on a phone. */
  size?: 24 | 28 | 32
}

const heights = { 24: 'narrow:h-6', 28: 'narrow:h-7', 32: 'narrow:h-8' }

/** A native select (role `combobox`). */
export function Select({
  label,
  labelHidden,
  error,
  hint,
  value,
  options,
  onChange,
  mono,
  size = 28,
  ...native
}: Props) {
  return (
    <Field label={label} labelHidden={labelHidden} error={error} hint={hint}>
      {(control) => (
        <div className="relative">
          <select
            {...native}
            {...control}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            className={`h-11 appearance-none truncate pr-7 has-[option:checked[value='']]:text-mute [&>option]:text-ink ${heights[size]} ${fieldLook} ${mono ? 'font-mono narrow:text-label' : ''}`}
          >
            {options.map((option) => {
              const { value: optionValue, label: words } =
                typeof option === 'string' ? { value: option, label: option } : option
              return (
                <option key={optionValue} value={optionValue}>
                  {words}
                </option>
              )
            })}
          </select>
          <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-soft">
            <Icon name="chevron-down" />
          </span>
        </div>
      )}
    </Field>
  )
}
