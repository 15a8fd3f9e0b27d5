/**
 * The Gemini API's wire types: a hand-written subset. Every response field is optional, enums are open,
 * unknown keys of a part survive. Types may be imported from anywhere in `src`; this file has no runtime.
 */

/** A known word, or any other the server may invent tomorrow. */
export type Open<T extends string> = T | (string & {})

export interface Blob {
  mimeType: string
  /** Base64; the standard alphabet with padding in responses. */
  data: string
}

export interface FunctionCall {
  name?: string
  args?: Record<string, unknown>
  id?: string
  partialArgs?: unknown[]
  willContinue?: boolean
}

export interface FunctionResponse {
  name: string
  response: Record<string, unknown>
  id?: string
  /** Pictures and documents beside it, `{ inlineData: { displayName, … } }` each; `{ "$ref": displayName }` in the response names one. */
  parts?: readonly object[]
}

/** Exactly one data field, plus metadata. Kept and sent back untouched, unknown keys included. */
export interface Part {
  text?: string
  inlineData?: Blob
  fileData?: { fileUri: string; mimeType?: string }
  functionCall?: FunctionCall
  functionResponse?: FunctionResponse
  executableCode?: { language?: Open<'PYTHON'>; code?: string; id?: string }
  codeExecutionResult?: {
    outcome?: Open<'OUTCOME_OK' | 'OUTCOME_FAILED' | 'OUTCOME_DEADLINE_EXCEEDED'>
    output?: string
    id?: string
  }
  toolCall?: { toolType?: string; args?: unknown; id?: string }
  toolResponse?: { toolType?: string; response?: unknown; id?: string }
  thought?: boolean
  /** Of a text that is to be spoken. */
  speechMetadata?: { speaker?: string; style?: string }
  /** Opaque; must go back on the same part, byte for byte. */
  thoughtSignature?: string
  [unknown: string]: unknown
}

export interface Content {
  role?: Open<'user' | 'model'>
  parts?: Part[]
}

export interface ModalityCount {
  modality?: Open<'TEXT' | 'IMAGE' | 'VIDEO' | 'AUDIO' | 'DOCUMENT'>
  /** Absent means 0. */
  tokenCount?: number
}

export interface UsageMetadata {
  promptTokenCount?: number
  /** Of the first request, where the answer took several. */
  initialPromptTokenCount?: number
  cachedContentTokenCount?: number
  candidatesTokenCount?: number
  thoughtsTokenCount?: number
  toolUsePromptTokenCount?: number
  totalTokenCount?: number
  serviceTier?: string
  promptTokensDetails?: ModalityCount[]
  [unknown: string]: unknown
}

export interface SafetyRating {
  category: string
  probability: Open<'NEGLIGIBLE' | 'LOW' | 'MEDIUM' | 'HIGH'>
  blocked?: boolean
}

export interface Citation {
  startIndex?: number
  endIndex?: number
  uri?: string
  title?: string
  license?: string
}

export interface GroundingMetadata {
  groundingChunks?: {
    web?: { uri?: string; title?: string; domain?: string }
    retrievedContext?: { uri?: string; title?: string; text?: string }
    maps?: { uri?: string; title?: string; text?: string }
    image?: { sourceUri?: string; imageUri?: string; title?: string; domain?: string }
  }[]
  /** `startIndex` and `endIndex` are UTF-8 byte offsets into the part's text; an absent start is 0. */
  groundingSupports?: {
    segment?: { partIndex?: number; startIndex?: number; endIndex?: number; text?: string }
    groundingChunkIndices?: number[]
  }[]
  webSearchQueries?: string[]
  [unknown: string]: unknown
}

export interface Candidate {
  content?: Content
  finishReason?: string
  finishMessage?: string
  /** Absent means 0. */
  index?: number
  safetyRatings?: SafetyRating[]
  /** `citationSources` on this API, `citations` on its sibling. */
  citationMetadata?: { citationSources?: Citation[]; citations?: Citation[] }
  groundingMetadata?: GroundingMetadata
  urlContextMetadata?: { urlMetadata?: { retrievedUrl?: string; urlRetrievalStatus?: string }[] }
  avgLogprobs?: number
  logprobsResult?: unknown
  tokenCount?: number
  [unknown: string]: unknown
}

export interface PromptFeedback {
  blockReason?: string
  blockReasonMessage?: string
  safetyRatings?: SafetyRating[]
}

