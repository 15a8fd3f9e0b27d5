import { Switch } from '../../ui/Switch.tsx'
import { Row } from './Row.tsx'

interface Props {
  title: string
  wire: string
  /** Undefined: left to the API. */
  value: boolean | undefined
  /** What the API does then. */
  usual: boolean
  caution: string | undefined
  onChange: (value: boolean | undefined) => void
}

/** A setting that is on, off, or left to the API. */
export function SwitchRow({ title, wire, value, usual, caution, onChange }: Props) {
  return (
    <Row
      title={title}
      wire={wire}
      touched={value !== undefined}
      fallback={usual ? 'on' : 'off'}
      note={caution && <span className="text-caution">{caution}</span>}
      onUseDefault={() => onChange(undefined)}
    >
      {(saidId) => (
        <span className="ml-auto flex">
          <Switch
            labelHidden
            label={title}
            aria-describedby={saidId}
            checked={value ?? usual}
            onChange={onChange}
          />
        </span>
      )}
    </Row>
  )
}
