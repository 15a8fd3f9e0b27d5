/** Embeddings without a model: what the words mean by their vectors, and for the rest how they are spelled. */
import type { Blob, Content, EmbedContentRequest } from '../gemini/types.ts'
import { fromBase64 } from './base64.ts'
import { broken, invalid } from './errors.ts'
import { imageSize } from './imageHeader.ts'
import { measure } from './colours.ts'
import { Mixture } from './mixture.ts'
import type { Traits } from './models.ts'
import { hash } from './random.ts'
import { addFeature, emptySketch, spread } from './sketch.ts'
import type { Context } from './store.ts'
import { countContents } from './tokens.ts'
import { wordDimensions } from './wordVectors.ts'

const dimensions = 3072

/** An image is near images of the same colours and shape, and near the names of its colours. */
async function addImage(mixture: Mixture, { data, mimeType }: Blob, { decode }: Context): Promise<void> {
  const bytes = fromBase64(data)
  const size = imageSize(bytes)
  mixture.fact('image', 1)
  if (!size) return
  mixture.fact(`shape ${Math.round(Math.log2(size.width / size.height))}`, 1)
  const colours = (await measure(bytes, mimeType, decode))?.colours
  for (const { name, share } of colours ?? []) {
    // "red" and "blue" mean nearly the same, a colour; what sets pictures apart is which.
    mixture.fact(`colour ${name}`, 3 * share)
    for (const word of name.split(' ')) mixture.word(word, 3 * share)
  }
  if (!colours) mixture.fact(`bytes ${hash(data)}`, 3)
}

/** A lean of its own for each task type: texts of one task move together a little, which keeps their order. */
function lean(vector: Float64Array, taskType: string): void {
  const task = new Float64Array(vector.length)
  const sketch = emptySketch()
  addFeature(sketch, `task ${taskType}`, 1)
  spread(sketch, task, wordDimensions)
  task.forEach((value, at) => {
    vector[at] = (vector[at] ?? 0) + 0.25 * value
  })
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
 * @throws ApiError 400; 503 where the word vectors cannot be loaded
 */
export async function embed(
  traits: Traits,
  request: EmbedContentRequest,
  path: string,
  context: Context,
): Promise<Embedded> {
  checkRequest(traits, request, path)
  const content: Content = request.content
  const counted = countContents([content])
  const limit = traits.model.inputTokenLimit ?? 2048
  if (counted.total > limit)
    throw invalid(
      `The input token count (${counted.total}) exceeds the maximum number of tokens allowed (${limit}).`,
    )
  const mixture = new Mixture(await context.words())
  const older = traits.generation < 2
  const text = (content.parts ?? []).map((part) => part.text ?? '').join(' ')
  if (text.trim()) mixture.text(older && request.title ? `${request.title} ${text}` : text)
  for (const part of content.parts ?? [])
    if (part.inlineData) await addImage(mixture, part.inlineData, context)
  const vector = mixture.vector(dimensions)
  if (older && request.taskType) lean(vector, request.taskType)
  const size = request.outputDimensionality ?? dimensions
  const kept = vector.subarray(0, size)
  const norm = lengthOf(older ? vector : kept) || 1
  return { values: Array.from(kept, (value) => Math.round((value / norm) * 1e9) / 1e9), tokens: counted }
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
