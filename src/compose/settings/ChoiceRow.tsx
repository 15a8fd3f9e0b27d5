import { Select } from '../../ui/Select.tsx'
import { Row } from './Row.tsx'
import type { Option } from '../../request/settings/table.ts'

interface Props {
  title: string
  wire: string
  /** Undefined: left to the API. */
  value: string | undefined
  /** What the API does then, where it is known. */
  usual: string | undefined
  options: readonly Option[]
  caution: string | undefined
  onChange: (value: string | undefined) => void
}

/** One of the API's words, or none. */
export function ChoiceRow({ title, wire, value, usual, options, caution, onChange }: Props) {
  const unset = { value: '', label: usual ?? 'default' }
  return (
    <Row
      title={title}
      wire={wire}
      touched={value !== undefined}
      fallback={usual}
      onUseDefault={() => onChange(undefined)}
      note={caution && <span className="text-caution">{caution}</span>}
    >
      {(saidId) => (
        <span className="ml-auto w-36 shrink-0">
          <Select
            labelHidden
            mono
            size={24}
            label={title}
            aria-describedby={saidId}
            value={value ?? ''}
            options={[unset, ...options.map((option) => option.value)]}
            onChange={(next) => onChange(next === '' ? undefined : next)}
          />
        </span>
      )}
    </Row>
  )
}
