/**
 * What the user writes, as plain data: the one definition that form, request, link, file and code are made from.
 * Keys are the API's own names, and what is not set is not there. No React, no storage, no network in this folder.
 * `state`, `answer` and `panels` may import it; it imports nothing but types from `gemini/types.ts`.
 */

import * as z from 'zod/mini'
import { _default as withDefault } from 'zod/mini'

const INT32 = 2_147_483_647

/** Where a setting stands in the form, and how it is edited there. */
export type Group = 'sampling' | 'output' | 'advanced'
export type Control = 'slider' | 'number' | 'list' | 'switch'

const about = (title: string, group: Group, control: Control, more: Record<string, unknown> = {}) =>
  z.meta({ title, group, control, ...more })

/**
 * `generationConfig` as the wire has it. Bounds here hold for every model; `fields.ts` narrows them to one.
 * Each key is written once: title, bounds and control are read back out of this schema.
 */
export const Config = z.object({
  temperature: z.exactOptional(
    z.number().check(z.minimum(0), z.maximum(2), about('Temperature', 'sampling', 'slider', { step: 0.05 })),
  ),
  topP: z.exactOptional(
    z.number().check(z.minimum(0), z.maximum(1), about('Top P', 'sampling', 'slider', { step: 0.01 })),
  ),
  topK: z.exactOptional(
    z
      .int()
      .check(
        z.minimum(1),
        z.maximum(INT32),
        about('Top K', 'sampling', 'slider', { step: 1, sliderMaximum: 100 }),
      ),
  ),
  maxOutputTokens: z.exactOptional(
    z.int().check(z.minimum(1), z.maximum(INT32), about('Max output tokens', 'output', 'number')),
  ),
  stopSequences: z.exactOptional(
    z
      .array(z.string().check(z.minLength(1), z.maxLength(1000)))
      .check(z.maxLength(5), about('Stop sequences', 'output', 'list')),
  ),
  candidateCount: z.exactOptional(
    z.int().check(z.minimum(1), z.maximum(8), about('Candidate count', 'advanced', 'number', { usual: 1 })),
  ),
  seed: z.exactOptional(
    z.int().check(z.minimum(-INT32 - 1), z.maximum(INT32), about('Seed', 'advanced', 'number')),
  ),
  presencePenalty: z.exactOptional(
    z
      .number()
      .check(
        z.minimum(-2),
        z.maximum(2),
        about('Presence penalty', 'advanced', 'number', { step: 0.1, usual: 0 }),
      ),
  ),
  frequencyPenalty: z.exactOptional(
    z
      .number()
      .check(
        z.minimum(-2),
        z.maximum(2),
        about('Frequency penalty', 'advanced', 'number', { step: 0.1, usual: 0 }),
      ),
  ),
  responseLogprobs: z.exactOptional(
    z.boolean().check(about('Log probabilities', 'advanced', 'switch', { usual: false })),
  ),
  logprobs: z.exactOptional(
    z.int().check(z.minimum(0), z.maximum(20), about('Logprobs', 'advanced', 'number')),
  ),
})
export type Config = z.output<typeof Config>
export type ConfigName = keyof Config
export const configNames = Object.keys(Config.shape) as readonly ConfigName[]

const Threshold = z.enum([
  'OFF',
  'BLOCK_NONE',
  'BLOCK_ONLY_HIGH',
  'BLOCK_MEDIUM_AND_ABOVE',
  'BLOCK_LOW_AND_ABOVE',
])
export type Threshold = z.output<typeof Threshold>

/** One threshold a category, by the category's wire name; `request.ts` turns it into the wire's list. */
const Safety = z.object({
  HARM_CATEGORY_HARASSMENT: z.exactOptional(Threshold),
  HARM_CATEGORY_HATE_SPEECH: z.exactOptional(Threshold),
  HARM_CATEGORY_SEXUALLY_EXPLICIT: z.exactOptional(Threshold),
  HARM_CATEGORY_DANGEROUS_CONTENT: z.exactOptional(Threshold),
})
export type Safety = z.output<typeof Safety>
export type HarmCategory = keyof Safety

/** Goes into a URL path: no spaces, no `..`, nothing that could leave the path. */
const modelId = z
  .string()
  .check(z.minLength(1), z.maxLength(200), z.regex(/^(?!.*\.\.)[A-Za-z0-9][\w.@/-]*$/))

/** Whether an id can be sent and kept. */
export const isModelId = (id: string): boolean => modelId.safeParse(id).success

/** The longest text of any field; a request may hold 20 MB of JSON. */
const text = z.string().check(z.maxLength(8_000_000))

