/** The request messages of the API, field by field, as far as the emulator takes them. */
import type { Message, Shape } from './shape.ts'

const anyObject = 'struct' satisfies Shape

/** Words in the order of their proto numbers, since numbers are accepted too. */
const harmCategory = {
  enum: 'HarmCategory',
  words: [
    'HARM_CATEGORY_UNSPECIFIED',
    ...['DEROGATORY', 'TOXICITY', 'VIOLENCE', 'SEXUAL', 'MEDICAL', 'DANGEROUS'].map(
      (word) => `HARM_CATEGORY_${word}`,
    ),
    'HARM_CATEGORY_HARASSMENT',
    'HARM_CATEGORY_HATE_SPEECH',
    'HARM_CATEGORY_SEXUALLY_EXPLICIT',
    'HARM_CATEGORY_DANGEROUS_CONTENT',
    'HARM_CATEGORY_CIVIC_INTEGRITY',
  ],
}

const threshold = {
  enum: 'SafetySetting.HarmBlockThreshold',
  words: [
    'HARM_BLOCK_THRESHOLD_UNSPECIFIED',
    'BLOCK_LOW_AND_ABOVE',
    'BLOCK_MEDIUM_AND_ABOVE',
    'BLOCK_ONLY_HIGH',
    'BLOCK_NONE',
    'OFF',
  ],
}

const blob: Message = { fields: { mimeType: 'string', data: 'bytes' } }

const data = {
  text: 'string',
  inlineData: blob,
  fileData: { fields: { mimeType: 'string', fileUri: 'string' } },
  functionCall: { fields: { id: 'string', name: 'string', args: anyObject } },
  functionResponse: {
    fields: {
      id: 'string',
      name: 'string',
      response: anyObject,
      // Its result names them by `{"$ref": displayName}`.
      parts: { list: { fields: { inlineData: { fields: { ...blob.fields, displayName: 'string' } } } } },
      willContinue: 'bool',
      scheduling: 'string',
    },
  },
  executableCode: { fields: { id: 'string', language: 'string', code: 'string' } },
  codeExecutionResult: { fields: { id: 'string', outcome: 'string', output: 'string' } },
  toolCall: { fields: { id: 'string', toolType: 'string', args: anyObject } },
  toolResponse: { fields: { id: 'string', toolType: 'string', response: anyObject } },
} satisfies Record<string, Shape>

const part: Message = {
  fields: {
    ...data,
    thought: 'bool',
    thoughtSignature: 'bytes',
    videoMetadata: { fields: { startOffset: 'string', endOffset: 'string', fps: 'float' } },
    mediaResolution: { fields: { level: 'string', numTokens: 'int32' } },
    mediaProcessing: 'string',
    speechMetadata: { fields: { speaker: 'string', style: 'string' } },
    partMetadata: anyObject,
  },
  oneof: Object.keys(data),
}

const content: Message = { fields: { role: 'string', parts: { list: part } } }

const schemaType = {
  enum: 'Type',
  words: ['TYPE_UNSPECIFIED', 'STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL'],
  caseless: true,
}

const schema: Message = {
  fields: {
    type: schemaType,
    format: 'string',
    title: 'string',
    description: 'string',
    nullable: 'bool',
    enum: { list: 'string' },
    items: () => schema,
    minItems: 'int64',
    maxItems: 'int64',
    properties: { map: () => schema },
    required: { list: 'string' },
    minProperties: 'int64',
    maxProperties: 'int64',
    minLength: 'int64',
    maxLength: 'int64',
    pattern: 'string',
    example: 'any',
    anyOf: { list: () => schema },
    propertyOrdering: { list: 'string' },
    default: 'any',
    minimum: 'float',
    maximum: 'float',
  },
}

const voice: Message = {
  fields: {
    prebuiltVoiceConfig: { fields: { voiceName: 'string' } },
    voice: 'string',
    replicatedVoiceConfig: anyObject,
  },
  oneof: ['prebuiltVoiceConfig', 'voice', 'replicatedVoiceConfig'],
}

