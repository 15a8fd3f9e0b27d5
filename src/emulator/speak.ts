/** Turns a finished text into the steps of a stream: thinking, slices, limits, the end, and honest token counts. */
import type { Candidate, GenerateContentResponse, Part, UsageMetadata } from '../gemini/types.ts'
import type { Ask } from './ask.ts'
import type { Traits } from './models.ts'
import type { Step } from './plan.ts'
import { sign } from './signature.ts'
import { countText, tokenise } from './tokens.ts'
import { limits } from './limits.ts'

/** Aliases and their targets. */
const targets: Record<string, string> = {
  'gemini-flash-latest': 'gemini-3.6-flash',
  'gemini-flash-lite-latest': 'gemini-3.5-flash-lite',
  'gemini-pro-latest': 'gemini-3.1-pro-preview',
}

/** `modelVersion` says what really answered, and that was never a Gemini model. */
const versionOf = ({ id, demo }: Traits) => (demo ? id : `emulator-${targets[id] ?? id}`)

interface ChunkStep {
  chunk: GenerateContentResponse
}

function partTokens(part: Part): number {
  const { thought, thoughtSignature: _, inlineData, ...rest } = part
  if (thought) return 0
  if (inlineData)
    return inlineData.mimeType.startsWith('image/') ? 1290 : Math.ceil(inlineData.data.length / 2500)
  return typeof rest.text === 'string' ? countText(rest.text) : countText(JSON.stringify(rest))
}

/** The tier that serves a request: here always the one that was asked for. */
export const tierOf = ({ request: { serviceTier = 'standard' } }: Ask): string =>
  serviceTier === 'unspecified' ? 'standard' : serviceTier

/** Makes chunks that carry usage, model version and response id, as every chunk of the API does. */
export class Speaker {
  readonly ask: Ask
  thoughts = 0
  written = 0
  ended = false

  constructor(ask: Ask) {
    this.ask = ask
  }

  usage(): UsageMetadata {
    const { promptTokens, traits } = this.ask
    // Thinking is counted once the answer begins, not while it goes on.
    const thoughts = this.written > 0 || this.ended ? this.thoughts : 0
    return {
      promptTokenCount: promptTokens.total,
      ...(this.written > 0 && { candidatesTokenCount: this.written }),
      totalTokenCount: promptTokens.total + this.written + thoughts,
      promptTokensDetails: promptTokens.details,
      ...(thoughts > 0 && { thoughtsTokenCount: thoughts }),
      ...(traits.generation > 2 && { serviceTier: tierOf(this.ask) }),
    }
  }

  /**
   * A chunk of one candidate. Its parts count as written, thoughts aside.
   * @param tokens of the parts, where the caller knows better than a count of each part alone
   */
  chunk(parts: Part[] | undefined, facts: Partial<Candidate> = {}, index = 0, tokens?: number): ChunkStep {
    this.written += tokens ?? (parts ?? []).reduce((sum, part) => sum + partTokens(part), 0)
    const indexed = this.ask.traits.generation > 2 || index > 0
    const candidate: Candidate = {
      content: { ...(parts && { parts }), role: 'model' },
      ...facts,
      ...(indexed && { index }),
    }
    return { chunk: { candidates: [candidate], ...this.tail() } }
  }

  tail(): GenerateContentResponse {
    const { traits, responseId } = this.ask
    return { usageMetadata: this.usage(), modelVersion: versionOf(traits), responseId }
  }

  /** A chunk whose candidate is exactly this, with nothing written. */
  bare(candidate: Candidate): ChunkStep {
    this.ended = true
    return { chunk: { candidates: [candidate], ...this.tail() } }
  }

  /** The pause for thinking, and summaries of the thoughts where they were asked for. */
  think(summaries: readonly string[], always = false): Step[] {
    const { traits, config, chance } = this.ask
    if (!traits.thinks) return [{ wait: 60 + chance.below(90) }]
    const { tokens } = limits(this.ask)
    this.thoughts = tokens
    if (tokens === 0) return [{ wait: 60 + chance.below(90) }]
    const pause = traits.id.includes('pro') ? 900 : 350
    if (!config.thinkingConfig?.includeThoughts && !always) return [{ wait: pause + chance.below(250) }]
    return [
      { wait: pause / 2 },
      ...summaries.flatMap((text) => [
        this.chunk([{ text, thought: true }]),
        { wait: pause / 2 + chance.below(200) },
      ]),
    ]
  }

  /** The last chunk. Newer models send an empty text with a signature, older ones an empty text,
   *  and where nothing was written there are no parts at all. */
  finish(finishReason: string, facts: Partial<Candidate> = {}, index = 0): Step {
    const { traits, responseId } = this.ask
    this.ended = true
    if (this.written === 0) return this.chunk(undefined, { finishReason, ...facts }, index)
    if (!traits.signs) return this.chunk([{ text: '' }], { finishReason, ...facts }, index)
    return this.chunk(
      [{ text: '', thoughtSignature: sign(`${responseId}/${index}`, 260) }],
      { finishReason, ...facts },
      index,
    )
  }

  /** Text in slices, 15 to 40 ms apart, without an end. */
  say(text: string, index = 0): Step[] {
    const pieces = tokenise(text)
    let piece = 0
    let covered = 0
    let at = 0
    return slices(text, this.ask).flatMap((slice) => {
      at += slice.length
      const before = piece
      // A token counts with the slice it begins in, so that the last sum is the count of the whole.
      while (covered < at && piece < pieces.length) covered += pieces[piece++]?.length ?? 0
      return [
        this.chunk([{ text: slice }], {}, index, piece - before),
        { wait: 15 + this.ask.chance.below(26) },
      ]
    })
  }
}

/** A word with what stands before and directly after it; scripts without spaces count by the character. */
const word =
  /\s*(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+)|\s+$/gu

/** Cuts between words, as the API makes them: never inside one. Longer texts get longer slices. */
export function slices(text: string, { chance }: Pick<Ask, 'chance'>): string[] {
  const found: string[] = []
  const usual = Math.min(120, Math.max(14, Math.ceil(text.length / 160)))
  const length = () => usual * (0.5 + chance.next())
  let slice = ''
  let wanted = length()
  for (const [piece] of text.matchAll(word)) {
    slice += piece
    if (slice.length < wanted) continue
    found.push(slice)
    slice = ''
    wanted = length()
  }
  return slice ? [...found, slice] : found
}

/** The text up to the first stop sequence or the last token allowed, and the reason it ended. */
export function fit(text: string, ask: Ask): { text: string; finishReason: string } {
  const stops = (ask.config.stopSequences ?? []).map((stop) => text.indexOf(stop)).filter((at) => at >= 0)
  const stopped = text.slice(0, Math.min(text.length, ...stops))
  const { tokens, output } = limits(ask)
  const room = output - (ask.traits.thinks ? tokens : 0)
  const pieces = tokenise(stopped)
  if (pieces.length <= room) return { text: stopped, finishReason: 'STOP' }
  return { text: pieces.slice(0, Math.max(0, room)).join(''), finishReason: 'MAX_TOKENS' }
}
