import { useId } from 'react'
import type { ReactNode } from 'react'

interface Props<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string; description?: ReactNode }[]
  onChange: (value: T) => void
}

/** Native radios under one head, each with a line of description. */
export function RadioGroup<T extends string>({ label, value, options, onChange }: Props<T>) {
  const id = useId()
  return (
    <div role="radiogroup" aria-labelledby={id}>
      <p id={id} className="pb-2 text-ui font-semibold">
        {label}
      </p>
      <div className="flex flex-col gap-3">
        {options.map((option) => (
          <div key={option.value} className="flex gap-2">
            <span className="flex h-5 shrink-0 items-center">
              <input
                type="radio"
                id={`${id}-${option.value}`}
                name={id}
                checked={option.value === value}
                aria-describedby={option.description ? `${id}-${option.value}-said` : undefined}
                onChange={() => onChange(option.value)}
                className="size-4 cursor-pointer appearance-none forced-colors:appearance-auto rounded-full border border-edge bg-raised checked:border-5 checked:border-accent"
              />
            </span>
            <div className="min-w-0">
              <label htmlFor={`${id}-${option.value}`} className="cursor-pointer text-ui">
                {option.label}
              </label>
              {option.description && (
                <p id={`${id}-${option.value}-said`} className="text-label text-mute">
                  {option.description}
                </p>
              )}
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}
