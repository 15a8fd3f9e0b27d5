import type {
  Blob,
  Content,
  GenerateContentRequest,
  GenerationConfig,
  ModalityCount,
} from '../gemini/types.ts'
import type { Traits } from './models.ts'
import { random, urlAlphabet } from './random.ts'
import type { Random } from './random.ts'
import type { Decode, Context } from './store.ts'
import { countContents } from './tokens.ts'

/** A JSON Schema or the API's own subset of OpenAPI; both are read alike. */
export interface Schema {
  type?: string | string[]
  format?: string
  description?: string
  title?: string
  nullable?: boolean
  enum?: unknown[]
  const?: unknown
  items?: Schema
  prefixItems?: Schema[]
  minItems?: number | string
  maxItems?: number | string
  properties?: Record<string, Schema>
  required?: string[]
  propertyOrdering?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  pattern?: string
  uniqueItems?: boolean
  minProperties?: number | string
  additionalProperties?: Schema | boolean
  allOf?: Schema[]
  example?: unknown
  default?: unknown
  minLength?: number | string
  maxLength?: number | string
  $ref?: string
  $defs?: Record<string, Schema>
}

export interface FunctionDeclaration {
  name?: string
  description?: string
  parameters?: Schema
  parametersJsonSchema?: Schema
  response?: Schema
  responseJsonSchema?: Schema
}

export interface Tool {
  functionDeclarations?: FunctionDeclaration[]
  googleSearch?: { timeRangeFilter?: { startTime?: string; endTime?: string } }
  urlContext?: object
  codeExecution?: object
  googleMaps?: object
  [other: string]: unknown
}

export interface VoiceConfig {
  prebuiltVoiceConfig?: { voiceName?: string }
  voice?: string
}

export interface Config extends Omit<GenerationConfig, 'speechConfig'> {
  speechConfig?: {
    voiceConfig?: VoiceConfig
    multiSpeakerVoiceConfig?: { speakerVoiceConfigs?: { speaker?: string; voiceConfig?: VoiceConfig }[] }
  }
  responseMimeType?: string
  responseSchema?: Schema
  responseJsonSchema?: Schema
  _responseJsonSchema?: Schema
  responseFormat?: { text?: { mimeType?: string; schema?: Schema }; audio?: object }
}

/** The request once its shape is checked: camelCase, known fields only. */
export interface GenerateRequest extends Omit<
  GenerateContentRequest,
  'generationConfig' | 'tools' | 'toolConfig'
> {
  generationConfig?: Config
  tools?: Tool[]
  toolConfig?: {
    functionCallingConfig?: { mode?: string; allowedFunctionNames?: string[] }
    includeServerSideToolInvocations?: boolean
    retrievalConfig?: { latLng?: { latitude?: number; longitude?: number } }
  }
  cachedContent?: string
  continuationToken?: string
}

/** A request as the answers see it. */
export interface Ask {
  traits: Traits
  request: GenerateRequest
  config: Config
  /** Text of the last user turn. */
  prompt: string
  /** Texts of the user turns before it, oldest first. */
  earlier: string[]
  /** Images of the last user turn. */
  images: Blob[]
  /** Text of the system instruction, or ''. */
  instruction: string
  promptTokens: { total: number; details: ModalityCount[] }
  /** Epoch milliseconds. */
  now: number
  /** For pictures that are no PNG. */
  decode: Decode | undefined
  /** The same for the same request. */
  chance: Random
  responseId: string
  /** Whether the answer goes out in chunks: speech comes in another form then. */
  streamed: boolean
}

export const textOf = (content: Content | undefined) =>
  (content?.parts ?? []).map((part) => (part.thought ? '' : (part.text ?? ''))).join('')

export function toAsk(
  traits: Traits,
  request: GenerateRequest,
  { now, decode }: Pick<Context, 'now' | 'decode'>,
  streamed = false,
): Ask {
  const users = request.contents.filter((content) => content.role !== 'model')
  const last = users.at(-1)
  const config = request.generationConfig ?? {}
  const chance = random(JSON.stringify([traits.id, request]))
  const counted = request.systemInstruction
    ? [request.systemInstruction, ...request.contents]
    : request.contents
  return {
    traits,
    request,
    config,
    prompt: textOf(last).trim(),
    earlier: users
      .slice(0, -1)
      .map((content) => textOf(content).trim())
      .filter(Boolean),
    images: (last?.parts ?? []).flatMap((part) =>
      part.inlineData?.mimeType.startsWith('image/') ? [part.inlineData] : [],
    ),
    instruction: textOf(request.systemInstruction).trim(),
    promptTokens: countContents(counted),
    now: now(),
    decode,
    chance,
    responseId: chance.word(23, urlAlphabet),
    streamed,
  }
}
