import { undo, usePrompt } from '../../state/prompt/prompt.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** The way back to a draft that was typed over while it loaded. What a link replaced has its own line above the work. */
export function Undo() {
  const replaced = usePrompt((state) => state.replaced !== null)
  if (!replaced) return null
  return (
    <Button size={24} icon={<Icon name="undo" />} title="Bring back what stood here before" onClick={undo}>
      Undo
    </Button>
  )
}
