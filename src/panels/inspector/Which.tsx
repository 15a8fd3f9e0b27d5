import { Toggle } from './Toggle.tsx'

export interface Choice {
  which: 'run' | 'next'
  onChange: (which: 'run' | 'next') => void
}

const names = { run: 'This run', next: 'Next run' } as const

/** After a run: its own request, or what Run would send with the prompt and settings of now. */
export function Which({ choice }: { choice: Choice }) {
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
