import { chat } from '../../state/chat/chat.ts'
import { versions } from '../../state/chat/tree.ts'
import { showVersion } from '../../state/chat/turns.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { Turn } from '../../state/chat/tree.ts'

/** The versions of one turn, one on show. @param version counted from 0 */
export function Branches({ turn, version, count }: { turn: Turn; version: number; count: number }) {
  const show = (to: number) => {
    const other = versions(chat.getState().turns, turn)[to]
    if (other) void showVersion(other)
  }
  return (
    <div role="group" aria-label="Branches" className="-ml-1 flex items-center text-label text-mute">
      <IconButton
        label="Previous branch"
        size={24}
        icon={<Icon name="chevron-left" />}
        disabled={version <= 0}
        onClick={() => show(version - 1)}
      />
      <span>{`${version + 1} / ${count}`}</span>
      <IconButton
        label="Next branch"
        size={24}
        icon={<Icon name="chevron-right" />}
        disabled={version >= count - 1}
        onClick={() => show(version + 1)}
      />
    </div>
  )
}
