import { recordIn } from '../connection/queries.ts'
import { embeddingFactsOf } from '../../request/capabilities.ts'
import { toEmbedRequest } from './requests.ts'
import type { Model } from '../../gemini/types.ts'
import type { EmbedItem, EmbedSettings } from './requests.ts'

/** How many tokens of a text a model reads. */
export interface InputLimit {
  tokens: number
  /** The model's own record, or what is documented for models of its name. */
  from: 'record' | 'name'
}

/**
 * The limit of the model's record; where the list of models lacks it, what is documented for its name.
 * @returns null for a name that tells nothing
 */
export function inputLimitOf(model: string, listed: readonly Model[]): InputLimit | null {
  const record = recordIn(listed, model)
  if (record?.inputTokenLimit) return { tokens: record.inputTokenLimit, from: 'record' }
  const { inputTokenLimit } = embeddingFactsOf(model)
  return inputTokenLimit === undefined ? null : { tokens: inputTokenLimit, from: 'name' }
}

/** A token is at least one byte of UTF-8, so that a text of fewer bytes cannot be too long. */
function mayExceed(text: string, tokens: number): boolean {
  if (text.length * 3 <= tokens) return false
  return text.length > tokens || new TextEncoder().encode(text).length > tokens
}

/** Of a longer text the beginning stands for the rest: ten thousand texts are to be gone through between two frames. */
const looked = 2000

const isCjk = (code: number) =>
  (code >= 0x30_40 && code <= 0x9f_ff) ||
  (code >= 0xac_00 && code <= 0xd7_af) ||
  (code >= 0xf9_00 && code <= 0xfa_ff)

/** Tokens of one UTF-16 unit: a quarter of a Latin letter or a space, half of another letter, a digit, a CJK character. */
function tokensOf(code: number): number {
  const isDigit = code >= 48 && code <= 57
  if (isDigit || isCjk(code)) return 1
  const isLatin = code === 32 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  return isLatin ? 0.25 : 0.5
}

/** By the kind of letter. English prose comes within about a fifth of a model's own count; it is to be called an estimate. */
export function estimateTokens(text: string): number {
  const length = Math.min(text.length, looked)
  let tokens = 0
  for (let at = 0; at < length; at++) tokens += tokensOf(text.charCodeAt(at))
  return Math.ceil(length === 0 ? 0 : (tokens * text.length) / length)
}

/** A text that may be longer than its model reads. */
export interface LongText {
  /** Among the texts to embed, counted from 0. */
  index: number
  item: EmbedItem
  /** As it is sent, the words of the task included. */
  sent: string
  /** By estimate. */
  tokens: number
}

/** Texts whose estimate is at least half the limit: an estimate can be so far off. In the order of the texts. */
export function longTexts(
  settings: EmbedSettings,
  items: readonly EmbedItem[],
  { tokens: limit }: InputLimit,
): LongText[] {
  return items.flatMap((item, index) => {
    const [part] = toEmbedRequest(settings, { text: item.text }).content.parts ?? []
    const sent = part?.text ?? ''
    if (!mayExceed(sent, limit)) return []
    const tokens = estimateTokens(sent)
    return tokens >= limit / 2 ? [{ index, item, sent, tokens }] : []
  })
}

/** The model's own count is asked for so many of them, those next to the limit first. */
const counted = 8

export function worthCounting(long: readonly LongText[], { tokens: limit }: InputLimit): LongText[] {
  const distance = ({ tokens }: LongText) => Math.abs(Math.log(tokens / limit))
  return long.toSorted((a, b) => distance(a) - distance(b)).slice(0, counted)
}

/** Tells texts apart in the key of a cache, where the texts themselves would be megabytes: FNV-1a, and the length. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return `${text.length} ${hash >>> 0}`
}
