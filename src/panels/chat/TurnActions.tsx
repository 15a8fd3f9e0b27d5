import { askAgain } from '../../state/chat/launch.ts'
import { liveHere, useChat } from '../../state/chat/chat.ts'
import { beginEdit } from '../../state/chat/editing.ts'
import { callsText, textsToEdit, turnText } from '../../state/chat/history.ts'
import { deleteTurn, insertAfter, keepTurn, moveDown, moveUp, setRole } from '../../state/chat/turns.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { markdownHtml } from '../../ui/markdown/Markdown.tsx'
import { Menu, MenuItem } from '../../ui/Popup.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import type { TurnProps } from './TurnRow.tsx'

/** What can be done with one turn. Seen under the pointer and on focus; always on touch, and on the last turn. */
export function TurnActions({ turn, leftOut, live, last, position, total }: TurnProps) {
  const busy = useChat((state) => liveHere(state) !== undefined)
  const user = turn.role === 'user'
  const insert = () => {
    // Before it is written: the edit belongs to the conversation that is on the screen now.
    const made = insertAfter(turn.id)
    if (made) beginEdit(made.turn.id, [''], true)
  }
  return (
    <div
      data-actions
      className={`flex flex-wrap transition-opacity duration-80 @min-[1072px]:justify-end @min-[1072px]:[&>button>span]:sr-only ${
        last
          ? ''
          : 'pointer-fine:opacity-0 pointer-fine:group-focus-within/turn:opacity-100 pointer-fine:group-hover/turn:opacity-100'
      }`}
    >
      {(!user || last) && (
        <Act name="Regenerate" icon="refresh" disabled={busy} onClick={() => void askAgain(turn.id)} />
      )}
      <CopyButton
        size={24}
        text={() => turnText(turn) || callsText(turn)}
        {...(!user && { html: () => markdownHtml(turnText(turn) || `\`\`\`\n${callsText(turn)}\n\`\`\``) })}
      />
      <Act name="Edit" icon="edit" disabled={live} onClick={() => beginEdit(turn.id, textsToEdit(turn))} />
      <Act name="Delete" icon="trash" onClick={() => void deleteTurn(turn.id)} />
      <Menu label={`More for turn ${position}`} icon={<Icon name="more" />}>
        <MenuItem disabled={live} onClick={() => void setRole(turn.id, user ? 'model' : 'user')}>
          {user ? 'Change role to Model' : 'Change role to You'}
        </MenuItem>
        <MenuItem disabled={live} onClick={() => insert()}>
          Insert turn after
        </MenuItem>
        <MenuItem disabled={live || position === 1} onClick={() => void moveUp(turn.id)}>
          Move up
        </MenuItem>
        <MenuItem disabled={live || position === total} onClick={() => void moveDown(turn.id)}>
          Move down
        </MenuItem>
        {turn.kept && leftOut === null && (
          <MenuItem onClick={() => void keepTurn(turn.id, false)}>Stop including</MenuItem>
        )}
      </Menu>
    </div>
  )
}

interface ActProps {
  name: string
  icon: IconName
  disabled?: boolean
  onClick: () => void
}

function Act({ name, icon, ...rest }: ActProps) {
  return (
    <Button size={24} aria-label={name} title={name} icon={<Icon name={icon} />} {...rest}>
      <span className="hidden narrow:inline">{name}</span>
    </Button>
  )
}
