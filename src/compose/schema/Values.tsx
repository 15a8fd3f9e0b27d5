import { useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { isComposing } from '../../ui/isComposing.ts'
import { words } from './words.ts'

interface Props {
  /** Whose values they are, by its path. */
  of: string
  values: readonly string[]
  onChange: (values: string[]) => void
}

/** The values of an enum: chips, and a field that adds what is typed on Enter, with a comma, and when it is left. */
export function Values({ of, values, onChange }: Props) {
  const [typed, setTyped] = useState('')
  /** @param rest what stays in the field */
  const add = (pieces: readonly string[], rest: string) => {
    const fresh = pieces.map((piece) => piece.trim()).filter(Boolean)
    setTyped(rest)
    if (fresh.length > 0) onChange([...new Set([...values, ...fresh])])
  }
  return (
    <div className="flex min-h-8 min-w-0 flex-1 flex-wrap items-center gap-1 py-1">
      <span className="pr-1 text-label text-mute">Values of {of}</span>
      {values.map((value) => (
        <span
          key={value}
          className="flex h-5 max-w-full items-center gap-0.5 rounded-chip bg-sunk pl-1.5 font-mono text-label"
        >
          <bdi className="truncate whitespace-pre">{value}</bdi>
          <IconButton
            label={`Remove value ${value} of ${of}`}
            size={20}
            icon={<Icon name="cross" size={12} />}
            onClick={() => onChange(values.filter((other) => other !== value))}
          />
        </span>
      ))}
      <input
        aria-label={`Values of ${of}`}
        placeholder={values.length === 0 ? words.addValue : 'Add'}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => {
          const pieces = value.split(/[,\n]/)
          add(pieces.slice(0, -1), pieces.at(-1)?.trimStart() ?? '')
        }}
        onBlur={() => add([typed], '')}
        onKeyDown={(event) => {
          if (isComposing(event)) return
          if (event.key === 'Enter') {
            event.preventDefault()
            add([typed], '')
          } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
            event.preventDefault()
            setTyped(values.at(-1) ?? '')
            onChange(values.slice(0, -1))
          }
        }}
        className="h-11 min-w-24 flex-1 rounded-control border border-transparent bg-transparent px-1 font-mono text-title placeholder:font-sans placeholder:text-mute hover:border-edge focus:border-edge focus:bg-raised focus-visible:outline-offset-[-1px] narrow:h-6 narrow:text-label"
      />
      <span className="text-label text-mute">{words.values(values.length)}</span>
    </div>
  )
}
