import { Checkbox } from '../../ui/Checkbox.tsx'
import { Row } from './Row.tsx'
import type { Option } from '../../request/settings/editors.ts'
import type { RowProps } from './Row.tsx'

interface Props extends RowProps {
  /** Undefined: left to the API. */
  value: readonly string[] | undefined
  /** What the API does then, where it is known. */
  usual: readonly string[] | undefined
  options: readonly Option[]
  onChange: (value: string[] | undefined) => void
}

/** Some of the API's words. None of them is the API's default: an empty list has no other meaning there. */
export function SetRow({ value, usual, options, onChange, ...row }: Props) {
  const toggle = (word: string, on: boolean) => {
    const next = options.map((one) => one.value).filter((one) => (one === word ? on : value?.includes(one)))
    onChange(next.length > 0 ? next : undefined)
  }
  return (
    <Row
      {...row}
      touched={value !== undefined}
      fallback={usual?.join(', ')}
      fallbackShown
      onUseDefault={() => onChange(undefined)}
    >
      {(saidId) => (
        <div
          role="group"
          aria-label={row.title}
          aria-describedby={saidId}
          className="ml-auto flex min-w-0 flex-wrap justify-end gap-x-2.5"
        >
          {options.map((option) => (
            <Checkbox
              key={option.value}
              label={option.label ?? option.value}
              checked={value?.includes(option.value) ?? false}
              onChange={(on) => toggle(option.value, on)}
            />
          ))}
        </div>
      )}
    </Row>
  )
}
