import { Combobox } from '../../ui/Combobox.tsx'
import { fieldLook } from '../../ui/Field.tsx'
import { Row } from './Row.tsx'
import type { RowProps } from './Row.tsx'

interface Props extends RowProps {
  /** Undefined: left to the API. */
  value: string | undefined
  longest: number
  placeholder: string | undefined
  suggestions: readonly string[] | undefined
  onChange: (value: string | undefined) => void
}

/** A word that only its writer knows, or one of a list that is never complete. */
export function TextRow({ value, longest, placeholder, suggestions, onChange, ...row }: Props) {
  const take = (text: string) => onChange(text.trim() === '' ? undefined : text.trim().slice(0, longest))
  return (
    <Row {...row} touched={value !== undefined} onUseDefault={() => onChange(undefined)}>
      {(saidId) =>
        suggestions ? (
          <span className="ml-auto w-36 shrink-0">
            <Combobox
              labelHidden
              label={row.title}
              value={value ?? ''}
              placeholder="default"
              options={suggestions.map((one) => ({ value: one }))}
              allowOther
              onChange={take}
            />
          </span>
        ) : (
          <input
            aria-label={row.title}
            aria-describedby={saidId}
            value={value ?? ''}
            placeholder={placeholder}
            maxLength={longest}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            onChange={(event) => take(event.currentTarget.value)}
            className={`ml-auto h-11 min-w-0 flex-1 font-mono narrow:h-6 narrow:text-label ${fieldLook}`}
          />
        )
      }
    </Row>
  )
}
