import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { createBatches, matchResults } from '../../gemini/batch.ts'
import { failureOf } from '../failure.ts'
import { holdsKey } from '../keyInText.ts'
import { createLaunch } from '../launch.ts'
import { askForKey, clientOptions, session } from '../session.ts'
import { toEmbedRequest, vectorKey } from './requests.ts'
import { embed, launch } from './run.ts'
import {
  deleteServiceJob,
  jobEnded,
  partEnded,
  partsOf,
  pollDelay,
  readServiceJobs,
  saveServiceJob,
} from './serviceJobs.ts'
import { embedSettingsOf, itemsOf, loadSetup, replaceSetup, setup, withUndo } from './setup.ts'
import { setupOf } from './importTexts.ts'
import { recorded } from './wire.ts'
import { presentConnection } from './connection.ts'
import type { BatchJob, Batches } from '../../gemini/batch.ts'
import type { Failure } from '../../gemini/error.ts'
import type { ServiceJob, ServicePart } from './serviceJobs.ts'

/** From here on the batch service is worth its wait. */
export const serviceFrom = 2000

interface Service {
  jobs: readonly ServiceJob[]
  /** A call is under way for the job of this id. */
  busy: string | null
  failure: { failure: Failure; at: number } | null
}

export const service = createStore<Service>(() => ({ jobs: [], busy: null, failure: null }))

export const useService = <T>(selector: (state: Service) => T): T => useStore(service, selector)

const checking = createLaunch()
export const serviceLaunch = checking.store
export const unscheduleCheck = checking.unschedule

const batches = (): Batches => createBatches(clientOptions(session.getState()))

/** Jobs can only be asked about over the connection that made them. */
export const isHere = ({ host }: Pick<ServiceJob, 'host'>): boolean => host === presentConnection().host

function put(job: ServiceJob): Promise<void> {
  const { jobs } = service.getState()
  const known = jobs.some(({ id }) => id === job.id)
  service.setState({ jobs: known ? jobs.map((one) => (one.id === job.id ? job : one)) : [job, ...jobs] })
  return saveServiceJob(job)
}

const withPart = (job: ServiceJob, at: number, change: Partial<ServicePart>): ServiceJob => ({
  ...job,
  parts: job.parts.map((part, index) => (index === at ? { ...part, ...change } : part)),
})

/** Runs a call for a job and keeps what went wrong. @returns the job as it is afterwards. */
async function attempt(job: ServiceJob, call: (job: ServiceJob) => Promise<ServiceJob>): Promise<void> {
  service.setState({ busy: job.id, failure: null })
  try {
    await put(await call(job))
  } catch (error) {
    service.setState({ failure: { failure: failureOf(error), at: Date.now() } })
  }
  service.setState({ busy: null })
}

/** Hands the texts of the setup to the batch service, in as many jobs as their size asks for. */
export async function submitJob(): Promise<void> {
  const present = setup.getState()
  const settings = embedSettingsOf(present)
  const items = itemsOf(present)
    .filter(({ image }) => !image)
    .map(({ text, label }) => (label ? { text, label } : { text }))
  if (items.length === 0) return launch.setState({ problem: 'Write or import texts first, one a line.' })
  if (holdsKey(items.map(({ text }) => text).join('\n')))
    return launch.setState({
      problem: 'One of the texts looks like an API key. Take it out; nothing was sent.',
    })
  if (askForKey()) return
  launch.setState({ problem: null })
  const parts = partsOf(settings, items).map(({ from, to }): ServicePart => {
    return { displayName: `embeddings ${crypto.randomUUID()}`, name: null, from, to, state: 'NEW' }
  })
  const { host } = presentConnection()
  const job: ServiceJob = {
    v: 1,
    id: crypto.randomUUID(),
    host,
    createdAt: Date.now(),
    settings,
    items,
    parts,
  }
  // Before anything is sent: a tab that closes now must not forget what it has started.
  await put(job)
  await attempt(job, sendParts)
}

/**
 * Creates what has not been created. A repeated creation would be billed twice, so a part whose answer may have been
 * lost is looked for by its own name first.
 */
async function sendParts(job: ServiceJob): Promise<ServiceJob> {
  const client = batches()
  const again = job.parts.some(({ name }) => name !== null) || Date.now() - job.createdAt > 1000
  const listed = again ? await client.listBatches() : []
  let present = job
  for (const [at, part] of job.parts.entries()) {
    if (part.name !== null) continue
    const known = listed.find(({ displayName }) => displayName === part.displayName)
    const requests = job.items.slice(part.from, part.to).map((item, index) => ({
      key: `row-${part.from + index}`,
      request: toEmbedRequest(job.settings, item),
    }))
    const made =
      known ??
      (await recorded(`Batch job of ${requests.length} texts`, (hooks) =>
        client.createEmbedBatch(job.settings.model, part.displayName, requests, hooks),
      ))
    present = withPart(present, at, { name: made.name, state: made.state })
    await put(present)
  }
  return present
}

