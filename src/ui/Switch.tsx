import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'

interface Props extends Omit<ComponentProps<'input'>, 'className' | 'onChange' | 'type' | 'role' | 'id'> {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  description?: ReactNode
  /** Only the switch itself is drawn; the row around it shows the words. */
  labelHidden?: boolean
}

/** A native check box in the role `switch`: label at the left, the switch at the right. */
export function Switch({ label, checked, onChange, description, labelHidden, ...native }: Props) {
  const id = useId()
  const control = (
    <input
      {...native}
      id={id}
      type="checkbox"
      role="switch"
      checked={checked}
      aria-label={labelHidden ? label : undefined}
      aria-describedby={description ? `${id}-said` : undefined}
      onChange={(event) => onChange(event.currentTarget.checked)}
      className="relative h-4 w-7 shrink-0 cursor-pointer appearance-none forced-colors:appearance-auto rounded-full border border-edge bg-raised transition-colors duration-80 before:absolute before:top-0.5 before:left-0.5 before:size-2.5 before:rounded-full before:bg-edge before:transition-transform before:duration-80 checked:border-ink checked:bg-ink checked:before:translate-x-3 checked:before:bg-ground disabled:cursor-default"
    />
  )
  if (labelHidden) return control
  return (
    <div>
      <div className="flex min-h-11 items-center justify-between gap-4 narrow:min-h-6">
        <label htmlFor={id} className="cursor-pointer text-ui">
          {label}
        </label>
        {control}
      </div>
      {description && (
        <p id={`${id}-said`} className="text-label text-mute">
          {description}
        </p>
      )}
    </div>
  )
}
