import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { createBatches, matchResults } from '../../gemini/batch.ts'
import { failureOf } from '../../runs/failure.ts'
import { holdsKey } from '../connection/keyInText.ts'
import { createLaunch } from '../documents/launch.ts'
import { askForKey, clientOptions, session } from '../connection/session.ts'
import { withLock } from '../../store/locks.ts'
import { isPresent, presentHost } from './connection.ts'
import { setupOf } from './importTexts.ts'
import { toEmbedRequest, vectorKey } from './requests.ts'
import { embed, launch } from './run.ts'
import {
  deleteServiceJob,
  jobOpen,
  partEnded,
  partOpen,
  partsOf,
  pollDelay,
  readServiceJobs,
  saveServiceJob,
  storedJob,
  withPart,
} from './serviceJobs.ts'
import { embedSettingsOf, itemsOf, loadSetup, replaceSetup, setup, withUndo } from './setup.ts'
import { recorded } from './wire.ts'
import { isSound, usualLength } from './work.ts'
import type { BatchItem, Batches, BatchJob } from '../../gemini/batch.ts'
import type { Failure } from '../../gemini/error.ts'
import type { ServiceJob, ServicePart } from './serviceJobs.ts'

/** From here on the batch service is worth its wait. */
export const serviceFrom = 2000

interface Service {
  jobs: readonly ServiceJob[]
  /** Ids of the jobs that calls are under way for, one for each call. */
  busy: readonly string[]
  failure: { of: string; failure: Failure; at: number } | null
  /** Removed last, and one press away. */
  removed: ServiceJob | null
}

export const service = createStore<Service>(() => ({ jobs: [], busy: [], failure: null, removed: null }))

export const useService = <T>(selector: (state: Service) => T): T => useStore(service, selector)

const checking = createLaunch()
export const serviceLaunch = checking.store
export const unscheduleCheck = checking.unschedule

/** Jobs can only be asked about over the connection that made them. */
export const isHere = ({ host }: Pick<ServiceJob, 'host'>): boolean => isPresent(host)

const jobOf = (id: string) => service.getState().jobs.find((job) => job.id === id)

const add = (job: ServiceJob) =>
  service.setState(({ jobs }) => ({ jobs: [job, ...jobs].toSorted((a, b) => b.createdAt - a.createdAt) }))

/** Only where it is listed still: what was removed does not come back. */
const show = (job: ServiceJob) =>
  service.setState(({ jobs }) => ({ jobs: jobs.map((one) => (one.id === job.id ? job : one)) }))

const hide = (id: string) =>
  service.setState(({ jobs, failure }) => ({
    jobs: jobs.filter((job) => job.id !== id),
    failure: failure?.of === id ? null : failure,
  }))

let lastTurn: Promise<unknown> = Promise.resolve()

/** Reads and writes of job records, one after another: in this tab and across all tabs. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = lastTurn.then(() => withLock('batch-jobs', 'exclusive', work))
  lastTurn = done.catch(() => undefined)
  return done
}

interface Vectors {
  vectors: readonly [key: string, vector: Float32Array][]
  /** What is learnt instead, where they did not reach the disk. */
  unsaved: (job: ServiceJob) => ServiceJob
}

/**
 * Brings what has been learnt of a job to what is known of it by now: while the server was asked it may have been
 * cancelled or removed, here or in another tab.
 * @returns the job afterwards, and whether that is on disk; null where it was removed
 */
function update(
  id: string,
  learn: (job: ServiceJob) => ServiceJob,
  more?: Vectors,
): Promise<{ job: ServiceJob; onDisk: boolean } | null> {
  return inTurn(async () => {
    const known = jobOf(id)
    const stored = known ? await storedJob(known) : null
    if (!stored) {
      hide(id)
      return null
    }
    let job = learn(stored)
    let onDisk = job === stored || (await saveServiceJob(job, more?.vectors))
    if (!onDisk && more) {
      job = more.unsaved(stored)
      await saveServiceJob(job)
      onDisk = false
    }
    show(job)
    return { job, onDisk }
  })
}

/**
 * Runs calls for a job over the present connection, to their end: a later change of connection is not theirs. What went
 * wrong is kept. Never rejects.
 */
async function attempt(
  job: ServiceJob,
  calls: (id: string, client: Batches) => Promise<void>,
): Promise<void> {
  if (!isHere(job)) return
  const { id } = job
  const client = createBatches(clientOptions(session.getState()))
  service.setState(({ busy, failure }) => ({
    busy: [...busy, id],
    failure: failure?.of === id ? null : failure,
  }))
  try {
    await calls(id, client)
  } catch (error) {
    if (jobOf(id)) service.setState({ failure: { of: id, failure: failureOf(error), at: Date.now() } })
  }
  service.setState(({ busy }) => ({ busy: busy.toSpliced(busy.indexOf(id), 1) }))
}

