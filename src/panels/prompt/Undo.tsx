import { undo, usePrompt } from '../../state/prompt.ts'
import { bringBack, dropAside, useAside } from '../../state/share.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

/** The way back from what a link or a file put here; there while something stands aside. */
export function Undo() {
  const replaced = usePrompt((state) => state.replaced !== null)
  const snapshot = useAside((state) => state.snapshot)
  if (!replaced && !snapshot) return null
  const title = !snapshot || snapshot.own ? 'Bring back what stood here before' : 'Bring back what was opened'
  return (
    <span className="flex items-center">
      <Button
        size={24}
        icon={<Icon name="undo" />}
        title={title}
        onClick={() => (snapshot ? void bringBack() : undo())}
      >
        Undo
      </Button>
      {snapshot && (
        <IconButton
          size={24}
          label="Forget what stood here before"
          icon={<Icon name="cross" />}
          onClick={dropAside}
        />
      )}
    </span>
  )
}
