import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'

/** Tells the field of a new text that it was asked for by hand. */
export const ADDS_TEXT = 'data-adds-text'

/** Adds a text that can stand between pictures. */
export function AddText({ onAdd }: { onAdd: () => void }) {
  return (
    <IconButton label="Add text part" icon={<Icon name="text" />} onClick={onAdd} {...{ [ADDS_TEXT]: '' }} />
  )
}
