import type { Turn } from '../../state/chat/tree.ts'

/** Under the name: which model wrote it. */
export function Usage({ turn }: { turn: Turn }) {
  const words = turn.run ? turn.run.model : turn.edited ? 'edited by you' : ''
  if (!words) return null
  return (
    <p className="max-w-full truncate font-mono text-label text-mute" title={words}>
      {words}
    </p>
  )
}
