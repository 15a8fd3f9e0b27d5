import type { ReadText } from './useTypedText.ts'

type Read = ReadText<number>

/** The numbers that a field takes. */
export interface Bounds {
  min: number
  max: number
  /** One press of an arrow key. */
  step: number
  /** Whole numbers only. */
  integer?: boolean | undefined
}

/** In groups of three. */
export const figure = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 10 })

/** A minus sign as word processors write it, and the narrow blanks between groups, as keyboards have them. */
const plain = (text: string) =>
  text
    .trim()
    .replace(/^[\u2212\u2013]/, '-')
    .replaceAll(/[\u00a0\u202f\u2009]/g, ' ')

/** Groups of three between separators of one kind. A single group behind a point is told from decimals by the field. */
const grouped = /^[+-]?\d{1,3}([ ,.'’_])\d{3}(?:\1\d{3})*$/

const notANumber = (text: string): Read => ({ ok: false, why: `“${text}” is not a number.` })

function readWhole(text: string, title: string): Read {
  if (grouped.test(text)) return { ok: true, value: Number(text.replaceAll(/[ ,.'’_]/g, '')) }
  if (!/^[+-]?\d+(?:\.\d+)?(?:e\+?\d+)?$/i.test(text)) return notANumber(text)
  const value = Number(text)
  return Number.isInteger(value)
    ? { ok: true, value }
    : { ok: false, why: `${title} takes whole numbers only.` }
}

function readDecimal(text: string): Read {
  const number = text.replace(/^([^,.]*),([^,.]*)$/, '$1.$2')
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(number)
    ? { ok: true, value: Number(number) }
    : notANumber(text)
}

/**
 * Reads a number as people type it. Decimal fields: one comma is the point. Integer fields: separators between groups of
 * three are read. What is half typed, like `-` or `1e`, is wrong and never another number.
 */
export function readNumber(typed: string, { integer }: Pick<Bounds, 'integer'>, title: string): Read {
  const text = plain(typed)
  if (text === '') return { ok: true, value: undefined }
  return integer ? readWhole(text, title) : readDecimal(text)
}

/**
 * Why this number cannot be taken, as a sentence; undefined where it can.
 * @param whose follows the range where the upper bound is somebody's own: ` for this model`
 */
export function refusal(
  { min, max, integer }: Bounds,
  value: number,
  title: string,
  whose = '',
): string | undefined {
  if (integer && !Number.isInteger(value)) return `${title} takes whole numbers only.`
  if (value >= min && value <= max) return undefined
  return `${title} goes from ${figure(min)} to ${figure(max)}${value > max ? whose : ''}.`
}

/** The number so many steps up or down from here, without binary dust (0.1 + 0.2 is 0.3), within the bounds. */
export function stepped({ min, max, step }: Bounds, from: number, steps: number): number {
  const decimals = Math.max(...[step, from].map((one) => String(one).split('.')[1]?.length ?? 0))
  return Math.min(max, Math.max(min, Number((from + steps * step).toFixed(decimals))))
}

/** As a field shows it: whole numbers in groups of three. */
export const shownNumber = (value: number, { integer }: Pick<Bounds, 'integer'>): string =>
  integer ? figure(value) : String(value)
