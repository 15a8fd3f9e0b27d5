import { useState } from 'react'
import { fieldLook } from '../../ui/Field.tsx'
import { Row } from './Row.tsx'

interface Props {
  title: string
  wire: string
  /** Undefined: left to the API. */
  value: Record<string, unknown> | undefined
  caution: string | undefined
  onChange: (value: Record<string, unknown> | undefined) => void
}

type Read = { ok: true; value: Record<string, unknown> | undefined } | { ok: false; why: string }

function read(text: string, title: string): Read {
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
  /** `held` is the value that held after it was typed: with another one the text is out of date. */
  const [typed, setTyped] = useState<{ text: string; held: Props['value']; why?: string }>()
  const own = typed !== undefined && typed.held === value ? typed : undefined
  const type = (text: string) => {
    const result = read(text, title)
    setTyped({ text, held: result.ok ? result.value : value, ...(!result.ok && { why: result.why }) })
    if (result.ok) onChange(result.value)
  }
  const sent = value === undefined ? 'Nothing is sent.' : 'Still sending what was there before.'
  return (
    <Row
      title={title}
      wire={wire}
      touched={value !== undefined}
      onUseDefault={() => onChange(undefined)}
      note={caution && <span className="text-caution">{caution}</span>}
      refusal={own?.why && `${own.why} ${sent}`}
    >
      {(saidId) => (
        <textarea
          aria-label={title}
          aria-describedby={saidId}
          aria-invalid={own?.why ? true : undefined}
          value={own?.text ?? (value === undefined ? '' : JSON.stringify(value, null, 2))}
          spellCheck={false}
          rows={1}
          onChange={(event) => type(event.currentTarget.value)}
          className={`field-sizing-content max-h-40 min-h-11 min-w-0 flex-1 resize-none py-1 font-mono narrow:min-h-6 narrow:text-label ${fieldLook}`}
        />
      )}
    </Row>
  )
}
