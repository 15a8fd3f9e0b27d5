/** The worker's own end. `state/imageWorker.ts` sends one job at a time, so only one large picture is decoded at once. */
import { importImage, resize } from './importImage.ts'
import type { ImportJob, ResizeJob } from './importImage.ts'

export type Job = { id: number } & (({ kind: 'import' } & ImportJob) | ({ kind: 'resize' } & ResizeJob))
export type Answer = { id: number } & (
  | { kind: 'import'; result: Awaited<ReturnType<typeof importImage>> }
  | { kind: 'resize'; result: Awaited<ReturnType<typeof resize>> }
  | { kind: 'failed'; message: string }
)

/** Answers one job; never rejects. */
export async function work(job: Job): Promise<Answer> {
  try {
    if (job.kind === 'import') return { id: job.id, kind: 'import', result: await importImage(job) }
    return { id: job.id, kind: 'resize', result: await resize(job) }
  } catch (error) {
    return { id: job.id, kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

/** What may be handed over instead of copied. */
function transferable(answer: Answer): Transferable[] {
  if (answer.kind === 'failed') return []
  if (answer.kind === 'import' && !answer.result.ok) return []
  return 'bytes' in answer.result ? [answer.result.bytes.buffer] : []
}

addEventListener('message', (event: MessageEvent<Job>) => {
  void work(event.data).then((answer) => postMessage(answer, { transfer: transferable(answer) }))
})