/** What must not be done twice at a time for a job, in all tabs. Begins with what the others have made of it. */
const alone = (id: string, work: () => Promise<void>): Promise<void> =>
  withLock(`batch-job/${id}`, 'exclusive', async () => {
    if (await update(id, (job) => job)) await work()
  })

/** Hands the texts of the setup to the batch service, in as many jobs as their size asks for. */
export async function submitJob(): Promise<void> {
  const present = setup.getState()
  const settings = embedSettingsOf(present)
  const items = itemsOf(present)
    .filter(({ image }) => !image)
    .map(({ text, label }) => (label ? { text, label } : { text }))
  if (items.length === 0) return launch.setState({ problem: 'Write or import texts first, one per line.' })
  if (holdsKey(items.map(({ text }) => text).join('\n')))
    return launch.setState({
      problem: 'One of the texts looks like an API key. Take it out; nothing was sent.',
    })
  if (askForKey()) return
  launch.setState({ problem: null })
  const parts = partsOf(settings, items).map(({ from, to }): ServicePart => {
    return { displayName: `embeddings ${crypto.randomUUID()}`, name: null, from, to, state: 'NEW' }
  })
  const job: ServiceJob = {
    v: 1,
    id: crypto.randomUUID(),
    host: presentHost(),
    createdAt: Date.now(),
    settings,
    items,
    parts,
  }
  add(job)
  await attempt(job, async (id, client) => {
    // Before anything is sent: a tab that closes now must not forget what it has started.
    if (await inTurn(() => saveServiceJob(job))) return alone(id, () => sendParts(id, client, false))
    hide(id)
    await inTurn(() => deleteServiceJob(id))
    launch.setState({
      problem:
        'This browser cannot keep the job on disk now, so closing the tab would lose it. Nothing was sent.',
    })
  })
}

const isNew = (part: ServicePart | undefined) => part?.state === 'NEW' && part.name === null

/** Refused for what it is: sent again, it would be refused again. */
const forGood = new Set(['invalid', 'missing', 'too-large'])

/**
 * Creates what has not been created. A repeated creation would be billed twice.
 * @param perhapsSent the answer to an earlier creation may have been lost: each part is first looked for by its own name
 */
async function sendParts(id: string, client: Batches, perhapsSent: boolean): Promise<void> {
  const count = jobOf(id)?.parts.length ?? 0
  const listed = perhapsSent && jobOf(id)?.parts.some(isNew) ? await client.listBatches() : []
  for (let at = 0; at < count; at++) {
    // Looked up each time: it may have been cancelled while the one before was made.
    const job = jobOf(id)
    const part = job?.parts[at]
    if (!job || !part || !isNew(part)) continue
    const requests = job.items.slice(part.from, part.to).map((item, index) => ({
      key: `row-${part.from + index}`,
      request: toEmbedRequest(job.settings, item),
    }))
    let made = listed.find(({ displayName }) => displayName === part.displayName)
    try {
      made ??= await recorded(`Batch job of ${requests.length} texts`, (hooks) =>
        client.createEmbedBatch(job.settings.model, part.displayName, requests, hooks),
      )
    } catch (error) {
      const { kind, message } = failureOf(error)
      if (forGood.has(kind))
        await update(id, (now) => withPart(now, at, { state: 'FAILED', failed: message }))
      throw error
    }
    const { name, state } = made
    const after = await update(id, (now) => withPart(now, at, { name, state }))
    // Cancelled while it was made: the server has to hear of it.
    if (after?.job.parts[at]?.name !== name) await client.cancelBatch(name)
  }
}

/** Asks how a job is, sends what was never sent, and keeps its vectors once they are there. Never rejects. */
export async function checkJob(job: ServiceJob): Promise<void> {
  if (service.getState().busy.includes(job.id)) return
  await attempt(job, (id, client) =>
    alone(id, async () => {
      await sendParts(id, client, true)
      const count = jobOf(id)?.parts.length ?? 0
      for (let at = 0; at < count; at++) await askPart(id, at, client)
    }),
  )
}

