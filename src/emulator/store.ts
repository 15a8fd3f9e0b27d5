/** What the emulator holds and what it is given: jobs and uploaded files, in maps that whoever starts it may bring along. */
import type { EmbedContentRequest } from '../gemini/types.ts'
import type { StoredCache } from './caches.ts'
import type { Catalogue } from './models.ts'
import type { Pixels } from './png.ts'
import type { WordVectors } from './wordVectors.ts'

export interface BatchRequest {
  request: EmbedContentRequest
  metadata?: Record<string, unknown>
}

export interface Batch {
  name: string
  modelId: string
  displayName: string
  /** Epoch milliseconds. */
  createdAt: number
  cancelledAt?: number
  /** Set where the requests came in a file; then the results go into one too. */
  fileName?: string
  requests: BatchRequest[]
  /** One per request, once the job has ended. */
  results?: Record<string, unknown>[]
}

export interface StoredFile {
  name: string
  displayName?: string
  mimeType: string
  createdAt: number
  data: Uint8Array<ArrayBuffer>
  source: 'UPLOADED' | 'GENERATED'
}

export interface Upload {
  file: Omit<StoredFile, 'data' | 'createdAt'>
  pieces: Uint8Array<ArrayBuffer>[]
  /** Of the page that began it. */
  origin: string | null
}

export interface Store {
  batches: Map<string, Batch>
  files: Map<string, StoredFile>
  /** Content cached beforehand, by name. */
  caches: Map<string, StoredCache>
  /** Begun and not finalised, by upload id. */
  uploads: Map<string, Upload>
  /** Makes names unique where the clock does not. */
  count: number
}

export const emptyStore = (): Store => ({
  batches: new Map(),
  files: new Map(),
  caches: new Map(),
  uploads: new Map(),
  count: 0,
})

/** Reads a picture's pixels, smaller than they are where that is easier; undefined where it cannot. */
export type Decode = (file: Uint8Array<ArrayBuffer>, mimeType: string) => Promise<Pixels | undefined>

/** Where state, time and knowledge come from. */
export interface Context {
  store: Store
  /** Epoch milliseconds. */
  now: () => number
  catalogue: Catalogue
  /** For pictures that are no PNG. */
  decode: Decode | undefined
  /** undefined where there are none. @throws ApiError 503 */
  words: () => Promise<WordVectors | undefined>
}

/** RFC 3339 with nine digits of a second, as the API writes it. */
export const timestamp = (ms: number) => new Date(ms).toISOString().replace('Z', '000000Z')
