import { Toggle } from './Toggle.tsx'
import { words } from './words.ts'
import type { Outgoing } from './outgoing.ts'

/** What the views that show a request take. */
export interface OutgoingProps {
  /** A sentence where the request is gone, null where it has not left yet, undefined while it is printed. */
  outgoing: Outgoing | string | null | undefined
  choice: Choice | null
  /** What stands there before any run. */
  title: string
}

export interface Choice {
  which: 'run' | 'next'
  onChange: (which: 'run' | 'next') => void
}

const names = { run: 'This run', next: 'Next run' } as const

/** After a run: its own request, or what would go with the settings of now. Before any, only the latter, named by `title`. */
export function Which({ choice, title }: { choice: Choice | null; title: string }) {
  if (!choice) return title
  return (
    <Toggle
      label="Which request"
      options={['run', 'next'] as const}
      names={names}
      value={choice.which}
      onChange={choice.onChange}
    />
  )
}

/** Where there is no request to show: why not, and the way to the other one. */
export function NoRequest({ outgoing, choice, title }: OutgoingProps) {
  return (
    <div className="flex flex-wrap items-center gap-3 p-4 text-ui text-mute">
      <p>{typeof outgoing === 'string' ? outgoing : outgoing === null && words.notSent}</p>
      <Which choice={choice} title={title} />
    </div>
  )
}
