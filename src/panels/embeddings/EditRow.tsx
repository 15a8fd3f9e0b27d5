import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { isComposing } from '../../ui/isComposing.ts'
import type { KeyboardEvent } from 'react'
import type { EmbedItem } from '../../state/embedding/requests.ts'

interface Props {
  /** Counted from 1, as the row is. */
  number: number
  item: EmbedItem
  onSave: (item: EmbedItem) => void
  onCancel: () => void
}

const look =
  'w-full rounded-control border border-edge bg-raised px-2 py-2 text-title text-ink placeholder:text-mute focus-visible:outline-offset-[-1px] narrow:py-0.5 narrow:text-ui'

/** Text and label of one row, in the row's own place. Enter saves, Shift and Enter breaks the line, Esc leaves all as it was. */
export function EditRow({ number, item, onSave, onCancel }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(item.text)
  const [label, setLabel] = useState(item.label ?? '')
  useEffect(() => field.current?.focus(), [])
  const empty = text.trim() === '' && !item.image
  const save = () => {
    if (empty) return
    const { label: _, ...rest } = item
    const named = label.trim()
    onSave({ ...rest, text: text.trim(), ...(named && { label: named }) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Escape') onCancel()
    else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) save()
    else return
    event.preventDefault()
  }
  return (
    <div className="flex flex-col gap-1 py-1 pr-1">
      <textarea
        ref={field}
        aria-label={`Text ${number}`}
        rows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        className={`${look} field-sizing-content max-h-40 resize-none`}
      />
      <input
        aria-label={`Label ${number}`}
        placeholder="Label, optional"
        autoComplete="off"
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        className={look}
      />
      <div className="flex gap-1">
        <Button size={24} variant="bordered" disabled={empty} onClick={save}>
          Save
        </Button>
        <Button size={24} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
