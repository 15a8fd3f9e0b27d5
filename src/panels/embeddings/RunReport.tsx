import { adviseFailure } from '../../state/advice.ts'
import { AdviceNote } from '../../reply/AdviceNote.tsx'
import {
  analysis,
  isActive,
  pauseJob,
  resumeJob,
  retryBatch,
  stopJob,
  useJob,
} from '../../state/embedding/run.ts'
import { useStore } from 'zustand'
import { useDemoWords } from '../../state/embedding/demoWords.ts'
import { Button } from '../../ui/Button.tsx'
import { size } from '../../ui/figures.ts'
import { useNow } from '../../ui/useNow.ts'
import { act } from './act.ts'
import { count, duration, numbersOf } from './figures.ts'
import { runWords } from './words.ts'
import type { Batch, EmbedJob } from '../../state/embedding/job.ts'

/** How the run goes, and what became of it: there while it runs and for as long as something is left to do. */
export function RunReport() {
  const phase = useJob((job) => job.phase)
  const problem = useStore(analysis.store, (state) => state.problem)
  const shown = phase !== 'idle' && phase !== 'done'
  const unusable = useJob((job) => job.unusable.size)
  const words = useDemoWords()
  if (!shown && !problem && unusable === 0) return null
  return (
    <div className="shrink-0 border-b border-line px-4 py-2">
      {problem && (
        <p role="alert" className="text-fail">
          {runWords.computing(problem)}
        </p>
      )}
      {shown && <Progress />}
      {phase === 'running' && words && <WordsOnTheWay {...words} />}
      <Failures />
      <Unusable />
    </div>
  )
}

/** The demo embeds by what words mean, and has to read that first: once, from the page's own origin. */
function WordsOnTheWay({ bytes, total }: { bytes: number; total: number }) {
  const of = `${size(bytes)} of ${size(total)}`
  return (
    <div className="flex items-center gap-3 pt-1 text-label text-mute">
      <div
        role="progressbar"
        aria-label="Loading word vectors"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={bytes}
        aria-valuetext={of}
        className="h-1 min-w-0 flex-1 overflow-hidden rounded-chip bg-sunk"
      >
        <div className="h-full bg-faint" style={{ width: `${(bytes / total) * 100}%` }} />
      </div>
      {runWords.loadingWords(of)}
    </div>
  )
}

function Progress() {
  const job = useJob((state) => state)
  const { phase, done, items, saved } = job
  const active = isActive(job)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div
        role="progressbar"
        aria-label="Embedding progress"
        aria-valuemin={0}
        aria-valuemax={items.length}
        aria-valuenow={done}
        aria-valuetext={runWords.of(done, items.length)}
        className="h-1 w-full overflow-hidden rounded-chip bg-sunk"
      >
        <div
          className={`h-full ${active ? 'bg-accent' : 'bg-faint'}`}
          style={{ width: `${items.length > 0 ? (done / items.length) * 100 : 0}%` }}
        />
      </div>
      <p className="mr-auto text-label text-mute">
        <span className="text-ui text-ink">
          {count(done)} of {count(items.length)}
        </span>{' '}
        {wordsOf(job)}
        {saved > 0 && runWords.saved(saved)}
      </p>
      {phase === 'running' && (
        <Button size={24} onClick={pauseJob}>
          Pause
        </Button>
      )}
      {(active || phase === 'paused') && (
        <Button size={24} variant="bordered" onClick={stopJob}>
          Stop
        </Button>
      )}
      {(phase === 'paused' || phase === 'stopped') && (
        <Button size={24} variant="bordered" onClick={() => void resumeJob()}>
          Resume
        </Button>
      )}
      {phase === 'failed' && job.batches.filter(({ state }) => state === 'failed').length > 1 && (
        <Button size={24} variant="bordered" onClick={() => void retryBatch()}>
          Retry all failed
        </Button>
      )}
    </div>
  )
}

