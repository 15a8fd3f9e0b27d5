/** Uploaded files: the resumable upload in two steps, records, and the download of results. Kept for 48 hours. */
import type { Content } from '../gemini/types.ts'
import { toBase64 } from './base64.ts'
import { readBody } from './body.ts'
import { ApiError, invalid, notFound } from './errors.ts'
import { page } from './models.ts'
import { lowerAlphanumeric, random } from './random.ts'
import type { Message } from './shape.ts'
import { timestamp } from './store.ts'
import type { Context, Store, StoredFile } from './store.ts'
import { bytes, json } from './wire.ts'

const kept = 48 * 3_600_000
/** Video and audio are looked through before they can be used. */
const processingFor = 3_000

async function record(file: StoredFile, origin: string, now: number) {
  const { name, displayName, mimeType, data, createdAt, source } = file
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return {
    name,
    ...(displayName && { displayName }),
    mimeType,
    sizeBytes: String(data.length),
    createTime: timestamp(createdAt),
    updateTime: timestamp(createdAt),
    expirationTime: timestamp(createdAt + kept),
    // Base64 of the digits, not of the digest: that is how the API writes it.
    sha256Hash: toBase64(bytes(hex)),
    uri: `${origin}/v1beta/${name}`,
    state: isProcessing(file, now) ? 'PROCESSING' : 'ACTIVE',
    source,
  }
}

const isProcessing = ({ mimeType, createdAt }: StoredFile, now: number) =>
  /^(?:video|audio)\//.test(mimeType) && now < createdAt + processingFor

function find(name: string, { store, now }: Context): StoredFile {
  const file = store.files.get(name)
  if (file && now() < file.createdAt + kept) return file
  const message = `You do not have permission to access the File ${name.replace('files/', '')} or it may not exist.`
  throw new ApiError(403, 'PERMISSION_DENIED', message)
}

const uploadRequest: Message = {
  fields: {
    file: { fields: { name: 'string', displayName: 'string', mimeType: 'string', sizeBytes: 'int64' } },
  },
}

interface UploadBody {
  file?: { name?: string; displayName?: string; mimeType?: string }
}

async function startUpload(request: Request, { store, now }: Context): Promise<Response> {
  const { file = {} } = await readBody<UploadBody>(request, uploadRequest)
  const mimeType = file.mimeType ?? request.headers.get('x-goog-upload-header-content-type')
  if (!mimeType) throw invalid('Unsupported MIME type: ')
  if (file.name && !/^files\/[a-z0-9-]{1,40}$/.test(file.name))
    throw invalid(`* file.name: ${file.name} is not a valid name\n`)
  const chance = random(`file ${store.count++} ${now()}`)
  const id = chance.word(40, lowerAlphanumeric)
  const { displayName } = file
  store.uploads.set(id, {
    file: {
      name: file.name ?? `files/${chance.word(12, lowerAlphanumeric)}`,
      mimeType,
      source: 'UPLOADED',
      ...(displayName && { displayName }),
    },
    pieces: [],
    origin: request.headers.get('origin'),
  })
  const url = new URL(request.url)
  return new Response('', {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'x-goog-upload-url': `${url.origin}${url.pathname}?upload_id=${id}&upload_protocol=resumable`,
      'x-goog-upload-status': 'active',
    },
  })
}

/** Observed: who may read the answers of an upload is decided by the page that began it. */
export function beganElsewhere(request: Request, url: URL, { uploads }: Store): boolean {
  const upload = uploads.get(url.searchParams.get('upload_id') ?? '')
  return upload !== undefined && upload.origin !== request.headers.get('origin')
}

async function continueUpload(request: Request, url: URL, { store, now }: Context): Promise<Response> {
  const id = url.searchParams.get('upload_id') ?? ''
  const upload = store.uploads.get(id)
  if (!upload) throw notFound()
  const received = upload.pieces.reduce((sum, piece) => sum + piece.length, 0)
  if (Number(request.headers.get('x-goog-upload-offset') ?? 0) !== received)
    throw invalid(`The upload continues at ${received}.`)
  upload.pieces.push(new Uint8Array(await request.arrayBuffer()))
  if (!request.headers.get('x-goog-upload-command')?.includes('finalize'))
    return new Response('', { headers: { 'x-goog-upload-status': 'active' } })
  store.uploads.delete(id)
  const data = new Uint8Array(await new Blob(upload.pieces).arrayBuffer())
  const file: StoredFile = { ...upload.file, createdAt: now(), data }
  store.files.set(file.name, file)
  const response = json({ file: await record(file, url.origin, now()) })
  response.headers.set('x-goog-upload-status', 'final')
  return response
}

/** `POST /upload/v1beta/files`, both steps. @throws ApiError */
export const routeUpload = (request: Request, url: URL, context: Context): Promise<Response> =>
  url.searchParams.has('upload_id') ? continueUpload(request, url, context) : startUpload(request, context)

/**
 * Everything under `files`, and the download below `/download`.
 * @returns undefined where the API has no such call
 * @throws ApiError 403 for a file that is not there
 */
export async function routeFiles(
  method: string,
  rest: string,
  url: URL,
  context: Context,
): Promise<Response | undefined> {
  if (method === 'GET' && rest === 'files') {
    const files = [...context.store.files.values()].filter((file) => context.now() < file.createdAt + kept)
    const { found, nextPageToken } = page(files, url.searchParams, (file) => file.name)
    const records = await Promise.all(found.map((file) => record(file, url.origin, context.now())))
    return json({ ...(records.length > 0 && { files: records }), ...(nextPageToken && { nextPageToken }) })
  }
  const [, name = '', verb] = /^(files\/[a-z0-9-]+)(?::(\w+))?$/.exec(rest) ?? []
  if (!name) return undefined
  const file = find(name, context)
  if (method === 'GET' && verb === 'download' && url.searchParams.get('alt') === 'media') {
    // What was uploaded cannot be fetched back.
    if (file.source !== 'GENERATED') throw invalid('File is not downloadable.')
    return new Response(file.data, { headers: { 'content-type': file.mimeType } })
  }
  if (method === 'GET' && !verb) return json(await record(file, url.origin, context.now()))
  if (method !== 'DELETE' || verb) return undefined
  context.store.files.delete(name)
  return json({})
}

/** Puts the bytes of uploaded files in the place of their addresses; other addresses stay. @throws ApiError */
export function resolveFiles(contents: readonly Content[], context: Context): void {
  for (const part of contents.flatMap((content) => content.parts ?? [])) {
    const name = /\/(files\/[a-z0-9-]+)$/.exec(part.fileData?.fileUri ?? '')?.[1]
    if (!name) continue
    const file = find(name, context)
    if (isProcessing(file, context.now()))
      throw invalid(`The File ${name.slice(6)} is not in an ACTIVE state and usage is not allowed.`)
    delete part.fileData
    part.inlineData = { mimeType: file.mimeType, data: toBase64(file.data) }
  }
}