/** One unary body, or one chunk of a stream. */
export interface GenerateContentResponse {
  candidates?: Candidate[]
  promptFeedback?: PromptFeedback
  usageMetadata?: UsageMetadata
  modelVersion?: string
  responseId?: string
  [unknown: string]: unknown
}

export interface SafetySetting {
  category: string
  threshold: string
}

/** Only what is set is present: an absent field means the model's own default. */
export interface GenerationConfig {
  temperature?: number
  topP?: number
  topK?: number
  candidateCount?: number
  maxOutputTokens?: number
  stopSequences?: string[]
  responseMimeType?: string
  /** JSON Schema; alone, or `responseSchema` is. */
  responseJsonSchema?: unknown
  /** The API's older subset of OpenAPI. */
  responseSchema?: object
  seed?: number
  presencePenalty?: number
  frequencyPenalty?: number
  responseLogprobs?: boolean
  logprobs?: number
  thinkingConfig?: {
    thinkingLevel?: string
    /** Tokens; -1 is the model's own choice. */
    thinkingBudget?: number
    includeThoughts?: boolean
  }
  responseModalities?: string[]
  imageConfig?: { aspectRatio?: string; imageSize?: string }
  speechConfig?: SpeechConfig
  mediaResolution?: string
}

/** A voice of the list, or the id of one that was made. */
export type VoiceConfig = { prebuiltVoiceConfig: { voiceName: string } } | { voice: string }

export interface SpeechConfig {
  voiceConfig?: VoiceConfig
  multiSpeakerVoiceConfig?: { speakerVoiceConfigs: { speaker: string; voiceConfig: VoiceConfig }[] }
}

/** One key each. */
interface Tool {
  functionDeclarations?: {
    name: string
    description?: string
    parametersJsonSchema?: { readonly [key: string]: unknown }
    responseJsonSchema?: { readonly [key: string]: unknown }
  }[]
  /** Both ends or none; the end is exclusive. */
  googleSearch?: { timeRangeFilter?: { startTime?: string; endTime?: string } }
  urlContext?: object
  codeExecution?: object
  googleMaps?: object
}

interface ToolConfig {
  functionCallingConfig?: {
    mode?: 'AUTO' | 'ANY' | 'NONE' | 'VALIDATED'
    /** With ANY and VALIDATED only. */
    allowedFunctionNames?: string[]
  }
  /** Calls of the API's own tools come as parts of the answer; needed for functions beside them from Gemini 3 on. */
  includeServerSideToolInvocations?: boolean
  /** Where the question is asked from. */
  retrievalConfig?: { latLng?: { latitude?: number; longitude?: number } }
}

export interface GenerateContentRequest {
  contents: Content[]
  systemInstruction?: Content
  safetySettings?: SafetySetting[]
  tools?: Tool[]
  toolConfig?: ToolConfig
  generationConfig?: GenerationConfig
  serviceTier?: string
  store?: boolean
  cachedContent?: string
  /** Of an answer that is to go on; the rest of the request is the same as before. */
  continuationToken?: string
}

/** Form A, or form B, which also counts the instruction; `model` is required inside B. */
export type CountTokensRequest =
  | { contents: Content[] }
  | { generateContentRequest: GenerateContentRequest & { model: string } }

export interface CountTokensResponse {
  /** Absent means 0. */
  totalTokens?: number
  promptTokensDetails?: ModalityCount[]
  cachedContentTokenCount?: number
}

export type TaskType =
  | 'RETRIEVAL_QUERY'
  | 'RETRIEVAL_DOCUMENT'
  | 'SEMANTIC_SIMILARITY'
  | 'CLASSIFICATION'
  | 'CLUSTERING'
  | 'QUESTION_ANSWERING'
  | 'FACT_VERIFICATION'
  | 'CODE_RETRIEVAL_QUERY'

export interface EmbedContentRequest {
  content: Content
  taskType?: TaskType
  title?: string
  outputDimensionality?: number
}

/** One record of the models list; `name` starts with `models/`. */
export interface Model {
  name: string
  version?: string
  displayName?: string
  description?: string
  inputTokenLimit?: number
  outputTokenLimit?: number
  supportedGenerationMethods?: string[]
  temperature?: number
  maxTemperature?: number
  topP?: number
  /** Absent: this model does not take topK. */
  topK?: number
  thinking?: boolean
  [unknown: string]: unknown
}
