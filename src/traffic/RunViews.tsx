/**
 * What went over the wire for one run, or what would go now: request, response, chunks, code.
 * Here: the content of the Inspector. Its place and height are the shell's, its run and its next document the workspace's.
 */
import { useState } from 'react'
import { read } from '../runs/read.ts'
import { useRun } from '../runs/registry.ts'
import { useInspector } from '../state/shell/inspector.ts'
import { size, whole } from '../ui/figures.ts'
import { CodeView } from './CodeView.tsx'
import { RequestView } from './RequestView.tsx'
import { ResponseView } from './ResponseView.tsx'
import { StreamView } from './StreamView.tsx'
import { Views } from './Views.tsx'
import { useNextRequest, useSentRequest } from './outgoing.ts'
import type { RequestDoc } from '../request/doc.ts'
import type { Run, RunId } from '../runs/run.ts'

interface Props {
  /** The workspace's own run, on show while no other one is chosen. */
  own: RunId | null
  /** What would be sent now. */
  next: RequestDoc
  /** What stands over it before any run. */
  title: string
  onClose: () => void
}

const itself = (run: Run) => run

/** The four views of a run; before any run, Request and Code show what would be sent. */
export function RunViews({ own, next, title, onClose }: Props) {
  const chosen = useInspector((now) => now.run)
  const chunk = useInspector((now) => (now.run === null ? null : now.chunk))
  const tab = useInspector((now) => now.tab)
  const run = useRun(chosen ?? own, itself)
  const [which, setWhich] = useState<'run' | 'next'>('run')
  const [following, setFollowing] = useState(true)
  const sent = useSentRequest(run)
  const coming = useNextRequest(next)
  const outgoing = run && which === 'run' ? sent : coming
  const choice = run && { which, onChange: setWhich }
  return (
    <Views summary={run && summary(run, tab === 'Stream' && following)} onClose={onClose}>
      {tab === 'Request' && <RequestView outgoing={outgoing} choice={choice} title={title} />}
      {tab === 'Response' && <ResponseView run={run} />}
      {tab === 'Stream' && (
        <StreamView
          key={run?.id}
          run={run}
          selected={chunk}
          following={following}
          onFollowing={setFollowing}
        />
      )}
      {tab === 'Code' && <CodeView outgoing={outgoing} choice={choice} title={title} />}
    </Views>
  )
}

/** `30 chunks, 9.8 kB, following` */
function summary(run: Run, following: boolean): string {
  const { beats } = read(run)
  const bytes = beats.reduce((sum, beat) => sum + beat.bytes, 0)
  return [
    `${whole(beats.length)} ${beats.length === 1 ? 'chunk' : 'chunks'}`,
    size(bytes),
    ...(following && run.ending === null && beats.length > 0 ? ['following'] : []),
  ].join(', ')
}
