/** The worker's own end. `state/imageWorker.ts` sends one job at a time, so only one large picture is decoded at once. */
import { resize, take } from './take.ts'
import type { ResizeJob, TakeJob } from './take.ts'

export type Job = { id: number } & (({ kind: 'take' } & TakeJob) | ({ kind: 'resize' } & ResizeJob))
export type Answer = { id: number } & (
  | { kind: 'take'; result: Awaited<ReturnType<typeof take>> }
  | { kind: 'resize'; result: Awaited<ReturnType<typeof resize>> }
  | { kind: 'failed'; message: string }
)

/** Answers one job; never rejects. */
export async function work(job: Job): Promise<Answer> {
  try {
    if (job.kind === 'take') return { id: job.id, kind: 'take', result: await take(job) }
    return { id: job.id, kind: 'resize', result: await resize(job) }
  } catch (error) {
    return { id: job.id, kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

/** What may be handed over instead of copied. */
function transferable(answer: Answer): Transferable[] {
  if (answer.kind === 'failed') return []
  if (answer.kind === 'take' && !answer.result.ok) return []
  return 'bytes' in answer.result ? [answer.result.bytes.buffer] : []
}

addEventListener('message', (event: MessageEvent<Job>) => {
  void work(event.data).then((answer) => postMessage(answer, { transfer: transferable(answer) }))
})
