/**
 * Embeddings without a model: every word, pair of words and run of three to five characters is hashed to a few
 * signed directions, weighted, and summed. Texts that share pieces come out close, others near a right angle. It knows
 * spelling, not meaning.
 */
import type { Blob, Content, EmbedContentRequest } from '../gemini/types.ts'
import { fromBase64 } from './base64.ts'
import { broken, invalid } from './errors.ts'
import { imageSize } from './imageHeader.ts'
import { mainColours } from './colours.ts'
import type { Traits } from './models.ts'
import { hash } from './random.ts'
import { countContents } from './tokens.ts'

const dimensions = 3072

/** Words so common that sharing them says little. */
const common = new Set(
  'a an and are as at be but by for from has have he her his i in is it its of on or our she that the their them they this to was we were what when where which who will with you your'.split(
    ' ',
  ),
)

/** Adds a feature as eight signed entries, spread over the vector so that a prefix of it stays meaningful. */
function add(vector: Float64Array, feature: string, weight: number): void {
  for (let i = 0; i < 8; i++) {
    const h = hash(feature, 0x811c9dc5 ^ Math.imul(i + 1, 0x9e3779b1))
    const at = h % dimensions
    vector[at] = (vector[at] ?? 0) + (h & 0x10000 ? weight : -weight)
  }
}

function addText(vector: Float64Array, text: string): void {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const kept = words.filter((word) => !common.has(word))
  for (const word of kept.length > 0 ? kept : words) {
    add(vector, `w ${word}`, 1)
    const edged = `^${word}$`
    for (let n = 3; n <= 5; n++)
      for (let at = 0; at + n <= edged.length; at++) add(vector, `g ${edged.slice(at, at + n)}`, 0.45)
  }
  for (let i = 1; i < kept.length; i++) add(vector, `b ${kept[i - 1]} ${kept[i]}`, 0.5)
  if (words.length === 0) add(vector, `raw ${text}`, 1)
}

/** An image is near images of the same colours and shape. */
async function addImage(vector: Float64Array, { data }: Blob): Promise<void> {
  const bytes = fromBase64(data)
  const size = imageSize(bytes)
  add(vector, 'image', 1)
  if (!size) return
  add(vector, `shape ${Math.round(Math.log2(size.width / size.height))}`, 1)
  const colours = await mainColours(bytes)
  for (const { name, share } of colours ?? []) add(vector, `w ${name}`, 3 * share)
  if (!colours) add(vector, `bytes ${hash(data)}`, 3)
}

function checkRequest({ id, generation }: Traits, request: EmbedContentRequest, path: string): void {
  const {
    content,
    outputDimensionality: size,
    title,
    taskType,
    model,
  } = request as EmbedContentRequest & { model?: string }
  if (model !== undefined && model !== `models/${id}`)
    throw broken(`${path}.model`, `model must match the path: models/${id}`)
  const parts = content?.parts ?? []
  if (!parts.some((part) => part.text || part.inlineData || part.fileData))
    throw broken(`${path}.content`, 'content is not specified or empty')
  if (size !== undefined && (size < 128 || size > dimensions))
    throw broken(
      `${path}.output_dimensionality`,
      `output_dimensionality must be in the range [128, ${dimensions}]`,
    )
  if (title && taskType !== undefined && taskType !== 'RETRIEVAL_DOCUMENT')
    throw broken(`${path}.title`, 'title is only valid with task_type RETRIEVAL_DOCUMENT')
  if (generation < 2 && parts.some((part) => part.inlineData ?? part.fileData))
    throw invalid(`models/${id} takes text only.`)
}

/** `generation` 1 for models like gemini-embedding-001, 2 for later ones. */
export function embeddingTraits(traits: Traits): Traits {
  const later = /embedding-2/.test(traits.id)
  return { ...traits, generation: later ? 2 : 1 }
}

function lengthOf(vector: Float64Array): number {
  let sum = 0
  for (const value of vector) sum += value * value
  return Math.sqrt(sum)
}

export interface Embedded {
  values: number[]
  tokens: { total: number; details: unknown[] }
}

/**
 * One vector of `outputDimensionality` (128 to 3072, 3072 unless said) numbers. Full length is normalised; below that
 * the older model truncates and leaves the rest as it is, the newer normalises again, as observed on the API.
 * @param path of the request in messages
 * @throws ApiError 400
 */
export async function embed(traits: Traits, request: EmbedContentRequest, path: string): Promise<Embedded> {
  checkRequest(traits, request, path)
  const content: Content = request.content
  const counted = countContents([content])
  const limit = traits.model.inputTokenLimit ?? 2048
  if (counted.total > limit)
    throw invalid(
      `The input token count (${counted.total}) exceeds the maximum number of tokens allowed (${limit}).`,
    )
  const vector = new Float64Array(dimensions)
  const older = traits.generation < 2
  const text = (content.parts ?? []).map((part) => part.text ?? '').join(' ')
  if (text.trim()) addText(vector, older && request.title ? `${request.title} ${text}` : text)
  for (const part of content.parts ?? []) if (part.inlineData) await addImage(vector, part.inlineData)
  const length = lengthOf(vector)
  if (older && request.taskType) {
    const task = new Float64Array(dimensions)
    add(task, `task ${request.taskType}`, length / 18)
    task.forEach((value, at) => (vector[at] = (vector[at] ?? 0) + value))
  }
  const size = request.outputDimensionality ?? dimensions
  const kept = vector.subarray(0, size)
  const norm = lengthOf(older ? vector : kept) || 1
  return { values: Array.from(kept, (value) => Number((value / norm).toPrecision(8))), tokens: counted }
}

/** Only later models report usage, and spell it without the "s" of other methods. */
export function embeddingUsage(traits: Traits, all: readonly Embedded[]) {
  if (traits.generation < 2) return {}
  const count = all.reduce((sum, { tokens }) => sum + tokens.total, 0)
  const modalities = new Map<string, number>()
  for (const { tokens } of all)
    for (const { modality = 'TEXT', tokenCount = 0 } of tokens.details as {
      modality?: string
      tokenCount?: number
    }[])
      modalities.set(modality, (modalities.get(modality) ?? 0) + tokenCount)
  const promptTokenDetails = [...modalities].map(([modality, tokenCount]) => ({ modality, tokenCount }))
  return { usageMetadata: { promptTokenCount: count, promptTokenDetails } }
}
