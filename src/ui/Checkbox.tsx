import { useId } from 'react'
import { Icon } from './Icon.tsx'
import type { ComponentProps, ReactNode } from 'react'

interface Props extends Omit<ComponentProps<'input'>, 'className' | 'onChange' | 'type' | 'id'> {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  description?: ReactNode
  /** The label is a word of the API. */
  mono?: boolean
  /** Stands after the label and is not part of its name, such as a count. */
  note?: ReactNode
}

/** A native check box with its label and, under it, one line of description. */
export function Checkbox({ label, checked, onChange, description, mono, note, ...native }: Props) {
  const id = useId()
  return (
    <div className="flex gap-2">
      <span className="relative flex h-5 shrink-0 items-center">
        <input
          {...native}
          id={id}
          type="checkbox"
          checked={checked}
          aria-describedby={description ? `${id}-said` : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
          className="peer size-4 cursor-pointer appearance-none forced-colors:appearance-auto rounded-chip border border-edge bg-raised checked:border-accent checked:bg-accent"
        />
        <span className="pointer-events-none absolute inset-x-0 flex justify-center text-on-accent opacity-0 peer-checked:opacity-100">
          <Icon name="check" size={12} />
        </span>
      </span>
      <div className="min-w-0">
        <label
          htmlFor={id}
          className={`cursor-pointer ${mono ? 'font-mono text-label leading-5' : 'text-ui'}`}
        >
          {label}
        </label>
        {note !== undefined && <span className="pl-2 text-label text-mute">{note}</span>}
        {description && (
          <p id={`${id}-said`} className="text-label text-mute">
            {description}
          </p>
        )}
      </div>
    </div>
  )
}
