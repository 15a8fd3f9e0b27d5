/**
 * What the user writes, as plain data: the one definition that form, request, link, file and code are made from.
 * Keys are the API's own names, and what is not set is not there. No React, no storage, no network in this folder.
 * `state`, `answer` and `panels` may import it; it imports nothing but types from `gemini/types.ts`.
 */

import * as z from 'zod/mini'
import { _default as withDefault } from 'zod/mini'
import { modelId, settingsShape, text } from './settings/schema.ts'

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
  ...settingsShape,
  text: withDefault(text, ''),
  images: withDefault(z.array(ImageRef).check(z.maxLength(100)), []),
  turns: z.exactOptional(z.array(Turn).check(z.maxLength(10_000))),
  embed: z.exactOptional(Embed),
})
export type Prompt = z.output<typeof Prompt>
