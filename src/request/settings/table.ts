import { aspectRatios, imageSizes, modalities, thinkingLevels } from '../capabilities.ts'
import {
  budget,
  kinds,
  level,
  logprobs,
  ofPictures,
  ofSpeech,
  penalty,
  sampling,
  thoughts,
} from './forModel.ts'
import { namedBudgets, resolutions, thresholds, voices } from './options.ts'
import { toolRows } from './toolRows.ts'
import type { ModelFacts, Taken } from '../capabilities.ts'
import type { OwnFunction } from '../functions/declaration.ts'
import type { Editor, SpeakerVoice } from './editors.ts'

/**
 * Every setting of a request that can be left to the API, a row each, in the order of the form and of the wire. Form,
 * validator, request, link, file, summary, code, "Use default" and palette follow from a row; there is nothing else to
 * write for one.
 */

const INT32 = 2_147_483_647

/** In the form's order. */
export const groups = [
  { id: 'sampling', title: 'Sampling' },
  { id: 'output', title: 'Output' },
  { id: 'thinking', title: 'Thinking' },
  { id: 'format', title: 'Output format' },
  { id: 'media', title: 'Media' },
  { id: 'tools', title: 'Tools' },
  { id: 'safety', title: 'Safety' },
  { id: 'advanced', title: 'Advanced settings' },
] as const
export type Group = (typeof groups)[number]['id']

/** What a model makes of a setting. */
export interface ForModel {
  taken: Taken
  /** What the API does when nothing is sent, by the model's record. */
  usual?: unknown
  /** The model's own largest number. */
  max?: number | undefined
  /** Its record says that it takes none, which is more than a rule of ours: the control waits for "Set anyway". */
  locked?: boolean
  /** The model's own smallest number on the slider. */
  least?: number
  /** Of an editor's named numbers, those that mean something to this model. */
  named?: readonly number[]
  /** Of an editor's options, those that this model takes; every one where it is absent. */
  options?: readonly string[]
  /** Another setting takes its place for this model: it is shown only while it holds a value. */
  hidden?: boolean
  /** Why it is not taken, where there is more to say than that it is not. */
  why?: string
}

export interface Setting {
  /** Into `Settings`; under `generationConfig` it is the wire's own path. */
  path: string
  title: string
  group: Group
  /** The wire's path, where the setting is kept in another form. */
  wire?: string
  editor: Editor
  /** What every model does when nothing is sent. */
  usual?: unknown
  /** What it does instead while another row is on. */
  usualWith?: { path: string; usual: unknown }
  /** The path of another row: while that is not set, this one means nothing, and is shown only while it holds a value. */
  needs?: string
  forModel?: (facts: ModelFacts) => ForModel
}

const speech = 'generationConfig.speechConfig'

const filter = { kind: 'own', form: 'safety', value: thresholds } as const