/** Asks about one part, and keeps what is learnt at once: the next one may fail. */
async function askPart(id: string, at: number, client: Batches): Promise<void> {
  const part = jobOf(id)?.parts[at]
  if (!part || part.name === null || partEnded(part)) return
  const { name } = part
  let found: BatchJob
  try {
    found = await recorded('Batch job, how it is', (hooks) => client.getBatch(name, hooks))
  } catch (error) {
    const { code, message } = failureOf(error)
    if (code !== 404) throw error
    await update(id, (now) => withPart(now, at, { state: 'LOST', failed: message }))
    return
  }
  const { items, failure, done, state } = found
  // What was done before a job was stopped may come with it.
  if (items && (items.length > 0 || !failure)) return keepVectors(id, at, items, client)
  await update(id, (now) => {
    if (!failure)
      // Success may be seen a moment before its output is.
      return withPart(now, at, { state: done && state === 'SUCCEEDED' ? 'RUNNING' : state })
    if (state === 'CANCELLED') return withPart(now, at, { state })
    return withPart(now, at, { state: partEnded({ state }) ? state : 'FAILED', failed: failure.message })
  })
}

/**
 * Puts what came into the cache of vectors, each by its own key, together with the news that it is there. Only then is
 * the job cleared off the server: what did not reach the disk can be fetched again.
 */
async function keepVectors(id: string, at: number, results: BatchItem[], client: Batches): Promise<void> {
  const job = jobOf(id)
  const part = job?.parts[at]
  if (!job || !part) return
  const rows = Array.from({ length: part.to - part.from }, (_, index) => part.from + index)
  const { vectors, failures } = matchResults(
    rows.map((row) => `row-${row}`),
    results,
  )
  const length = usualLength([...vectors.values()], job.settings.outputDimensionality)
  const sound: [string, Float32Array][] = []
  for (const row of rows) {
    const values = vectors.get(`row-${row}`)
    const item = job.items[row]
    if (item && values?.length === length && isSound(values))
      sound.push([await vectorKey(job.host, job.settings, item), Float32Array.from(values)])
  }
  const [first] = failures.values()
  const fetched: Partial<ServicePart> = {
    state: 'FETCHED',
    without: rows.length - sound.length,
    ...(first && { failed: first.message }),
  }
  const after = await update(id, (now) => withPart(now, at, fetched), {
    vectors: sound,
    unsaved: (now) => withPart(now, at, { state: 'UNSAVED' }),
  })
  if (after?.onDisk && part.name !== null) await client.deleteBatch(part.name).catch(() => undefined)
}

/** Asks the server to stop. What was done by then may still come, and be billed. Never rejects. */
export async function cancelJob(job: ServiceJob): Promise<void> {
  await attempt(job, async (id, client) => {
    const unsent = await update(id, (now) => ({
      ...now,
      parts: now.parts.map((part) =>
        part.name === null && partOpen(part) ? Object.assign({}, part, { state: 'CANCELLED' }) : part,
      ),
    }))
    for (const [at, part] of (unsent?.job.parts ?? []).entries()) {
      const { name } = part
      if (name === null || !partOpen(part)) continue
      await recorded('Batch job, cancel', (hooks) => client.cancelBatch(name, hooks))
      await update(id, (now) => withPart(now, at, { state: 'CANCELLING' }))
      await askPart(id, at, client)
    }
  })
}

/** Forgets a job here; on the server it is left as it is. `bringJobBack` undoes it. */
export async function removeJob(job: ServiceJob): Promise<void> {
  hide(job.id)
  service.setState({ removed: job })
  await inTurn(() => deleteServiceJob(job.id))
}

export async function bringJobBack(): Promise<void> {
  const { removed } = service.getState()
  if (!removed) return
  service.setState({ removed: null })
  await inTurn(() => saveServiceJob(removed))
  add(removed)
}

/** Shows a job's vectors: its texts become the setup, and all that is known costs nothing. */
export async function showJob({ items, settings }: ServiceJob): Promise<void> {
  withUndo('Batch job opened', () => replaceSetup({ ...settings, ...setupOf(items) }))
  await embed(true)
}

/** Asks about every job that is still open, sends what was never sent. */
export async function checkOpenJobs(): Promise<void> {
  checking.unschedule()
  for (const { id } of service.getState().jobs) {
    const job = jobOf(id)
    if (job && jobOpen(job)) await checkJob(job)
  }
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
  await inTurn(async () => {
    for (const job of await readServiceJobs()) if (!jobOf(job.id)) add(job)
  })
  void round()
}

async function round(): Promise<void> {
  clearTimeout(timer)
  // A check the user has put off is not made before its time.
  const free = service.getState().busy.length === 0 && checking.store.getState().scheduled === null
  if (document.visibilityState === 'visible' && free) await checkOpenJobs()
  const waiting = service.getState().jobs.filter((job) => jobOpen(job) && isHere(job))
  const youngest = Math.min(...waiting.map(({ createdAt }) => Date.now() - createdAt))
  timer = setTimeout(() => void round(), pollDelay(Number.isFinite(youngest) ? youngest : 0))
}
