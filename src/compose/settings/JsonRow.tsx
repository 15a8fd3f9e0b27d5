import { fieldLook } from '../../ui/Field.tsx'
import { size } from '../../ui/figures.ts'
import { pretty } from '../../ui/json.ts'
import { useTypedText } from '../../ui/useTypedText.ts'
import { isJson, readJson } from '../../request/json.ts'
import { bytesOf } from '../../request/settings/schema.ts'
import { Row } from './Row.tsx'
import { useUnread } from './useUnread.ts'
import { words } from './words.ts'
import type { Json } from '../../request/json.ts'
import type { RowProps } from './Row.tsx'
import type { ReadText } from '../../ui/useTypedText.ts'

interface Props extends RowProps {
  /** Undefined: left to the API. */
  value: Json | undefined
  /** Bytes of JSON that it may have. */
  most: number | undefined
  /** One line about what it does. */
  hint: string | undefined
  onChange: (value: Json | undefined) => void
}

function read(text: string, title: string, most = Infinity): ReadText<Json> {
  if (text.trim() === '') return { ok: true, value: undefined }
  const found = readJson(text)
  if (!found.ok) return found
  const { value } = found
  if (!isJson(value)) return { ok: false, why: words.notObject(title) }
  const bytes = bytesOf(value)
  if (bytes > most) return { ok: false, why: words.tooLarge(title, size(bytes), size(most)) }
  return { ok: true, value }
}

/** A JSON object as text. What cannot be read stays as typed, and the last good value in force. */
export function JsonRow({ value, most, hint, onChange, ...row }: Props) {
  const { text, problem, type } = useTypedText(
    value,
    pretty,
    (typed) => read(typed, row.title, most),
    onChange,
    useUnread<Json>(row.title),
  )
  const sent = value === undefined ? words.nothingSent : words.stillSendingBefore
  return (
    <Row
      {...row}
      touched={value !== undefined}
      onUseDefault={() => onChange(undefined)}
      note={row.note ?? (value !== undefined && hint)}
      refusal={problem && `${problem} ${sent}`}
    >
      {(saidId) => (
        <textarea
          aria-label={row.title}
          aria-describedby={saidId}
          aria-invalid={problem ? true : undefined}
          value={text}
          spellCheck={false}
          rows={1}
          onChange={(event) => type(event.currentTarget.value)}
          className={`field-sizing-content max-h-40 min-h-11 min-w-0 flex-1 resize-none py-1 font-mono narrow:min-h-6 narrow:text-label ${fieldLook}`}
        />
      )}
    </Row>
  )
}