const rows = [
  {
    path: 'generationConfig.temperature',
    title: 'Temperature',
    group: 'sampling',
    editor: { kind: 'slider', min: 0, max: 2, step: 0.05 },
    forModel: sampling('temperature'),
  },
  {
    path: 'generationConfig.topP',
    title: 'Top P',
    group: 'sampling',
    editor: { kind: 'slider', min: 0, max: 1, step: 0.01 },
    forModel: sampling('topP'),
  },
  {
    path: 'generationConfig.topK',
    title: 'Top K',
    group: 'sampling',
    editor: { kind: 'slider', min: 1, max: INT32, step: 1, integer: true, sliderMax: 100 },
    forModel: sampling('topK'),
  },
  {
    path: 'generationConfig.maxOutputTokens',
    title: 'Max output tokens',
    group: 'output',
    editor: { kind: 'number', min: 1, max: INT32, step: 1, integer: true },
    forModel: ({ outputTokenLimit, outputBudget }) => ({
      taken: 'yes',
      usual: outputTokenLimit,
      max: outputBudget,
    }),
  },
  {
    path: 'generationConfig.stopSequences',
    title: 'Stop sequences',
    group: 'output',
    // At most five: the API's discovery document.
    editor: { kind: 'strings', one: 'stop sequence', most: 5, longest: 1000 },
  },
  {
    path: 'generationConfig.thinkingConfig.thinkingLevel',
    title: 'Thinking level',
    group: 'thinking',
    editor: { kind: 'choice', options: thinkingLevels.map((value) => ({ value })) },
    forModel: level,
  },
  {
    path: 'generationConfig.thinkingConfig.thinkingBudget',
    title: 'Thinking budget',
    group: 'thinking',
    editor: {
      kind: 'slider',
      min: -1,
      max: 32_768,
      step: 1,
      integer: true,
      sliderMin: 0,
      named: namedBudgets,
    },
    forModel: budget,
  },
  {
    path: 'generationConfig.thinkingConfig.includeThoughts',
    title: 'Include thoughts',
    group: 'thinking',
    editor: { kind: 'switch' },
    usual: false,
    forModel: thoughts,
  },
  // `state/documents/format.ts` says what is set together: a MIME type and one of the two schemas.
  {
    path: 'generationConfig.responseMimeType',
    title: 'Response MIME type',
    group: 'format',
    editor: {
      kind: 'own',
      form: 'schema',
      value: { kind: 'choice', options: [{ value: 'application/json' }, { value: 'text/x.enum' }] },
    },
  },
  {
    path: 'generationConfig.responseJsonSchema',
    title: 'Response schema',
    group: 'format',
    editor: { kind: 'own', form: 'schema', value: { kind: 'json' } },
  },
  {
    // The older spelling, which `text/x.enum` alone is sent in.
    path: 'generationConfig.responseSchema',
    title: 'Response schema',
    group: 'format',
    editor: { kind: 'own', form: 'schema', value: { kind: 'json' } },
  },
  {
    path: 'generationConfig.responseModalities',
    title: 'Response modalities',
    group: 'format',
    editor: {
      kind: 'set',
      options: modalities.map((value) => ({ value, label: value.charAt(0) + value.slice(1).toLowerCase() })),
    },
    forModel: kinds,
  },
  {
    path: 'generationConfig.imageConfig.aspectRatio',
    title: 'Aspect ratio',
    group: 'format',
    editor: { kind: 'choice', options: aspectRatios.map((value) => ({ value })) },
    forModel: (facts) => ofPictures(facts.output.aspectRatios, facts),
  },
  {
    path: 'generationConfig.imageConfig.imageSize',
    title: 'Image size',
    group: 'format',
    editor: { kind: 'choice', options: imageSizes.map((value) => ({ value })) },
    forModel: (facts) => ofPictures(facts.output.imageSizes, facts),
  },
  {
    path: 'voice',
    wire: speech,
    title: 'Voice',
    group: 'format',
    editor: { kind: 'text', longest: 200, suggestions: voices },
    forModel: ofSpeech,
  },
  {
    path: 'speakers',
    wire: speech,
    title: 'Speakers',
    group: 'format',
    editor: { kind: 'speakers', most: 8 },
    forModel: ofSpeech,
  },
  {
    path: 'generationConfig.mediaResolution',
    title: 'Media resolution',
    group: 'media',
    editor: { kind: 'choice', options: resolutions },
    usual: 'UNSPECIFIED',
  },
  ...toolRows,
  {
    path: 'generationConfig.candidateCount',
    title: 'Candidate count',
    group: 'advanced',
    editor: { kind: 'number', min: 1, max: 8, step: 1, integer: true },
    usual: 1,
  },
  {
    path: 'generationConfig.seed',
    title: 'Seed',
    group: 'advanced',
    editor: { kind: 'number', min: -INT32 - 1, max: INT32, step: 1, integer: true },
  },
  {
    path: 'generationConfig.presencePenalty',
    title: 'Presence penalty',
    group: 'advanced',
    editor: { kind: 'number', min: -2, max: 2, step: 0.1 },
    usual: 0,
    forModel: penalty,
  },
  {
    path: 'generationConfig.frequencyPenalty',
    title: 'Frequency penalty',
    group: 'advanced',
    editor: { kind: 'number', min: -2, max: 2, step: 0.1 },
    usual: 0,
    forModel: penalty,
  },
  {
    path: 'generationConfig.responseLogprobs',
    title: 'Log probabilities',
    group: 'advanced',
    editor: { kind: 'switch' },
    usual: false,
    forModel: logprobs,
  },
  {
    path: 'generationConfig.logprobs',
    title: 'Logprobs',
    group: 'advanced',
    editor: { kind: 'number', min: 0, max: 20, step: 1, integer: true },
    forModel: logprobs,
  },
  {
    path: 'serviceTier',
    title: 'Service tier',
    group: 'advanced',
    editor: { kind: 'choice', options: [{ value: 'standard' }, { value: 'flex' }, { value: 'priority' }] },
  },
  {
    path: 'store',
    title: 'Store',
    group: 'advanced',
    editor: { kind: 'yes or no', unset: 'your project decides what is logged' },
  },
  {
    path: 'cachedContent',
    title: 'Cached content',
    group: 'advanced',
    editor: { kind: 'text', longest: 200, placeholder: 'cachedContents/…' },
    forModel: ({ cachedContent }) => ({ taken: cachedContent, why: 'this model takes no cached content' }),
  },
  {
    path: 'extra',
    wire: 'laid over the request',
    title: 'Extra fields',
    group: 'advanced',
    editor: { kind: 'json', most: 64_000, hint: 'null removes, lists replace' },
  },
  { path: 'safety.HARM_CATEGORY_HARASSMENT', title: 'Harassment', group: 'safety', editor: filter },
  { path: 'safety.HARM_CATEGORY_HATE_SPEECH', title: 'Hate speech', group: 'safety', editor: filter },
  {
    path: 'safety.HARM_CATEGORY_SEXUALLY_EXPLICIT',
    title: 'Sexually explicit',
    group: 'safety',
    editor: filter,
  },
  {
    path: 'safety.HARM_CATEGORY_DANGEROUS_CONTENT',
    title: 'Dangerous content',
    group: 'safety',
    editor: filter,
  },
] as const satisfies readonly Setting[]

