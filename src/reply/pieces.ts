import { besideResult } from '../request/media.ts'
import { pcmRate } from './media.ts'
import type { Blob as InlineBlob, FunctionCall, Part } from '../gemini/types.ts'

/** What a candidate's parts come to on the screen, in order of arrival. `number` counts images and audio from 1. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'thoughts'; pieces: Piece[] }
  /** `at` counts the calls of the answer from 0. */
  | { kind: 'call'; call: FunctionCall; at: number }
  /** `at` counts the results from 0. */
  | { kind: 'function result'; name: string; response: unknown; beside: readonly object[]; at: number }
  /** What a tool of the API was asked, or what came of it. */
  | { kind: 'trace'; of: 'call' | 'response'; toolType: string; id: string; value: unknown }
  | { kind: 'code'; code: string; language: string }
  | { kind: 'result'; outcome: string; output: string }
  | { kind: 'image'; data: InlineBlob; number: number }
  /** @property sounds what belongs together: headerless samples come in chunks, everything else is one */
  | { kind: 'audio'; sounds: readonly InlineBlob[]; number: number }
  | { kind: 'other'; key: string; value: unknown }

/** Fields that say something about a part and are no content of their own. */
const about = new Set([
  'thought',
  'thoughtSignature',
  'partMetadata',
  'videoMetadata',
  'mediaResolution',
  'speechMetadata',
])

/**
 * Turns merged parts into what is shown. Neighbouring texts become one, because a signature may split a
 * sentence; what belongs to the thinking goes into its own piece; every field nobody here knows is kept as `other`.
 */
export function piecesOf(parts: readonly Part[]): Piece[] {
  const pieces: Piece[] = []
  const counts = { image: 0, audio: 0, call: 0, result: 0 }
  for (const part of parts) {
    let target = pieces
    if (part.thought === true) {
      const last = pieces.at(-1)
      if (last?.kind === 'thoughts') target = last.pieces
      else if (hasContent(part)) pieces.push({ kind: 'thoughts', pieces: (target = []) })
    }
    for (const [key, value] of Object.entries(part)) {
      if (!about.has(key)) add(target, key, value, part, counts)
    }
  }
  return pieces
}

function hasContent(part: Part): boolean {
  return Object.keys(part).some((key) => !about.has(key) && part[key] !== '')
}

function add(
  pieces: Piece[],
  key: string,
  value: unknown,
  part: Part,
  counts: { image: number; audio: number; call: number; result: number },
): void {
  if (key === 'text' && typeof value === 'string') {
    if (value === '') return
    const last = pieces.at(-1)
    if (last?.kind === 'text') pieces[pieces.length - 1] = { kind: 'text', text: last.text + value }
    else pieces.push({ kind: 'text', text: value })
  } else if (key === 'functionCall' && part.functionCall) {
    pieces.push({ kind: 'call', call: part.functionCall, at: counts.call++ })
  } else if (key === 'functionResponse' && part.functionResponse) {
    const { name = '', response = {} } = part.functionResponse
    const beside = besideResult(part)
    pieces.push({ kind: 'function result', name, response, beside, at: counts.result++ })
  } else if (key === 'toolCall' && part.toolCall) {
    const { toolType = '', id = '', args = {} } = part.toolCall
    pieces.push({ kind: 'trace', of: 'call', toolType, id, value: args })
  } else if (key === 'toolResponse' && part.toolResponse) {
    const { toolType = '', id = '', response = {} } = part.toolResponse
    pieces.push({ kind: 'trace', of: 'response', toolType, id, value: response })
  } else if (key === 'executableCode' && part.executableCode) {
    const { code = '', language = 'PYTHON' } = part.executableCode
    pieces.push({ kind: 'code', code, language })
  } else if (key === 'codeExecutionResult' && part.codeExecutionResult) {
    const { outcome = 'OUTCOME_UNSPECIFIED', output = '' } = part.codeExecutionResult
    pieces.push({ kind: 'result', outcome, output })
  } else {
    const data = key === 'inlineData' ? part.inlineData : undefined
    const kind =
      data && typeof data.data === 'string' ? /^(image|audio)\//.exec(data.mimeType ?? '')?.[1] : undefined
    if (data && kind === 'image') pieces.push({ kind, data, number: ++counts.image })
    else if (data && kind === 'audio') addSound(pieces, data, counts)
    else pieces.push({ kind: 'other', key, value })
  }
}

/** Samples without a header go on where the last ones ended. */
function addSound(pieces: Piece[], data: InlineBlob, counts: { audio: number }): void {
  const last = pieces.at(-1)
  const rate = pcmRate(data.mimeType)
  const goesOn = last?.kind === 'audio' && rate !== null && pcmRate(last.sounds[0]?.mimeType ?? '') === rate
  if (goesOn) pieces[pieces.length - 1] = { ...last, sounds: [...last.sounds, data] }
  else pieces.push({ kind: 'audio', sounds: [data], number: ++counts.audio })
}

/** The exact answer: every text that is no thought, joined without a separator. */
export function exactText(parts: readonly Part[]): string {
  let text = ''
  for (const part of parts) if (part.thought !== true && typeof part.text === 'string') text += part.text
  return text
}

/** Code as a Markdown block, in a fence longer than any run of backticks inside. */
export function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((run) => run[0].length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language.toLowerCase()}\n${code}${code.endsWith('\n') ? '' : '\n'}${fence}`
}