const generationConfig: Message = {
  fields: {
    temperature: 'float',
    topP: 'float',
    topK: 'int32',
    candidateCount: 'int32',
    maxOutputTokens: 'int32',
    stopSequences: { list: 'string' },
    seed: 'int32',
    presencePenalty: 'float',
    frequencyPenalty: 'float',
    responseMimeType: 'string',
    responseSchema: schema,
    responseJsonSchema: 'any',
    _responseJsonSchema: 'any',
    responseLogprobs: 'bool',
    logprobs: 'int32',
    responseModalities: {
      list: {
        enum: 'GenerationConfig.Modality',
        words: ['MODALITY_UNSPECIFIED', 'TEXT', 'IMAGE', 'AUDIO'],
        caseless: true,
      },
    },
    thinkingConfig: {
      fields: {
        includeThoughts: 'bool',
        thinkingBudget: 'int32',
        thinkingLevel: {
          enum: 'ThinkingConfig.ThinkingLevel',
          words: ['THINKING_LEVEL_UNSPECIFIED', 'MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'XHIGH'],
          caseless: true,
        },
      },
    },
    imageConfig: { fields: { aspectRatio: 'string', imageSize: 'string' } },
    speechConfig: {
      fields: {
        languageCode: 'string',
        voiceConfig: voice,
        multiSpeakerVoiceConfig: {
          fields: { speakerVoiceConfigs: { list: { fields: { speaker: 'string', voiceConfig: voice } } } },
        },
      },
    },
    responseFormat: anyObject,
    mediaResolution: {
      enum: 'GenerationConfig.MediaResolution',
      words: ['UNSPECIFIED', 'LOW', 'MEDIUM', 'HIGH'].map((word) => `MEDIA_RESOLUTION_${word}`),
    },
    enableEnhancedCivicAnswers: 'bool',
    audioTranscriptionConfig: anyObject,
  },
}

const tool: Message = {
  fields: {
    functionDeclarations: {
      list: {
        fields: {
          name: 'string',
          description: 'string',
          parameters: schema,
          parametersJsonSchema: 'any',
          response: schema,
          responseJsonSchema: 'any',
          behavior: 'string',
        },
      },
    },
    googleSearch: {
      fields: {
        timeRangeFilter: { fields: { startTime: 'string', endTime: 'string' } },
        searchTypes: { fields: { webSearch: anyObject, imageSearch: anyObject } },
      },
    },
    googleSearchRetrieval: anyObject,
    codeExecution: anyObject,
    urlContext: anyObject,
    googleMaps: anyObject,
    fileSearch: anyObject,
    computerUse: anyObject,
    mcpServers: { list: anyObject },
  },
}

export const generateRequest: Message = {
  fields: {
    model: 'string',
    contents: { list: content },
    systemInstruction: content,
    tools: { list: tool },
    toolConfig: {
      fields: {
        functionCallingConfig: {
          fields: {
            mode: {
              enum: 'FunctionCallingConfig.Mode',
              words: ['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED'],
              caseless: true,
            },
            allowedFunctionNames: { list: 'string' },
          },
        },
        retrievalConfig: anyObject,
        includeServerSideToolInvocations: 'bool',
      },
    },
    safetySettings: { list: { fields: { category: harmCategory, threshold } } },
    generationConfig,
    cachedContent: 'string',
    serviceTier: { enum: 'ServiceTier', words: ['unspecified', 'standard', 'flex', 'priority'] },
    store: 'bool',
    labels: { map: 'string' },
    continuationToken: 'bytes',
  },
}

export const cacheRequest: Message = {
  fields: {
    name: 'string',
    model: 'string',
    displayName: 'string',
    contents: { list: content },
    systemInstruction: content,
    tools: { list: tool },
    toolConfig: anyObject,
    ttl: 'string',
    expireTime: 'string',
  },
}

export const countRequest: Message = {
  fields: { model: 'string', contents: { list: content }, generateContentRequest: generateRequest },
}

const taskType = {
  enum: 'TaskType',
  words: [
    'TASK_TYPE_UNSPECIFIED',
    'RETRIEVAL_QUERY',
    'RETRIEVAL_DOCUMENT',
    'SEMANTIC_SIMILARITY',
    'CLASSIFICATION',
    'CLUSTERING',
    'QUESTION_ANSWERING',
    'FACT_VERIFICATION',
    'CODE_RETRIEVAL_QUERY',
  ],
}

export const embedRequest: Message = {
  fields: { model: 'string', content, taskType, title: 'string', outputDimensionality: 'int32' },
}

export const batchEmbedRequest: Message = { fields: { model: 'string', requests: { list: embedRequest } } }

/** `requests` is doubled on the wire: a list inside a message of its own. */
export const asyncBatchEmbedRequest: Message = {
  fields: {
    batch: {
      fields: {
        name: 'string',
        model: 'string',
        displayName: 'string',
        priority: 'int64',
        inputConfig: {
          fields: {
            fileName: 'string',
            requests: {
              fields: { requests: { list: { fields: { request: embedRequest, metadata: anyObject } } } },
            },
          },
        },
      },
    },
  },
}
