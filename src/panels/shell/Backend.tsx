/**
 * shell/: the frame around every workspace: top bar, settings line, panes, palette, keys. What stands inside the
 * frame is none of its business. Imported by `App.tsx` alone.
 */
import { backendLabel, useSession } from '../../state/connection/session.ts'

/** Which backend answers. A status, so that a change of it is heard. */
export function Backend() {
  const label = useSession(backendLabel)
  return (
    <p
      role="status"
      aria-label="Backend"
      title={label}
      className="min-w-0 truncate font-mono text-label text-mute"
    >
      {label}
    </p>
  )
}
