import { useId } from 'react'
import { asTyped, readEscapes, showBreaks } from '../../request/breaks.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Row } from './Row.tsx'
import { useUnread } from './useUnread.ts'
import { words } from './words.ts'
import type { RowProps } from './Row.tsx'
import { isComposing } from '../../ui/isComposing.ts'

interface Props extends RowProps {
  /** What each is called: `stop sequence`. */
  one: string
  value: readonly string[]
  /** How many the API takes. */
  most: number
  /** Characters of one. */
  longest: number
  onChange: (value: string[] | undefined) => void
}

/**
 * Chips, and a field that adds one on Enter, and when it is left or a run starts: what stands in it counts. A sixth is
 * refused in place and stays in the field.
 */
export function Strings({ one, value, most, longest, onChange, ...row }: Props) {
  const [unread, setUnread] = useUnread<readonly string[]>(row.title)
  const typed = unread?.text ?? ''
  const refused = unread?.problem
  const write = (text: string) => setUnread(text ? { text, held: value } : undefined)
  const refuse = (problem: string) => setUnread({ text: typed, held: value, problem })
  const fieldId = useId()

  const add = () => {
    if (!typed) return
    const sequence = readEscapes(typed)
    if (sequence.length > longest) return refuse(words.tooLong(one, longest, sequence.length))
    if (value.includes(sequence)) return refuse(words.twice(showBreaks(sequence)))
    if (value.length >= most) return refuse(words.tooMany(most))
    onChange([...value, sequence])
    write('')
  }
  const remove = (gone: string) => {
    const rest = value.filter((other) => other !== gone)
    onChange(rest.length ? rest : undefined)
    write(typed)
    document.getElementById(fieldId)?.focus()
  }
  return (
    <Row
      {...row}
      touched={value.length > 0}
      onUseDefault={() => onChange(undefined)}
      note={typed ? words.enterAdds : row.note}
      refusal={refused}
    >
      {(saidId) => (
        <div className="flex min-h-11 min-w-0 flex-1 flex-wrap items-center gap-1 rounded-control border border-edge bg-raised px-1 py-0.5 focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent narrow:min-h-6">
          {value.map((sequence) => (
            <span
              key={sequence}
              className="flex h-5 max-w-full items-center gap-0.5 rounded-chip bg-sunk pl-1.5 font-mono text-label"
            >
              <bdi className="truncate whitespace-pre">{showBreaks(sequence)}</bdi>
              <IconButton
                size={20}
                label={`Remove ${one} ${showBreaks(sequence)}`}
                icon={<Icon name="cross" size={12} />}
                onClick={() => remove(sequence)}
              />
            </span>
          ))}
          <input
            id={fieldId}
            aria-label={row.title}
            aria-describedby={saidId}
            aria-invalid={refused ? true : undefined}
            value={typed}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            enterKeyHint="done"
            onChange={(event) => write(event.currentTarget.value)}
            onBlur={add}
            onPaste={(event) => {
              const text = event.clipboardData.getData('text/plain')
              const { selectionStart, selectionEnd } = event.currentTarget
              // A field of one line would drop what it cannot show.
              if (!/[\r\n\t]/.test(text)) return
              event.preventDefault()
              event.currentTarget.setRangeText(
                asTyped(text),
                selectionStart ?? typed.length,
                selectionEnd ?? typed.length,
                'end',
              )
              write(event.currentTarget.value)
            }}
            onKeyDown={(event) => {
              if (isComposing(event) || event.key !== 'Enter') return
              // With Ctrl or Cmd it is the page's: the run that it starts has this one already.
              if (!event.ctrlKey && !event.metaKey) event.preventDefault()
              add()
            }}
            className="h-5 min-w-8 flex-1 bg-transparent px-1 font-mono text-title outline-none narrow:text-label"
          />
        </div>
      )}
    </Row>
  )
}
