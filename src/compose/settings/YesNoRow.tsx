import { Select } from '../../ui/Select.tsx'
import { Row } from './Row.tsx'
import type { RowProps } from './Row.tsx'

interface Props extends RowProps {
  /** Undefined: left to the API. */
  value: boolean | undefined
  onChange: (value: boolean | undefined) => void
}

const words = [
  { value: '', label: 'API default' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

/** Yes, no, or somebody else's to decide. */
export function YesNoRow({ value, onChange, ...row }: Props) {
  return (
    <Row {...row} touched={value !== undefined} onUseDefault={() => onChange(undefined)}>
      {(saidId) => (
        <span className="ml-auto w-36 shrink-0">
          <Select
            labelHidden
            size={24}
            label={row.title}
            aria-describedby={saidId}
            value={value === undefined ? '' : value ? 'yes' : 'no'}
            options={words}
            onChange={(next) => onChange(next === '' ? undefined : next === 'yes')}
          />
        </span>
      )}
    </Row>
  )
}