export const table: readonly Setting[] = rows

type Row = (typeof rows)[number]
export type SettingPath = Row['path']

type ValueOf<E> = E extends { kind: 'slider' | 'number' }
  ? number
  : E extends { kind: 'switch' | 'yes or no' }
    ? boolean
    : E extends { kind: 'choice'; options: readonly { value: infer V }[] }
      ? V
      : E extends { kind: 'set'; options: readonly { value: infer V }[] }
        ? V[]
        : E extends { kind: 'text' | 'day' }
          ? string
          : E extends { kind: 'speakers' }
            ? SpeakerVoice[]
            : E extends { kind: 'strings' }
              ? string[]
              : E extends { kind: 'functions' }
                ? OwnFunction[]
                : E extends { kind: 'json' }
                  ? Record<string, unknown>
                  : E extends { kind: 'own'; value: infer Inner }
                    ? ValueOf<Inner>
                    : never

/** What can be set at a path. */
export type At<P extends SettingPath> = ValueOf<Extract<Row, { path: P }>['editor']>

type Nest<P extends string, V> = P extends `${infer Key}.${infer Rest}`
  ? { [K in Key]?: Nest<Rest, V> }
  : { [K in P]?: V }
type All<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never
type Plain<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]: Plain<T[K]> } : T
/** What the table can set: a key that no row of is set is not there. */
export type Tabled = Plain<All<{ [P in SettingPath]: Nest<P, At<P>> }[SettingPath]>>

/** `generationConfig` as the wire has it. */
export type Config = NonNullable<Tabled['generationConfig']>
/** One threshold a category, by the category's wire name; `request.ts` turns it into the wire's list. */
export type Safety = NonNullable<Tabled['safety']>
export type HarmCategory = keyof Safety
export type Threshold = NonNullable<Safety[HarmCategory]>

/** What Prompt and Chat run with, as plain data. What is not set is not there; both groups are, empty or not. */
export interface Settings extends Tabled {
  /** Id without `models/`. */
  model: string
  systemInstruction: string
  generationConfig: Config
  safety: Safety
  stream: boolean
}
