/** What two runs are compared by: the request that each sent, its answer, its figures. */
import { toRequest } from '../../request/doc.ts'
import { read } from '../read.ts'
import { modelOf } from '../run.ts'
import type { Part } from '../../gemini/types.ts'
import type { RequestDoc } from '../../request/doc.ts'
import type { Press } from '../press.ts'
import type { Figures } from '../read.ts'
import type { Run } from '../run.ts'

/**
 * A request as it is compared: settings first, then what was said; media by name and hash, for their bytes are no words.
 * @throws MediaFailure where it could not be sent
 */
export async function comparableRequest(run: Run, doc: RequestDoc): Promise<Record<string, unknown>> {
  const request = await toRequest(doc, async ({ name, id }) => `${name}, SHA-256 ${id}`)
  const { contents, systemInstruction, ...settings } = request
  return {
    model: modelOf(run),
    host: run.host,
    stream: doc.settings.stream,
    ...settings,
    ...(systemInstruction && { systemInstruction }),
    contents,
  }
}

/** An answer as it is compared. */
export interface ComparableAnswer {
  text: string
  thoughts: string
  /** The text's value where it is a JSON object or list; undefined where it is words. */
  json: unknown
  /** Everything that is no text, by kind: function calls by name, each with its arguments. */
  others: Record<string, unknown>
}

function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Fields that say something about a part and are no content of it. */
const about = new Set(['text', 'thought', 'thoughtSignature', 'partMetadata'])

function contentOf(key: string, value: unknown): unknown {
  if (key === 'functionCall') return (value as Part['functionCall'])?.args ?? {}
  return value
}

/** @param candidate the one's own index */
export function comparableAnswer(run: Run, candidate: number): ComparableAnswer {
  const parts = read(run).reply.candidates.find(({ index }) => index === candidate)?.parts ?? []
  let text = ''
  let thoughts = ''
  const groups = new Map<string, unknown[]>()
  for (const part of parts) {
    if (typeof part.text === 'string') {
      if (part.thought === true) thoughts += part.text
      else text += part.text
    }
    for (const [key, value] of Object.entries(part)) {
      if (about.has(key)) continue
      const name = key === 'functionCall' ? (part.functionCall?.name ?? key) : key
      groups.set(name, [...(groups.get(name) ?? []), contentOf(key, value)])
    }
  }
  // A function that is called once needs no number.
  const others = [...groups].map(([name, all]) => [name, all.length === 1 ? all[0] : all] as const)
  return { text, thoughts, json: jsonIn(text), others: Object.fromEntries(others) }
}

/** The candidate that counts: the first, as everywhere else. */
export const firstCandidate = (run: Run): number => read(run).reply.candidates[0]?.index ?? 0

export interface FigureRow {
  name: string
  unit: 'ms' | 'count' | 'per second'
  first: number | null
  second: number | null
}

export interface WordRow {
  name: string
  first: string
  second: string
}

const figures: readonly [name: string, key: keyof Figures, unit: FigureRow['unit']][] = [
  ['First token', 'firstToken', 'ms'],
  ['Total time', 'total', 'ms'],
  ['Tokens in', 'tokensIn', 'count'],
  ['Tokens out', 'tokensOut', 'count'],
  ['Thoughts', 'thoughts', 'count'],
  ['Tokens per second', 'tokensPerSecond', 'per second'],
]

/** What a row sums up over the steps of a loop. */
const summed: readonly [name: string, key: 'time' | 'tokensIn' | 'tokensOut'][] = [
  ['Total time', 'time'],
  ['Tokens in', 'tokensIn'],
  ['Tokens out', 'tokensOut'],
]

function compareLoops(first: Press, second: Press): FigureRow[] {
  const steps = { name: 'Steps', unit: 'count', first: first.steps ?? 1, second: second.steps ?? 1 } as const
  return [
    steps,
    ...summed.map(([name, key]): FigureRow => ({
      name,
      unit: key === 'time' ? 'ms' : 'count',
      first: first[key],
      second: second[key],
    })),
  ]
}

/**
 * The figures of two runs beside each other.
 * @param loops the rows of both, where one is a loop: then what is summed is that of all steps
 */
export function compareFigures(
  first: Run,
  second: Run,
  loops: readonly [Press, Press] | null = null,
): FigureRow[] {
  if (loops) return compareLoops(...loops)
  const [one, other] = [read(first), read(second)]
  const chunks: FigureRow = {
    name: 'Chunks',
    unit: 'count',
    first: one.beats.length,
    second: other.beats.length,
  }
  return [
    ...figures.map(([name, key, unit]) => ({
      name,
      unit,
      first: one.figures[key],
      second: other.figures[key],
    })),
    chunks,
  ]
}

function factsOf(run: Run): string[] {
  const { reply, outcome } = read(run)
  const candidate = reply.candidates.find(({ index }) => index === firstCandidate(run))
  return [outcome ?? 'streaming', candidate?.finishReason ?? '–', reply.modelVersion ?? '–']
}

/** How two runs ended and who answered, in words; a dash where nothing was said. */
export function compareFacts(first: Run, second: Run): WordRow[] {
  const [one, other] = [factsOf(first), factsOf(second)]
  return ['State', 'Finish reason', 'Model version'].map((name, at) => ({
    name,
    first: one[at] ?? '–',
    second: other[at] ?? '–',
  }))
}
