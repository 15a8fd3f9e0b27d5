/**
 * What went over the wire for one run, or what would go now: request, response, chunks, code.
 * Here: the drawer's content. Its place and height are the shell's; what a run is, is `state/run.ts`.
 * Imported by `App.tsx` alone.
 */
import { useState } from 'react'
import { size, whole } from '../../answer/figures.ts'
import { useShown } from '../../answer/shown.ts'
import { useInspector } from '../../state/inspector.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { CodeView } from './CodeView.tsx'
import { EmbeddingCalls } from './EmbeddingCalls.tsx'
import { RequestView } from './RequestView.tsx'
import { ResponseView } from './ResponseView.tsx'
import { StreamView } from './StreamView.tsx'
import { Views } from './Views.tsx'
import { useOutgoing } from './outgoing.ts'
import type { Run } from '../../state/run.ts'

interface Props {
  onClose: () => void
}

/** What the present workspace sent; Models sends nothing of note and shows Prompt's. */
export default function Inspector({ onClose }: Props) {
  return useWorkspace() === 'embeddings' ? (
    <EmbeddingCalls onClose={onClose} />
  ) : (
    <RunViews onClose={onClose} />
  )
}

/** The four views of a run; before any run, Request and Code show what Run would send. */
function RunViews({ onClose }: Props) {
  const { workspace, run, chunk } = useShown()
  const tab = useInspector((now) => now.tab)
  const [which, setWhich] = useState<'run' | 'next'>('run')
  const [following, setFollowing] = useState(true)
  const outgoing = useOutgoing(which === 'run' ? run : null, workspace)
  const choice = run && { which, onChange: setWhich }
  const title =
    workspace === 'chat' ? 'The conversation so far, without a new message' : 'What Run would send now'

  return (
    <Views summary={run && summary(run, tab === 'Stream' && following)} onClose={onClose}>
      {tab === 'Request' && <RequestView outgoing={outgoing} choice={choice} title={title} />}
      {tab === 'Response' && <ResponseView run={run} />}
      {tab === 'Stream' && <StreamView key={run?.id} run={run} selected={chunk} onFollowing={setFollowing} />}
      {tab === 'Code' && <CodeView outgoing={outgoing} choice={choice} title={title} />}
    </Views>
  )
}

/** `30 chunks, 9.8 kB, following` */
function summary(run: Run, following: boolean): string {
  const bytes = run.chunks.reduce((sum, chunk) => sum + chunk.bytes, 0)
  return [
    `${whole(run.chunks.length)} ${run.chunks.length === 1 ? 'chunk' : 'chunks'}`,
    size(bytes),
    ...(following && run.phase === 'streaming' ? ['following'] : []),
  ].join(', ')
}
