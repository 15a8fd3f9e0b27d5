import { Switch } from '../../ui/Switch.tsx'
import { Row } from './Row.tsx'
import type { RowProps } from './Row.tsx'

interface Props extends RowProps {
  /** Undefined: left to the API. */
  value: boolean | undefined
  /** What the API does then. */
  usual: boolean
  onChange: (value: boolean | undefined) => void
}

/** A setting that is on, off, or left to the API. */
export function SwitchRow({ value, usual, onChange, ...row }: Props) {
  return (
    <Row
      {...row}
      touched={value !== undefined}
      fallback={usual ? 'on' : 'off'}
      onUseDefault={() => onChange(undefined)}
    >
      {(saidId) => (
        <span className="ml-auto flex">
          <Switch
            labelHidden
            label={row.title}
            aria-describedby={saidId}
            checked={value ?? usual}
            onChange={onChange}
          />
        </span>
      )}
    </Row>
  )
}
