/** The states of the demo as a gallery shows them: each with a prompt that meets it, and how its answer comes in time. */
import type { Model } from '../gemini/types.ts'
import type { Schema } from './ask.ts'
import { states } from './modelsDemo.ts'
import strips from './strips.json'

/** Fields of `generationConfig`. */
interface Asked {
  responseMimeType: string
  responseJsonSchema: Schema
}

/** How an answer comes: what a time line of it needs. */
export interface Strip {
  /** `at` in milliseconds since the request. */
  beats: readonly { at: number; bytes: number; kind: 'answer' | 'thought' | 'empty' }[]
  elapsed: number
  /** How it ends, in the words of the time line. */
  state: string
}

export interface State {
  /** The id of its model. */
  id: string
  record: Model
  title: string
  /** What there is to see, in a few words. */
  about: string
  prompt: string
  /** What it is asked with, beside the prompt. */
  config: Asked | undefined
  strip: Strip
}

const fault = 'Answer, and let me see what becomes of it.'

const invoice = 'Invoice 2231-B of Nordkai, total: 381.37, due in 14 days.'

const prompts: Readonly<Record<string, string>> = {
  'demo-slow': 'How many days until Christmas?',
  'demo-cut-off': 'Solve x^2 - 5x + 6 = 0',
  'demo-thinking-budget': 'Solve x^2 - 5x + 6 = 0',
  'demo-thoughts': 'Solve x^2 - 5x + 6 = 0',
  'demo-code-execution': 'Compute the first Fibonacci numbers by running code.',
  'demo-function-call': 'What is the weather in Lisbon and in Oslo?',
  'demo-tool-loop': 'Lena Brandt wants out of her Lisbon trip. What would moving it cost?',
  'demo-candidates': 'What is the meaning of life?',
  'demo-logprobs': 'What is 17% of 243?',
  'demo-audio': 'Play a short melody.',
  'demo-long': 'Write a long answer.',
  'demo-continuation': 'Write a long answer.',
  'demo-not-valid': invoice,
  'demo-not-json': invoice,
  'demo-cut-json': invoice,
  'demo-too-many-states': 'List the load of every minute of the day.',
  'demo-grounded': 'What does the Gemini API answer over?',
  'demo-odd-supports': 'What does the Gemini API answer over?',
}

const invoiceSchema: Schema = {
  type: 'object',
  properties: {
    supplier: { type: 'string', description: 'Who sent it' },
    total: { type: 'number' },
    days: { type: 'integer', description: 'Until it is due' },
    note: { type: 'string' },
  },
  required: ['supplier', 'total', 'days', 'note'],
  propertyOrdering: ['supplier', 'total', 'days', 'note'],
}

/** A list of so many rows, each with bounds: the kind of schema that people report as refused. */
const largeSchema: Schema = {
  type: 'object',
  properties: {
    rows: {
      type: 'array',
      maxItems: 400,
      items: {
        type: 'object',
        properties: {
          hour: { type: 'integer', minimum: 0, maximum: 23 },
          minute: { type: 'integer', minimum: 0, maximum: 59 },
          load: { type: 'number', minimum: 0, maximum: 100 },
        },
      },
    },
  },
}

const withSchema = (schema: Schema): Asked => ({
  responseMimeType: 'application/json',
  responseJsonSchema: schema,
})

const configs: Readonly<Record<string, Asked>> = {
  'demo-not-valid': withSchema(invoiceSchema),
  'demo-not-json': withSchema(invoiceSchema),
  'demo-cut-json': withSchema(invoiceSchema),
  'demo-too-many-states': withSchema(largeSchema),
}

const kinds = { a: 'answer', t: 'thought', e: 'empty' } as const

/** A beat is written as `350a120`: when, what kind, how many bytes. */
const beatsOf = (line: string): Strip['beats'] =>
  Array.from(line.matchAll(/(\d+)([ate])(\d+)/g), ([, at, kind, bytes]) => ({
    at: Number(at),
    kind: kinds[kind as keyof typeof kinds],
    bytes: Number(bytes),
  }))

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** @param id of a state */
export const configFor = (id: string): Asked | undefined => configs[id]

/** @param id of a state */
export const promptFor = (id: string): string => prompts[id] ?? fault

export const gallery: readonly State[] = states.map((record) => {
  const { name, displayName = '', description = '' } = record
  const id = name.slice('models/'.length)
  const { beats, elapsed, state } = (
    strips as Record<string, { beats: string; elapsed: number; state: string }>
  )[id] ?? { beats: '', elapsed: 0, state: 'failed' }
  return {
    id,
    record,
    title: upper(displayName.replace(/^Demo: /, '')),
    about: description.replace(/^Shows /, '').replace(/\.$/, ''),
    prompt: promptFor(id),
    config: configFor(id),
    strip: { beats: beatsOf(beats), elapsed, state },
  }
})