const settings = {
  model: modelId,
  systemInstruction: withDefault(text, ''),
  generationConfig: withDefault(Config, {}),
  safety: withDefault(Safety, {}),
  stream: withDefault(z.boolean(), true),
}

/** What Prompt and Chat run with. */
export const Settings = z.object(settings)
export type Settings = z.output<typeof Settings>

/** An image of the prompt. Bytes live in the image store under `id` (SHA-256, hex); links and files carry `data`. */
export const ImageRef = z.object({
  id: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(255)),
  mimeType: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif']),
  bytes: z.int().check(z.minimum(1)),
  width: z.exactOptional(z.int().check(z.minimum(1))),
  height: z.exactOptional(z.int().check(z.minimum(1))),
  /** It stands after the text; otherwise before it. */
  after: z.exactOptional(z.boolean()),
  /** In Embeddings: the row it stands in, counted from 0. */
  row: z.exactOptional(z.int().check(z.minimum(0))),
  /** Base64, in links and files alone. */
  data: z.exactOptional(z.base64()),
})
export type ImageRef = z.output<typeof ImageRef>

const json = z.record(z.string(), z.unknown())

/** A part keeps keys nobody here knows: the API wants its own parts back untouched. */
const SharedPart = z.looseObject({
  text: z.exactOptional(text),
  inlineData: z.exactOptional(z.object({ mimeType: z.string(), data: z.string() })),
  fileData: z.exactOptional(z.object({ fileUri: z.string(), mimeType: z.exactOptional(z.string()) })),
  functionCall: z.exactOptional(
    z.looseObject({
      name: z.exactOptional(z.string()),
      args: z.exactOptional(json),
      id: z.exactOptional(z.string()),
    }),
  ),
  functionResponse: z.exactOptional(
    z.looseObject({ name: z.string(), response: json, id: z.exactOptional(z.string()) }),
  ),
  executableCode: z.exactOptional(
    z.looseObject({ language: z.exactOptional(z.string()), code: z.exactOptional(z.string()) }),
  ),
  codeExecutionResult: z.exactOptional(
    z.looseObject({ outcome: z.exactOptional(z.string()), output: z.exactOptional(z.string()) }),
  ),
  thought: z.exactOptional(z.boolean()),
  /** Opaque and long: a file carries it, a link does not. */
  thoughtSignature: z.exactOptional(z.string()),
})

/** A turn of a conversation: the wire's Content, and what is shown beside it. */
const Turn = z.object({
  role: z.enum(['user', 'model']),
  parts: z.array(SharedPart).check(z.maxLength(1000)),
  model: z.exactOptional(modelId),
  modelVersion: z.exactOptional(z.string().check(z.maxLength(200))),
  finishReason: z.exactOptional(z.string().check(z.maxLength(200))),
  images: z.exactOptional(z.array(ImageRef).check(z.maxLength(100))),
})
export type Turn = z.output<typeof Turn>

/** All eight, as the API spells them. */
export const taskTypes = [
  'RETRIEVAL_QUERY',
  'RETRIEVAL_DOCUMENT',
  'SEMANTIC_SIMILARITY',
  'CLASSIFICATION',
  'CLUSTERING',
  'QUESTION_ANSWERING',
  'FACT_VERIFICATION',
  'CODE_RETRIEVAL_QUERY',
] as const

const MOST_TEXTS = 20_000

const Embed = z.object({
  /** A row each; empty for a row that is an image alone. */
  texts: z.array(text).check(z.maxLength(MOST_TEXTS)),
  /** Beside the texts, in their order; empty for a row without one. */
  labels: z.exactOptional(z.array(z.string().check(z.maxLength(10_000))).check(z.maxLength(MOST_TEXTS))),
  model: z.exactOptional(modelId),
  taskType: z.exactOptional(z.enum(taskTypes)),
  title: z.exactOptional(z.string().check(z.maxLength(10_000))),
  outputDimensionality: z.exactOptional(z.int().check(z.minimum(1), z.maximum(100_000))),
  /** False: the task goes into the API's field also where the model makes nothing of it. */
  asPrefix: z.exactOptional(z.boolean()),
})
export type Embed = z.output<typeof Embed>

/** The newest version of the format; `file.ts` lifts older ones to it. */
export const VERSION = 1

/** Everything a link or a file holds. A key or a base URL has no place in it. */
export const Prompt = z.object({
  v: z.literal(VERSION),
  workspace: withDefault(z.enum(['prompt', 'chat', 'embeddings']), 'prompt'),
  ...settings,
  text: withDefault(text, ''),
  images: withDefault(z.array(ImageRef).check(z.maxLength(100)), []),
  turns: z.exactOptional(z.array(Turn).check(z.maxLength(10_000))),
  embed: z.exactOptional(Embed),
})
export type Prompt = z.output<typeof Prompt>
