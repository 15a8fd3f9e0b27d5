/**
 * What the user writes, as plain data: the one definition that form, request, link, file and code are made from.
 * Keys are the API's own names, and what is not set is not there. No React, no storage, no network in this folder.
 */

import * as z from 'zod/mini'
import { _default as withDefault } from 'zod/mini'
import { documentTypes, pictureTypes } from './media.ts'
import { Settings, modelId, settingsShape, text } from './settings/schema.ts'
import type { MediaRef } from './media.ts'

const reference = {
  id: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(255)),
  bytes: z.int().check(z.minimum(1)),
  size: z.exactOptional(z.tuple([z.int().check(z.minimum(1)), z.int().check(z.minimum(1))])),
  from: z.object({ at: z.literal('store') }),
  data: z.exactOptional(z.base64()),
}

/** A picture. Bytes live in the store of images under `id`; links and files carry `data`. */
const Picture: z.ZodMiniType<MediaRef> = z.object({ ...reference, mimeType: z.enum(pictureTypes) })

/** A picture, or a file that goes with the result of a call. */
export const Media = z.object({
  ...reference,
  mimeType: z.enum([...pictureTypes, ...documentTypes]),
}) satisfies z.ZodMiniType<MediaRef>

const OwnPart = z.object({ media: Picture })

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
    z.looseObject({
      name: z.string(),
      response: json,
      id: z.exactOptional(z.string()),
      parts: z.exactOptional(
        z
          .array(
            z.union([
              z.object({ media: Media, displayName: z.string().check(z.minLength(1), z.maxLength(255)) }),
              z.looseObject({ media: z.exactOptional(z.never()) }),
            ]),
          )
          .check(z.maxLength(100)),
      ),
    }),
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
  /** Of ours, and then it is whole. */
  media: z.exactOptional(z.never()),
})

/** Of one turn. A thousand texts, and the hundred pictures that version 1 took beside them. */
const MOST_PARTS = 1100

/** A turn of a conversation: the wire's Content, and what is shown beside it. */
const Turn = z.object({
  role: z.enum(['user', 'model']),
  parts: z.array(z.union([OwnPart, SharedPart])).check(z.maxLength(MOST_PARTS)),
  model: z.exactOptional(modelId),
  modelVersion: z.exactOptional(z.string().check(z.maxLength(200))),
  finishReason: z.exactOptional(z.string().check(z.maxLength(200))),
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
  /** Pictures, by the row that each stands in, counted from 0. */
  media: z.exactOptional(
    z.array(z.object({ row: z.int().check(z.minimum(0)), media: Picture })).check(z.maxLength(100)),
  ),
})
export type Embed = z.output<typeof Embed>

/** The newest version of the format; older ones are lifted to it. */
export const VERSION = 2

/** A document as a run file holds it. */
export const Doc = z.object({
  v: z.literal(VERSION),
  settings: Settings,
  turns: z.array(Turn).check(z.maxLength(10_000)),
})

/** Everything a link or a file holds. A key or a base URL has no place in it. */
export const Prompt = z.object({
  v: z.literal(VERSION),
  workspace: withDefault(z.enum(['prompt', 'chat', 'embeddings']), 'prompt'),
  ...settingsShape,
  /** What is being written, in its order on the wire. */
  parts: withDefault(z.array(z.union([OwnPart, z.object({ text })])).check(z.maxLength(MOST_PARTS)), []),
  /** Which of them is the text of the composer's own field; the first text where it does not say. */
  field: z.exactOptional(z.int().check(z.minimum(0))),
  turns: z.exactOptional(z.array(Turn).check(z.maxLength(10_000))),
  embed: z.exactOptional(Embed),
})
export type Prompt = z.output<typeof Prompt>
