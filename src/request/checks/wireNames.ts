/**
 * The fields of a request by message, as the API names them. Sources: the API's discovery document of v1beta, revision
 * 20260325, and the fields that Google's SDK 3.3.0 sends beyond it. A field whose value is free (arguments, results, a
 * JSON Schema, labels) is not looked into.
 */
import { camel } from '../spelling.ts'

/** Names of plain fields, and of fields that hold another message (or a list of it), or a map of it (`{}`). */
type Message = readonly [plain: string, nested?: Readonly<Record<string, string>>]

const messages = {
  GenerateContentRequest: [
    'model cachedContent serviceTier store labels continuationToken',
    {
      contents: 'Content',
      systemInstruction: 'Content',
      tools: 'Tool',
      toolConfig: 'ToolConfig',
      safetySettings: 'SafetySetting',
      generationConfig: 'GenerationConfig',
    },
  ],
  Content: ['role', { parts: 'Part' }],
  Part: [
    'text thought thoughtSignature partMetadata mediaProcessing audioTranscription',
    {
      inlineData: 'Blob',
      fileData: 'FileData',
      functionCall: 'FunctionCall',
      functionResponse: 'FunctionResponse',
      executableCode: 'ExecutableCode',
      codeExecutionResult: 'CodeExecutionResult',
      toolCall: 'ToolCall',
      toolResponse: 'ToolResponse',
      videoMetadata: 'VideoMetadata',
      mediaResolution: 'MediaResolution',
      speechMetadata: 'SpeechMetadata',
    },
  ],
  Blob: ['mimeType data displayName'],
  FileData: ['mimeType fileUri displayName'],
  FunctionCall: ['id name args partialArgs willContinue'],
  FunctionResponse: ['id name response willContinue scheduling', { parts: 'FunctionResponsePart' }],
  FunctionResponsePart: ['mediaProcessing', { inlineData: 'Blob', fileData: 'FileData' }],
  ExecutableCode: ['id language code'],
  CodeExecutionResult: ['id outcome output'],
  ToolCall: ['id toolType args'],
  ToolResponse: ['id toolType response'],
  VideoMetadata: ['startOffset endOffset fps'],
  MediaResolution: ['level numTokens'],
  SpeechMetadata: ['speaker style'],
  SafetySetting: ['category threshold'],
  GenerationConfig: [
    `temperature topP topK candidateCount maxOutputTokens stopSequences seed presencePenalty frequencyPenalty
     responseMimeType responseJsonSchema _responseJsonSchema responseLogprobs logprobs responseModalities mediaResolution
     enableEnhancedCivicAnswers enableAffectiveDialog`,
    {
      responseSchema: 'Schema',
      thinkingConfig: 'ThinkingConfig',
      imageConfig: 'ImageConfig',
      speechConfig: 'SpeechConfig',
      responseFormat: 'ResponseFormat',
      audioTranscriptionConfig: 'AudioTranscriptionConfig',
      translationConfig: 'TranslationConfig',
    },
  ],
  ThinkingConfig: ['includeThoughts thinkingBudget thinkingLevel'],
  ImageConfig: ['aspectRatio imageSize'],
  SpeechConfig: [
    'languageCode',
    { voiceConfig: 'VoiceConfig', multiSpeakerVoiceConfig: 'MultiSpeakerVoiceConfig' },
  ],
  VoiceConfig: [
    'voice',
    { prebuiltVoiceConfig: 'PrebuiltVoiceConfig', replicatedVoiceConfig: 'ReplicatedVoiceConfig' },
  ],
  PrebuiltVoiceConfig: ['voiceName'],
  ReplicatedVoiceConfig: ['mimeType voiceSampleAudio consentAudio voiceConsentSignature'],
  MultiSpeakerVoiceConfig: ['', { speakerVoiceConfigs: 'SpeakerVoiceConfig' }],
  SpeakerVoiceConfig: ['speaker', { voiceConfig: 'VoiceConfig' }],
  ResponseFormat: ['', { text: 'TextFormat', image: 'ImageFormat', audio: 'AudioFormat' }],
  TextFormat: ['mimeType schema'],
  ImageFormat: ['mimeType aspectRatio imageSize delivery'],
  AudioFormat: ['mimeType sampleRate bitRate delivery'],
  AudioTranscriptionConfig: [
    `languageCodes customVocabulary wordTimestamp diarization mode sourceText languageAuto languageHints
     adaptationPhrases`,
  ],
  TranslationConfig: ['targetLanguageCode echoTargetLanguage'],
  Schema: [
    `type format title description nullable enum minItems maxItems required minProperties maxProperties minLength
     maxLength pattern example propertyOrdering default minimum maximum`,
    { items: 'Schema', properties: 'Schema{}', anyOf: 'Schema' },
  ],
  Tool: [
    'codeExecution urlContext',
    {
      functionDeclarations: 'FunctionDeclaration',
      googleSearch: 'GoogleSearch',
      googleSearchRetrieval: 'GoogleSearchRetrieval',
      googleMaps: 'GoogleMaps',
      fileSearch: 'FileSearch',
      computerUse: 'ComputerUse',
      mcpServers: 'McpServer',
    },
  ],
  FunctionDeclaration: [
    'name description parametersJsonSchema responseJsonSchema behavior',
    { parameters: 'Schema', response: 'Schema' },
  ],
  GoogleSearch: ['', { timeRangeFilter: 'Interval', searchTypes: 'SearchTypes' }],
  Interval: ['startTime endTime'],
  SearchTypes: ['webSearch imageSearch'],
  GoogleSearchRetrieval: ['dynamicRetrievalConfig'],
  GoogleMaps: ['enableWidget', { authConfig: 'AuthConfig' }],
  AuthConfig: ['apiKey'],
  FileSearch: ['fileSearchStoreNames metadataFilter topK'],
  ComputerUse: [
    'environment excludedPredefinedFunctions disabledSafetyPolicies enablePromptInjectionDetection',
  ],
  McpServer: ['name', { streamableHttpTransport: 'StreamableHttpTransport' }],
  StreamableHttpTransport: ['url headers timeout sseReadTimeout terminateOnClose'],
  ToolConfig: [
    'includeServerSideToolInvocations',
    { functionCallingConfig: 'FunctionCallingConfig', retrievalConfig: 'RetrievalConfig' },
  ],
  FunctionCallingConfig: ['mode allowedFunctionNames'],
  RetrievalConfig: ['languageCode', { latLng: 'LatLng' }],
  LatLng: ['latitude longitude'],
} satisfies Readonly<Record<string, Message>>

export type MessageName = keyof typeof messages

/** What a field holds: nothing to look into, one message (or a list of it), or a map of it. */
export type FieldOf = null | { message: MessageName; map: boolean }

const tables = new Map<string, ReadonlyMap<string, FieldOf>>(
  Object.entries(messages as Readonly<Record<string, Message>>).map(([name, [plain, nested = {}]]) => [
    name,
    new Map<string, FieldOf>([
      ...plain
        .split(/\s+/)
        .filter(Boolean)
        .map((field) => [field, null] as const),
      ...Object.entries(nested).map(
        ([field, message]) =>
          [
            field,
            { message: message.replace('{}', '') as MessageName, map: message.endsWith('{}') },
          ] as const,
      ),
    ]),
  ]),
)

/** A field of a message by either of its two spellings; undefined where the message has none of this name. */
export function fieldOf(message: MessageName, name: string): FieldOf | undefined {
  const fields = tables.get(message)!
  const own = fields.get(name)
  return own !== undefined ? own : fields.get(camel(name))
}