/** Asks how a job is, sends what was never sent, and takes its vectors into the cache once they are there. */
export async function checkJob(job: ServiceJob): Promise<void> {
  await attempt(job, async () => {
    let present = job.parts.some(({ name }) => name === null) ? await sendParts(job) : job
    for (const [at, part] of present.parts.entries()) {
      if (partEnded(part) || part.name === null) continue
      present = withPart(present, at, await stateOf(part, present))
    }
    return present
  })
}

async function stateOf(part: ServicePart, job: ServiceJob): Promise<Partial<ServicePart>> {
  let found: BatchJob
  try {
    found = await recorded('Batch job, how it is', (hooks) => batches().getBatch(part.name ?? '', hooks))
  } catch (error) {
    const failure = failureOf(error)
    if (failure.code !== 404) throw error
    return { state: 'LOST', failed: failure.message }
  }
  if (found.failure) return { state: found.state, failed: found.failure.message }
  // Success may be seen a moment before its output is.
  if (!found.items) return { state: found.done && found.state === 'SUCCEEDED' ? 'RUNNING' : found.state }
  return take(part, job, found.items)
}

/** Puts what came into the cache of vectors, each by its own key, and clears the job off the server. */
async function take(
  part: ServicePart,
  job: ServiceJob,
  results: NonNullable<BatchJob['items']>,
): Promise<Partial<ServicePart>> {
  const rows = Array.from({ length: part.to - part.from }, (_, index) => part.from + index)
  const { vectors, failures, missing } = matchResults(
    rows.map((row) => `row-${row}`),
    results,
  )
  const world = presentConnection()
  const kept: [string, Float32Array][] = []
  for (const row of rows) {
    const values = vectors.get(`row-${row}`)
    const item = job.items[row]
    if (values && item)
      kept.push([await vectorKey(world.host, job.settings, item), Float32Array.from(values)])
  }
  await world.writeVectors(kept)
  await batches()
    .deleteBatch(part.name ?? '')
    .catch(() => undefined)
  const first = [...failures.values()][0]
  return {
    state: 'FETCHED',
    without: failures.size + missing.length,
    ...(first && { failed: first.message }),
  }
}

/** Asks the server to stop. What was done by then may still come, and be billed. */
export async function cancelJob(job: ServiceJob): Promise<void> {
  await attempt(job, async () => {
    let present = job
    for (const [at, part] of job.parts.entries()) {
      if (partEnded(part)) continue
      const { name } = part
      if (name !== null) await recorded('Batch job, cancel', (hooks) => batches().cancelBatch(name, hooks))
      present = withPart(present, at, { state: 'CANCELLED' })
    }
    return present
  })
}

/** Forgets a job here; on the server it is left as it is. */
export async function removeJob({ id }: ServiceJob): Promise<void> {
  service.setState({ jobs: service.getState().jobs.filter((job) => job.id !== id) })
  await deleteServiceJob(id)
}

/** Shows a job's vectors: its texts become the setup, and all that is known costs nothing. */
export async function showJob({ items, settings }: ServiceJob): Promise<void> {
  withUndo('Batch job opened', () => replaceSetup({ ...settings, ...setupOf(items) }))
  await embed(true)
}

/** Asks about every job that is still open, sends what was never sent. */
export async function checkOpenJobs(): Promise<void> {
  checking.unschedule()
  for (const job of service.getState().jobs) if (!jobEnded(job) && isHere(job)) await checkJob(job)
}

/** The same at a moment the user chose to wait for. @param at epoch milliseconds */
export const checkOpenJobsAt = (at: number): void => checking.schedule(at, () => void checkOpenJobs())

let following = false
let timer: ReturnType<typeof setTimeout> | undefined

/** Reads the jobs of earlier visits and asks about the open ones from time to time while the page is seen. */
export async function followJobs(): Promise<void> {
  if (following) return
  following = true
  await loadSetup()
  const stored = await readServiceJobs()
  const { jobs } = service.getState()
  service.setState({ jobs: [...jobs, ...stored.filter(({ id }) => jobs.every((job) => job.id !== id))] })
  void round()
}

async function round(): Promise<void> {
  clearTimeout(timer)
  const open = service.getState().jobs.filter((job) => !jobEnded(job) && isHere(job))
  // A check the user has put off is not made before its time.
  const free = service.getState().busy === null && checking.store.getState().scheduled === null
  if (document.visibilityState === 'visible' && free) await checkOpenJobs()
  const youngest = Math.min(...open.map(({ createdAt }) => Date.now() - createdAt))
  timer = setTimeout(() => void round(), pollDelay(Number.isFinite(youngest) ? youngest : 0))
}
