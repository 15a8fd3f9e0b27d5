import { isDay } from '../../request/tools.ts'
import { fieldLook } from '../../ui/Field.tsx'
import { useTypedText } from '../../ui/useTypedText.ts'
import { Row } from './Row.tsx'
import { useUnread } from './useUnread.ts'
import { words } from './words.ts'
import type { RowProps } from './Row.tsx'
import type { ReadText } from '../../ui/useTypedText.ts'

interface Props extends RowProps {
  /** YYYY-MM-DD; undefined: left to the API. */
  value: string | undefined
  onChange: (value: string | undefined) => void
}

function read(typed: string): ReadText<string> {
  const text = typed.trim()
  if (text === '') return { ok: true, value: undefined }
  return isDay(text) ? { ok: true, value: text } : { ok: false, why: words.noDay(text) }
}

/** A day, sent as its first moment in UTC. What is half typed stays, and the last good day in force. */
export function DayRow({ value, onChange, ...row }: Props) {
  const { text, problem, type, settle } = useTypedText(
    value,
    String,
    read,
    onChange,
    useUnread<string>(row.title),
  )
  const sent = value === undefined ? words.nothingSent : words.stillSending(value)
  return (
    <Row
      {...row}
      touched={value !== undefined}
      onUseDefault={() => onChange(undefined)}
      refusal={problem && `${problem} ${sent}`}
    >
      {(saidId) => (
        <span className="ml-auto w-36 shrink-0">
          <input
            aria-label={row.title}
            aria-describedby={saidId}
            aria-invalid={problem ? true : undefined}
            value={text}
            placeholder="YYYY-MM-DD"
            maxLength={20}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => type(event.currentTarget.value)}
            onBlur={settle}
            className={`h-11 font-mono narrow:h-6 narrow:text-label ${fieldLook}`}
          />
        </span>
      )}
    </Row>
  )
}
