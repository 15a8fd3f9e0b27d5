import { embeddingFactsOf } from '../../request/capabilities.ts'
import type { EmbedContentRequest, TaskType } from '../../gemini/types.ts'

/** What turns a text into a vector, besides the text. Two vectors compare only where all of this is equal. */
export interface EmbedSettings {
  /** Model id without `models/`. */
  model: string
  taskType?: TaskType
  /** Only beside RETRIEVAL_DOCUMENT: the API refuses it with any other task. */
  title?: string
  /** Absent: the model's own length. */
  outputDimensionality?: number
  /** Write the task into the text; for models on which the field has no effect. */
  asPrefix?: boolean
}

export interface EmbedItem {
  text: string
  label?: string
  /** Of the image store; only models that take images get one. */
  image?: { id: string; mimeType: string; name: string; bytes?: number }
}

/** Google's documented words for the task inside the text; a document has a form of its own. */
const prefixTasks: Record<Exclude<TaskType, 'RETRIEVAL_DOCUMENT'>, string> = {
  RETRIEVAL_QUERY: 'search result',
  SEMANTIC_SIMILARITY: 'sentence similarity',
  CLASSIFICATION: 'classification',
  CLUSTERING: 'clustering',
  QUESTION_ANSWERING: 'question answering',
  FACT_VERIFICATION: 'fact checking',
  CODE_RETRIEVAL_QUERY: 'code retrieval',
}

/** The text as it is sent: with the documented prefix of the task, or unchanged where there is no task. */
export function withPrefix(text: string, taskType: TaskType | undefined, title?: string): string {
  if (!taskType) return text
  if (taskType === 'RETRIEVAL_DOCUMENT') return `title: ${title || 'none'} | text: ${text}`
  return `task: ${prefixTasks[taskType]} | query: ${text}`
}

/** Whether the task goes into the text for these settings. */
export function usesPrefix({ model, taskType, asPrefix = true }: EmbedSettings): boolean {
  return taskType !== undefined && asPrefix && embeddingFactsOf(model).taskInText
}

/** @param image base64 of the item's image, where it has one. */
export function toEmbedRequest(
  settings: EmbedSettings,
  item: EmbedItem,
  image?: string,
): EmbedContentRequest {
  const { taskType, title, outputDimensionality } = settings
  const prefix = usesPrefix(settings)
  const text = prefix ? withPrefix(item.text, taskType, title) : item.text
  const parts = [
    ...(item.image && image ? [{ inlineData: { mimeType: item.image.mimeType, data: image } }] : []),
    ...(text || !item.image ? [{ text }] : []),
  ]
  return {
    content: { parts },
    ...(taskType && !prefix && { taskType }),
    ...(title && taskType === 'RETRIEVAL_DOCUMENT' && !prefix && { title }),
    ...(outputDimensionality !== undefined && { outputDimensionality }),
  }
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const encoder = new TextEncoder()

/**
 * Name of a vector in the cache: a digest of everything that makes it, the host that made it included, so that a demo
 * vector never passes for a real one.
 */
export async function vectorKey(host: string, settings: EmbedSettings, item: EmbedItem): Promise<string> {
  const request = toEmbedRequest(settings, item)
  const identity = JSON.stringify([host, settings.model, request, item.image?.id ?? null])
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(identity)))
  let name = ''
  for (const byte of digest) name += hex[byte]
  return name
}

/** The settings under which a typed query is embedded to search among rows of these settings. */
export function querySettings(settings: EmbedSettings): EmbedSettings {
  const { title: _, ...rest } = settings
  // Symmetric tasks compare like with like; only the document side of a search has another query side.
  return settings.taskType === undefined || settings.taskType === 'RETRIEVAL_DOCUMENT'
    ? { ...rest, taskType: 'RETRIEVAL_QUERY' }
    : rest
}
