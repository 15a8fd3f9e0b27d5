import { fieldLook } from '../../ui/Field.tsx'
import { useTypedText } from '../../ui/useTypedText.ts'
import { Row } from './Row.tsx'
import type { ReadText } from '../../ui/useTypedText.ts'

interface Props {
  title: string
  wire: string
  /** Undefined: left to the API. */
  value: Record<string, unknown> | undefined
  caution: string | undefined
  onChange: (value: Record<string, unknown> | undefined) => void
}

function read(text: string, title: string): ReadText<Record<string, unknown>> {
  if (text.trim() === '') return { ok: true, value: undefined }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { ok: true, value: value as Record<string, unknown> }
    return { ok: false, why: `${title} is a JSON object, in braces.` }
  } catch (error) {
    return { ok: false, why: `This is not JSON: ${error instanceof Error ? error.message : ''}.` }
  }
}

/** A JSON object as text. What cannot be read stays as typed, and the last good value in force. */
export function JsonRow({ title, wire, value, caution, onChange }: Props) {
  const { text, problem, type } = useTypedText(
    value,
    (json) => JSON.stringify(json, null, 2),
    (typed) => read(typed, title),
    onChange,
  )
  const sent = value === undefined ? 'Nothing is sent.' : 'Still sending what was there before.'
  return (
    <Row
      title={title}
      wire={wire}
      touched={value !== undefined}
      onUseDefault={() => onChange(undefined)}
      note={caution && <span className="text-caution">{caution}</span>}
      refusal={problem && `${problem} ${sent}`}
    >
      {(saidId) => (
        <textarea
          aria-label={title}
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
