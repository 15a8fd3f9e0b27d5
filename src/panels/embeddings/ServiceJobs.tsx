import { useEffect } from 'react'
import { useStore } from 'zustand'
import { adviseFailure } from '../../state/advice.ts'
import { AdviceNote } from '../../reply/AdviceNote.tsx'
import { Scheduled } from '../../compose/Scheduled.tsx'
import {
  bringJobBack,
  cancelJob,
  checkJob,
  followJobs,
  isHere,
  removeJob,
  serviceLaunch,
  showJob,
  unscheduleCheck,
  useService,
} from '../../state/embedding/service.ts'
import { jobEnded, jobOpen } from '../../state/embedding/serviceJobs.ts'
import { useSession } from '../../state/connection/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { actOnService } from './act.ts'
import { count } from './figures.ts'
import { serviceWords } from './words.ts'
import type { ServiceJob, ServicePart } from '../../state/embedding/serviceJobs.ts'

const words: Record<string, string> = {
  NEW: 'not sent yet',
  PENDING: 'waiting at the server',
  RUNNING: 'being worked on',
  SUCCEEDED: 'done, vectors not fetched yet',
  FETCHED: 'done',
  FAILED: 'failed',
  CANCELLING: 'told to stop',
  CANCELLED: 'cancelled',
  EXPIRED: 'expired without a result',
  LOST: 'unknown to the server, or to this key',
  UNSAVED: 'done, but not kept on disk',
}

/** Jobs handed to the API's batch service, of this visit and of earlier ones. */
export function ServiceJobs() {
  const jobs = useService((state) => state.jobs)
  const failure = useService((state) => state.failure)
  const removed = useService((state) => state.removed)
  const scheduled = useStore(serviceLaunch, (state) => state.scheduled)
  useSession((state) => state.connectionId)
  useEffect(() => void followJobs(), [])
  if (jobs.length === 0 && !failure && !removed) return null
  return (
    <section aria-label="Batch jobs" className="shrink-0 border-b border-line px-4 py-2 narrow:px-5">
      <h2 className="text-ui font-semibold">Batch jobs</h2>
      {failure && (
        <AdviceNote
          role="alert"
          advice={adviseFailure(failure.failure, { endedAt: failure.at, purpose: 'embed' })}
          onAdvice={actOnService}
        />
      )}
      {scheduled !== null && (
        <div role="status" aria-label="Batch job status" className="text-label text-soft">
          <Scheduled key={scheduled} at={scheduled} onUnschedule={unscheduleCheck} />
        </div>
      )}
      <ul aria-label="Batch jobs" className="max-h-50 divide-y divide-line overflow-y-auto">
        {jobs.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ul>
      {removed && (
        <p role="status" aria-label="Removed job" className="flex items-center gap-2 text-label text-mute">
          Job of {count(removed.items.length)} texts removed
          <Button size={24} icon={<Icon name="undo" />} onClick={() => void bringJobBack()}>
            Undo
          </Button>
        </p>
      )}
    </section>
  )
}

function Job({ job }: { job: ServiceJob }) {
  const busy = useService((state) => state.busy.includes(job.id))
  const here = isHere(job)
  const ended = jobEnded(job)
  const open = jobOpen(job)
  const fetched = job.parts.some(({ state }) => state === 'FETCHED' || state === 'UNSAVED')
  const unsaved = job.parts.some(({ state }) => state === 'UNSAVED')
  const without = job.parts.reduce((sum, part) => sum + (part.without ?? 0), 0)
  const failed = job.parts.find((part) => part.failed)?.failed
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1">
      <p className="mr-auto min-w-0">
        {count(job.items.length)} texts{' '}
        <span className="text-label text-mute">
          <span className="font-mono">{job.settings.model}</span>,{' '}
          {new Date(job.createdAt).toLocaleString('en')},{' '}
        </span>
        <span role="status" className="text-label text-soft">
          {busy ? serviceWords.asking : statesOf(job.parts)}
          {without > 0 && serviceWords.without(without)}
          {!here && serviceWords.elsewhere}
        </span>
        {unsaved && (
          <span role="alert" className="block text-label text-fail">
            {serviceWords.notWritten}
          </span>
        )}
        {failed && <span className="block font-mono text-wire wrap-anywhere text-mute">{failed}</span>}
      </p>
      {fetched && (
        <Button size={24} variant="bordered" disabled={!here} onClick={() => void showJob(job)}>
          Show vectors
        </Button>
      )}
      {!ended && (
        <>
          <Button size={24} disabled={busy || !here} onClick={() => void checkJob(job)}>
            Check now
          </Button>
          {open && (
            <Button size={24} disabled={!here} onClick={() => void cancelJob(job)}>
              Cancel job
            </Button>
          )}
        </>
      )}
      {!open && (
        <Button size={24} onClick={() => void removeJob(job)}>
          Remove
        </Button>
      )}
    </li>
  )
}

/** `2 done, 1 being worked on`; a word nobody here knows stands as the server sent it. */
function statesOf(parts: readonly ServicePart[]): string {
  const counts = new Map<string, number>()
  for (const { state } of parts) counts.set(state, (counts.get(state) ?? 0) + 1)
  const said = [...counts].map(([state, times]) => ({ word: words[state] ?? state, times }))
  if (parts.length === 1) return said[0]?.word ?? ''
  return said.map(({ word, times }) => `${times} of ${parts.length} jobs ${word}`).join(', ')
}