function wordsOf({ phase, done, items, saved, elapsed, batches }: EmbedJob): string {
  const sent = done - Math.min(saved, done)
  if (phase === 'looking up') return runWords.lookingUp
  if (phase === 'paused') return runWords.paused
  if (phase === 'stopped') return runWords.stopped
  if (phase === 'failed') {
    if (batches.length === 0) return runWords.failedUnsent
    const failed = batches.filter(({ state }) => state === 'failed').length
    return runWords.failed(failed, batches.length)
  }
  if (sent === 0 || elapsed < 300) return 'texts'
  const rate = sent / (elapsed / 1000)
  return runWords.rate(Math.round(rate), duration(((items.length - done) / rate) * 1000))
}

function Failures() {
  const batches = useJob((job) => job.batches)
  const model = useJob((job) => job.settings.model)
  const waiting = batches.flatMap((batch, at) => (batch.state === 'retrying' ? [{ batch, at }] : []))
  const failed = batches.flatMap((batch, at) => (batch.state === 'failed' ? [{ batch, at }] : []))
  const notBegun = useJob((job) => job.failure)
  const first = notBegun?.failure ?? failed[0]?.batch.failure
  const endedAt = notBegun?.at ?? failed[0]?.batch.failedAt ?? 0
  const advice = first && adviseFailure(first, { model, endedAt, purpose: 'embed' })
  return (
    <>
      {waiting.map(({ batch, at }) => (
        <p key={at} role="status" className="pt-1 text-label text-caution">
          {nameOf(batch, at)}: {batch.failure?.code} {batch.failure?.status},{' '}
          <Until at={batch.retryAt ?? 0} />
        </p>
      ))}
      {advice && (
        <div className="pt-2">
          <AdviceNote role="alert" advice={advice} onAdvice={act} />
        </div>
      )}
      {failed.length > 0 && (
        <ul aria-label="Failed requests" className="max-h-40 overflow-y-auto pt-2">
          {failed.map(({ batch, at }) => (
            <li key={at} className="flex items-center gap-3 text-label text-mute">
              <span className="mr-auto">
                {nameOf(batch, at)} failed
                {batch.failure && batch.failure.code !== first?.code && `: ${batch.failure.message}`}
              </span>
              <Button size={24} onClick={() => void retryBatch(at)}>
                Retry batch {at + 1}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Texts whose vector cannot stand among the others. Embed asks for them again: they are not kept. */
function Unusable() {
  const unusable = useJob((job) => job.unusable)
  const dimensions = useJob((job) => job.dimensions)
  const kinds = [
    { why: 'another length', words: runWords.otherLength(dimensions) },
    { why: 'not finite', words: runWords.notFinite },
  ]
  return (
    <div role="status" aria-label="Vectors left out" className="text-label text-caution">
      {kinds.map(({ why, words }) => {
        const rows = [...unusable].filter(([, one]) => one.why === why)
        if (rows.length === 0) return null
        const numbers = rows.map(([row]) => row).toSorted((a, b) => a - b)
        const [first] = numbers
        const lengths =
          why === 'another length' && rows.length === 1 ? ` (${count(unusable.get(first!)!.numbers)})` : ''
        return (
          <p key={why}>{runWords.leftOut(rows.length === 1, numbersOf(numbers), `${words}${lengths}`)}</p>
        )
      })}
    </div>
  )
}

/** A batch leaves out what is known, so its texts need not stand together. */
function nameOf({ rows }: Batch, at: number): string {
  const [from, to] = [rows[0], rows.at(-1)]
  return `Batch ${at + 1}, ${count(rows.length)} texts from ${count((from ?? 0) + 1)} to ${count((to ?? 0) + 1)}`
}

/** Seconds until the next try, by the server's own delay. */
function Until({ at }: { at: number }) {
  const now = useNow(250)
  return <span>{runWords.retryIn(Math.max(0, Math.ceil((at - now) / 1000)))}</span>
}
