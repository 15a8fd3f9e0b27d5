import { MOST_RECENT } from '../../state/chat/recent.ts'
import { Toggle } from './Toggle.tsx'
import type { Outgoing } from './outgoing.ts'

/** What the views that show a request take. */
export interface OutgoingProps {
  outgoing: Outgoing | null
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

/** Where a run has no request to show: still to leave, or not kept with its conversation. */
export function NoRequest({ choice, title }: Omit<OutgoingProps, 'outgoing'>) {
  return (
    <div className="flex flex-wrap items-center gap-3 p-4 text-ui text-mute">
      <p>
        This run’s request has not left yet, or is gone: a conversation keeps answers, and what went over the
        wire stays only for the last {MOST_RECENT} answers since the page was opened.
      </p>
      <Which choice={choice} title={title} />
    </div>
  )
}
