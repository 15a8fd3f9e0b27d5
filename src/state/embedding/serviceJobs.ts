import * as z from 'zod/mini'
import { readAll, write } from '../../store/database.ts'
import { withoutKey } from '../keyInText.ts'
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
  /** The server's word without its prefix; ours: NEW, LOST, FETCHED. */
  state: z.string(),
  failed: z.exactOptional(z.string()),
  /** Texts that came without a vector. */
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

export async function readServiceJobs(): Promise<ServiceJob[]> {
  const found = await readAll('jobs', (value) => ServiceJob.parse(value), { prefix })
  return found.map(([, job]) => job).toSorted((a, b) => b.createdAt - a.createdAt)
}

/** A key that somebody sent on purpose must not reach the disk all the same; its row then finds no vector. */
export const saveServiceJob = (job: ServiceJob) =>
  write([
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

const ended = new Set(['FETCHED', 'FAILED', 'CANCELLED', 'EXPIRED', 'LOST'])

export const partEnded = ({ state }: Pick<ServicePart, 'state'>): boolean => ended.has(state)
export const jobEnded = ({ parts }: Pick<ServiceJob, 'parts'>): boolean => parts.every(partEnded)

/** Ms until a job is asked about again, by its age: often at first, then seldom, as Google's guide and limits suggest. */
export function pollDelay(age: number): number {
  if (age < 120_000) return 15_000
  if (age < 600_000) return 30_000
  return age < 3_600_000 ? 60_000 : 300_000
}
