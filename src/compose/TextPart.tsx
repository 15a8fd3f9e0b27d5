import { useEffect, useRef } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { ADDS_TEXT } from './AddText.tsx'
import type { ReactNode } from 'react'

interface Props {
  name: string
  text: string
  onChange: (text: string) => void
  onRemove: () => void
  moves: ReactNode
}

/** A text between pictures. */
export function TextPart({ name, text, onChange, onRemove, moves }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // It was just added: what follows is its words. One that came with a draft leaves the focus where it is.
    if (document.activeElement?.matches(`[${ADDS_TEXT}]`)) field.current?.focus()
  }, [])
  return (
    <div className="flex items-start gap-1">
      <textarea
        ref={field}
        aria-label={name}
        placeholder={name}
        value={text}
        rows={1}
        spellCheck
        // Inside a row that can be dragged a mouse selects text, as anywhere.
        draggable
        onDragStart={(event) => {
          event.preventDefault()
          event.stopPropagation()
        }}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="field-sizing-content max-h-40 min-h-11 min-w-0 flex-1 resize-none rounded-control border border-edge bg-raised px-2 py-2.5 text-title wrap-anywhere text-ink placeholder:text-mute narrow:min-h-6 narrow:py-1 narrow:text-ui"
      />
      {moves}
      <IconButton size={24} label={`Remove ${name}`} icon={<Icon name="cross" />} onClick={onRemove} />
    </div>
  )
}
