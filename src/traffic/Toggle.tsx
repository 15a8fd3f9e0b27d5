import { Button } from '../ui/Button.tsx'

interface Props<T extends string> {
  label: string
  options: readonly T[]
  names: Record<T, string>
  value: T
  onChange: (value: T) => void
}

/** A few views of the same thing, one of them pressed. */
export function Toggle<T extends string>({ label, options, names, value, onChange }: Props<T>) {
  return (
    <div role="group" aria-label={label} className="flex gap-1">
      {options.map((option) => (
        <Button key={option} size={24} aria-pressed={option === value} onClick={() => onChange(option)}>
          {names[option]}
        </Button>
      ))}
    </div>
  )
}
