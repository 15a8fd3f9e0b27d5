import type { ModelFacts, Taken } from '../capabilities.ts'

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
  { id: 'format', title: 'Output format' },
  { id: 'safety', title: 'Safety' },
  { id: 'advanced', title: 'Candidates, seed, penalties, log probabilities' },
] as const
export type Group = (typeof groups)[number]['id']

/** A value of an enum, as the API spells it. */
export interface Option {
  value: string
}

/** How a setting is edited, and with it which values it can have. */
export type Editor =
  | {
      kind: 'slider' | 'number'
      min: number
      max: number
      /** One press of an arrow key. */
      step: number
      /** Whole numbers only. */
      integer?: true
      /** Where the slider ends; a larger number can be typed up to `max`. */
      sliderMax?: number
    }
  | { kind: 'choice'; options: readonly Option[] }
  | { kind: 'switch' }
  /** @property most entries; @property longest characters of one */
  | { kind: 'strings'; most: number; longest: number }
  /** A JSON object. */
  | { kind: 'json' }
  /** A form of its own for a value that another kind describes. */
  | { kind: 'own'; form: 'safety'; value: { kind: 'choice'; options: readonly Option[] } }
  | { kind: 'own'; form: 'schema'; value: { kind: 'choice'; options: readonly Option[] } | { kind: 'json' } }

export type NumberEditor = Extract<Editor, { kind: 'slider' | 'number' }>

/** What a model makes of a setting. */
export interface ForModel {
  taken: Taken
  /** What the API does when nothing is sent, by the model's record. */
  usual?: unknown
  /** The model's own largest number. */
  max?: number | undefined
  /** Its record says that it takes none, which is more than a rule of ours: the control waits for "Set anyway". */
  locked?: boolean
}

export interface Setting {
  /** Into `Settings`; under `generationConfig` it is the wire's own path. */
  path: string
  title: string
  group: Group
  editor: Editor
  /** What every model does when nothing is sent. */
  usual?: unknown
  forModel?: (facts: ModelFacts) => ForModel
}

const sampling =
  (name: 'temperature' | 'topP' | 'topK') =>
  (facts: ModelFacts): ForModel => ({
    taken: facts.sampling,
    usual: facts.usual[name],
    ...(name === 'temperature' && { max: facts.maxTemperature }),
    ...(name === 'topK' && facts.topK === 'refused' && { taken: 'refused', locked: true }),
  })

const penalty = ({ penalties }: ModelFacts): ForModel => ({ taken: penalties })
const logprobs = (facts: ModelFacts): ForModel => ({ taken: facts.logprobs })

/** The thresholds of a filter, weakest first. */
const thresholds = {
  kind: 'choice',
  options: [
    { value: 'OFF' },
    { value: 'BLOCK_NONE' },
    { value: 'BLOCK_ONLY_HIGH' },
    { value: 'BLOCK_MEDIUM_AND_ABOVE' },
    { value: 'BLOCK_LOW_AND_ABOVE' },
  ],
} as const

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
    forModel: ({ outputTokenLimit }) => ({ taken: 'yes', usual: outputTokenLimit, max: outputTokenLimit }),
  },
  {
    path: 'generationConfig.stopSequences',
    title: 'Stop sequences',
    group: 'output',
    // At most five: the API's discovery document.
    editor: { kind: 'strings', most: 5, longest: 1000 },
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
  : E extends { kind: 'switch' }
    ? boolean
    : E extends { kind: 'choice'; options: readonly { value: infer V }[] }
      ? V
      : E extends { kind: 'strings' }
        ? string[]
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
