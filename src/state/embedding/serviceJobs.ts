import * as z from 'zod/mini'
import { read, readAll, tryWrite, write } from '../../store/database.ts'
import { keysOf, unlessSilent } from '../../store/sure.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { taskTypes } from '../../request/schema.ts'
import { toEmbedRequest } from './requests.ts'
import type { EmbedItem, EmbedSettings } from './requests.ts'

/** Jobs of the API's own batch service, as they are kept on this device: they outlive the tab. */

const Settings = z.object({
  model: z.string(),
  taskType: z.exactOptional(z.enum(taskTypes)),
  title: z.exactOptional(z.string()),
  outputDimensionality: z.exactOptional(z.int()),
  asPrefix: z.exactOptional(z.boolean()),
})

const Part = z.object({
  /** Ours, and unique: what a part is found by when the answer to its creation was lost. */
  displayName: z.string(),
  /** `batches/…`; null until the server has said it. */
  name: z.nullable(z.string()),
  /** Items `from` to `to`, the end excluded. */
  from: z.int(),
  to: z.int(),
  /** The server's word without its prefix; ours: NEW, CANCELLING, LOST, UNSAVED, FETCHED. */
  state: z.string(),
  failed: z.exactOptional(z.string()),
  /** Texts that came without a vector that can be used. */
  without: z.exactOptional(z.int()),
})
export type ServicePart = z.output<typeof Part>

export const ServiceJob = z.object({
  v: z.literal(1),
  id: z.string(),
  /** Backend and host: vectors of one are not those of another. */
  host: z.string(),
  createdAt: z.number(),
  settings: Settings,
  items: z.array(z.object({ text: z.string(), label: z.exactOptional(z.string()) })),
  parts: z.array(Part),
})
export type ServiceJob = z.output<typeof ServiceJob>

const prefix = 'embed/'

const parse = (value: unknown): ServiceJob => ServiceJob.parse(value)

/** Vectors that an earlier page could not keep went with it; the server has them still. */
const reread = (part: ServicePart): ServicePart =>
  part.state === 'UNSAVED' ? { ...part, state: 'SUCCEEDED' } : part

/** Those of earlier visits, the newest first. */
export async function readServiceJobs(): Promise<ServiceJob[]> {
  const found = await readAll('jobs', parse, { prefix })
  return found
    .map(([, job]) => Object.assign({}, job, { parts: job.parts.map(reread) }))
    .toSorted((a, b) => b.createdAt - a.createdAt)
}

/**
 * What is written of a job, by whichever tab wrote last.
 * @param known what is shown of it here: stands in where storage does not answer
 * @returns null where a tab has removed it
 */
export async function storedJob(known: ServiceJob): Promise<ServiceJob | null> {
  const keys = await unlessSilent(keysOf('jobs'), null)
  if (keys && !keys.includes(prefix + known.id)) return null
  const stored = await read('jobs', prefix + known.id, parse)
  // Its texts never change, and those that are shown already need not be held twice.
  return stored ? { ...known, parts: stored.parts } : known
}

/**
 * Writes a job, and vectors with it: all of it or nothing. A key that somebody sent on purpose must not reach the disk
 * all the same; its row then finds no vector.
 * @returns whether it is on disk; otherwise it is there for this tab alone
 */
export const saveServiceJob = (
  job: ServiceJob,
  vectors: readonly [key: string, vector: Float32Array][] = [],
): Promise<boolean> =>
  tryWrite([
    ...vectors.map(([key, value]) => ({ store: 'vectors' as const, key, value })),
    {
      store: 'jobs',
      key: prefix + job.id,
      value: {
        ...job,
        items: job.items.map((item) => Object.assign({}, item, { text: withoutKey(item.text) })),
      },
    },
  ])

export const deleteServiceJob = (id: string) => write([{ store: 'jobs', key: prefix + id, value: undefined }])

/** The server takes 20 MB of JSON; two are left for what wraps the requests. */
const mostBytes = 18_000_000

/** Cuts a list of texts into pieces whose requests stay under the size of one job. */
export function partsOf(
  settings: EmbedSettings,
  items: readonly EmbedItem[],
  limit = mostBytes,
): { from: number; to: number }[] {
  const encoder = new TextEncoder()
  const parts: { from: number; to: number }[] = []
  let [from, size] = [0, 0]
  items.forEach((item, at) => {
    // The model's name and the key stand beside each request.
    const own =
      encoder.encode(JSON.stringify(toEmbedRequest(settings, item))).length + settings.model.length + 80
    if (at > from && size + own > limit) {
      parts.push({ from, to: at })
      from = at
      size = 0
    }
    size += own
  })
  if (items.length > from) parts.push({ from, to: items.length })
  return parts
}

const ended = new Set(['FETCHED', 'FAILED', 'CANCELLED', 'EXPIRED'])
/** Asked about again only where somebody wishes it: with another key, or once there is room. */
const resting = new Set(['LOST', 'UNSAVED'])
/** What the server says of a job that it has not done yet. */
const underWay = new Set(['NEW', 'PENDING', 'RUNNING'])

export const partEnded = ({ state }: Pick<ServicePart, 'state'>): boolean => ended.has(state)
export const partOpen = ({ state }: Pick<ServicePart, 'state'>): boolean =>
  !ended.has(state) && !resting.has(state)
/** Nothing more can come of it. */
export const jobEnded = ({ parts }: Pick<ServiceJob, 'parts'>): boolean => parts.every(partEnded)
/** Something is expected of it without anybody doing anything. */
export const jobOpen = ({ parts }: Pick<ServiceJob, 'parts'>): boolean => parts.some(partOpen)

/**
 * A job with what has been learnt of one of its parts. What is learnt may be old by the time it is: a part that has
 * ended stays as it ended, but for vectors that come after all; one that was told to stop is not under way again.
 */
export function withPart(job: ServiceJob, at: number, learnt: Partial<ServicePart>): ServiceJob {
  const part = job.parts[at]
  const { state = part?.state ?? '' } = learnt
  const late = part?.state === 'CANCELLING' && underWay.has(state)
  if (!part || late || (partEnded(part) && state !== 'FETCHED')) return job
  return { ...job, parts: job.parts.with(at, { ...part, ...learnt }) }
}

/** Ms until a job is asked about again, by its age: often at first, then seldom, as Google's guide and limits suggest. */
export function pollDelay(age: number): number {
  if (age < 120_000) return 15_000
  if (age < 600_000) return 30_000
  return age < 3_600_000 ? 60_000 : 300_000
}
