import { callJson, connect, MOST_PAGES, pathOf } from './call.ts'
import { isFields, present, text } from './details.ts'
import { failureOfError } from './error.ts'
import type { CallOptions } from './client.ts'
import type { Failure } from './error.ts'
import type { EmbedContentRequest } from './types.ts'

/** One text of a job. The key is ours, unique in the job, and comes back with its vector. */
export interface KeyedRequest {
  key: string
  request: EmbedContentRequest
}

/** What came back for one key, or for none: never to be matched by its place. */
export interface BatchItem {
  key?: string
  values?: number[]
  failure?: Failure
}

/** A job as the server tells it. */
export interface BatchJob {
  /** `batches/…`, opaque. */
  name: string
  displayName?: string
  model?: string
  /** Without its prefix: the wire says `BATCH_STATE_…`, the guide `JOB_STATE_…`. Unknown words stay. */
  state: string
  done: boolean
  createTime?: string
  updateTime?: string
  endTime?: string
  requestCount?: number
  /** Why the whole job failed. */
  failure?: Failure
  /** Absent until there is output. A job can be seen as done a moment before: ask again then. */
  items?: BatchItem[]
}

/** Jobs of embedding at half the price, done within a day. All calls throw as those of `Gemini` do. */
export interface Batches {
  /**
   * Starts a job. A repeated call starts, and bills, a second one: after a failure of the network look for
   * `displayName` in the list before sending again.
   */
  createEmbedBatch(
    model: string,
    displayName: string,
    requests: KeyedRequest[],
    options?: CallOptions,
  ): Promise<BatchJob>
  getBatch(name: string, options?: CallOptions): Promise<BatchJob>
  /** Every page; jobs in a list come without their results. */
  listBatches(options?: CallOptions): Promise<BatchJob[]>
  /** Best effort: texts that are done may still be returned and billed. */
  cancelBatch(name: string, options?: CallOptions): Promise<void>
  /** Cancel first: whether deleting stops a job is told in two ways. */
  deleteBatch(name: string, options?: CallOptions): Promise<void>
}

type Fields = Record<string, unknown>

const anything = () => true
const isJob = (value: Fields) =>
  typeof value['name'] === 'string' && (isFields(value['metadata']) || 'done' in value)
const isPage = (value: Fields) =>
  Array.isArray(value['operations']) || Object.keys(value).every((name) => name === 'nextPageToken')

/** The same options as `createGemini`. */
export function createBatches(connectionOptions: Parameters<typeof connect>[0]): Batches {
  const connection = connect(connectionOptions)
  const { apiKey } = connection

  return {
    async createEmbedBatch(model, displayName, requests, options) {
      const name = pathOf(model)
      const inlined = requests.map(({ key, request }) => ({
        request: Object.assign({ model: name }, request),
        metadata: { key },
      }))
      const body = { batch: { displayName, inputConfig: { requests: { requests: inlined } } } }
      const path = `${name}:asyncBatchEmbedContent`
      const { value } = await callJson(connection, { method: 'POST', path, body }, options, 'The job', isJob)
      return jobOf(value, apiKey)
    },

    async getBatch(name, options) {
      const { value } = await callJson(
        connection,
        { method: 'GET', path: pathOf(name) },
        options,
        'The job',
        isJob,
      )
      return jobOf(value, apiKey)
    },

    async listBatches(options) {
      const jobs: BatchJob[] = []
      const tokens = new Set<string>()
      let token = ''
      do {
        tokens.add(token)
        const path = `batches?pageSize=100${token && `&pageToken=${encodeURIComponent(token)}`}`
        const { value } = await callJson(
          connection,
          { method: 'GET', path },
          options,
          'The list of jobs',
          isPage,
        )
        for (const one of (value['operations'] as unknown[] | undefined) ?? []) {
          if (isFields(one) && isJob(one)) jobs.push(jobOf(one, apiKey))
        }
        token = text(value['nextPageToken']) ?? ''
      } while (token !== '' && !tokens.has(token) && tokens.size < MOST_PAGES)
      return jobs
    },

    async cancelBatch(name, options) {
      const path = `${pathOf(name)}:cancel`
      await callJson(connection, { method: 'POST', path, body: {} }, options, 'The answer', anything)
    },

    async deleteBatch(name, options) {
      await callJson(connection, { method: 'DELETE', path: pathOf(name) }, options, 'The answer', anything)
    },
  }
}

function jobOf(operation: Fields, apiKey: string | undefined): BatchJob {
  const metadata = isFields(operation['metadata']) ? operation['metadata'] : {}
  const stats = isFields(metadata['batchStats']) ? metadata['batchStats'] : {}
  const count = Number(stats['requestCount'])
  // Results come twice when inline; the metadata has them alone in older answers.
  const items = itemsOf(operation['response'], apiKey) ?? itemsOf(metadata['output'], apiKey)
  return {
    ...present<Partial<BatchJob>>({
      displayName: text(metadata['displayName']),
      model: text(metadata['model']),
      createTime: text(metadata['createTime']),
      updateTime: text(metadata['updateTime']),
      endTime: text(metadata['endTime']),
      requestCount: Number.isFinite(count) ? count : undefined,
      failure: isFields(operation['error']) ? failureOfStatus(operation['error'], apiKey) : undefined,
      items,
    }),
    name: String(operation['name']),
    state: (text(metadata['state']) ?? 'UNSPECIFIED').replace(/^(BATCH|JOB)_STATE_/, ''),
    done: operation['done'] === true,
  }
}

function itemsOf(output: unknown, apiKey: string | undefined): BatchItem[] | undefined {
  const outer = isFields(output) ? output['inlinedResponses'] : undefined
  const list = isFields(outer) ? outer['inlinedResponses'] : outer
  if (!Array.isArray(list)) return undefined
  return list.filter(isFields).map((item) => {
    const key = isFields(item['metadata']) ? text(item['metadata']['key']) : undefined
    const embedding = isFields(item['response']) ? item['response']['embedding'] : undefined
    const values = isFields(embedding) ? embedding['values'] : undefined
    return present<BatchItem>({
      key,
      values: Array.isArray(values) && values.every((one) => typeof one === 'number') ? values : undefined,
      failure: isFields(item['error']) ? failureOfStatus(item['error'], apiKey) : undefined,
    })
  })
}

/** The words of `google.rpc.Code`, by number: errors inside a job carry these, not HTTP codes. */
const RPC_CODES =
  'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED'.split(
    ' ',
  )

function failureOfStatus(status: Fields, apiKey: string | undefined): Failure {
  const word = RPC_CODES[Number(status['code'])]
  return failureOfError({ ...(word && { status: word }), ...status }, apiKey)
}

export interface MatchedResults {
  vectors: Map<string, number[]>
  failures: Map<string, Failure>
  /** Keys without any answer, to be asked again. */
  missing: string[]
  /** Answers without a key, with an unknown one or with one that was answered before. */
  unmatched: BatchItem[]
}

/** Puts results to their texts by key alone: the order of large jobs has been reported wrong. */
export function matchResults(keys: readonly string[], items: readonly BatchItem[]): MatchedResults {
  const open = new Set(keys)
  const result: MatchedResults = { vectors: new Map(), failures: new Map(), missing: [], unmatched: [] }
  for (const item of items) {
    const { key, values, failure } = item
    if (key === undefined || !open.has(key) || (!values && !failure)) result.unmatched.push(item)
    else {
      open.delete(key)
      if (values) result.vectors.set(key, values)
      else if (failure) result.failures.set(key, failure)
    }
  }
  result.missing = [...open]
  return result
}
