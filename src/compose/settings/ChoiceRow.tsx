import { Select } from '../../ui/Select.tsx'
import { Row } from './Row.tsx'
import type { RowProps } from './Row.tsx'
import type { Option } from '../../request/settings/editors.ts'

interface Props extends RowProps {
  /** Undefined: left to the API. */
  value: string | undefined
  /** What the API does then, where it is known. */
  usual: string | undefined
  options: readonly Option[]
  onChange: (value: string | undefined) => void
}

const shown = ({ value, label = value }: Option) => ({ value, label })

/** One of the API's words, or none. */
export function ChoiceRow({ value, usual, options, onChange, ...row }: Props) {
  const unset = { value: '', label: usual ?? 'default' }
  // What another model takes stays in sight.
  const others =
    value === undefined || options.some((one) => one.value === value) ? [] : [{ value, label: value }]
  return (
    <Row {...row} touched={value !== undefined} fallback={usual} onUseDefault={() => onChange(undefined)}>
      {(saidId) => (
        <span className="ml-auto w-36 shrink-0">
          <Select
            labelHidden
            mono
            size={24}
            label={row.title}
            aria-describedby={saidId}
            value={value ?? ''}
            options={[unset, ...options.map(shown), ...others]}
            onChange={(next) => onChange(next === '' ? undefined : next)}
          />
        </span>
      )}
    </Row>
  )
}
