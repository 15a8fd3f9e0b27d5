/** Media of a request: kinds that a model takes, and fields that belong to one kind. */
import type { Part } from '../gemini/types.ts'
import type { GenerateRequest } from './ask.ts'
import { broken, invalid } from './errors.ts'
import type { Traits } from './models.ts'

const isYouTube = (uri: string) => /^https?:\/\/(?:[\w-]+\.)*(?:youtube\.com|youtu\.be)\//.test(uri)

function typeOf(part: Part): string | undefined {
  const type = part.inlineData?.mimeType ?? part.fileData?.mimeType
  if (type) return type
  return part.fileData && isYouTube(part.fileData.fileUri) ? 'video/*' : undefined
}

/** Documented: what the API reads at all. */
const unread = /^image\/(?!png|jpeg|webp|hei[cf])/

function checkKind({ id }: Traits, type: string, path: string): void {
  const [kind] = type.split('/')
  if (/tts|speech/.test(id)) throw invalid(`${kind} input modality is not enabled for models/${id}`)
  if (unread.test(type)) throw broken(path, `Unsupported MIME type: ${type}`)
  const refused = kind === 'audio' || (kind === 'video' && !id.includes('3.1-flash-image'))
  // `-lite-image` is one of them, and text models never are.
  if (/-image/.test(id) && refused) throw invalid(`${kind} input modality is not enabled for models/${id}`)
}

interface Extras {
  videoMetadata?: { fps?: number }
  mediaProcessing?: string
  mediaResolution?: object
}

/** @throws ApiError 400 */
export function checkMedia(traits: Traits, { contents }: GenerateRequest): void {
  contents.forEach(({ parts = [] }, turn) =>
    parts.forEach((part, index) => {
      const path = `GenerateContentRequest.contents[${turn}].parts[${index}]`
      const type = typeOf(part)
      const { videoMetadata, mediaProcessing, mediaResolution } = part as Part & Extras
      if (type) checkKind(traits, type, path)
      const isFilm = type?.startsWith('video/') === true
      if (videoMetadata && !isFilm)
        throw broken(`${path}.video_metadata`, 'video_metadata is only supported for video parts.')
      if (mediaProcessing && !isFilm)
        throw broken(`${path}.media_processing`, 'media_processing is only supported for video parts.')
      const fps = videoMetadata?.fps
      if (fps !== undefined && !(fps > 0 && fps <= 24))
        throw broken(`${path}.video_metadata.fps`, 'fps must be in the range (0, 24].')
      if (mediaResolution && traits.generation < 3)
        throw broken(`${path}.media_resolution`, 'media_resolution is not supported by this model.')
    }),
  )
}

/** @throws ApiError 400 or 403 */
export function checkCached(traits: Traits, request: GenerateRequest): void {
  const { cachedContent, systemInstruction, tools, toolConfig } = request
  if (cachedContent === undefined) return
  if (systemInstruction || tools || toolConfig)
    throw invalid(
      'CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.\n\n' +
        'Proposed fix: move those values to CachedContent from GenerateContent request.',
    )
  // By analogy: documented as not supported, the words were not observed.
  if (traits.generation >= 4) throw invalid(`Explicit caching is not supported for models/${traits.id}`)
}
