import type { Metric } from '../../state/embedding/view.ts'

/** U+2212, so that figures stand in line. */
const minus = (text: string) => text.replace('-', '−')

/** `0.90`; two decimals unless said otherwise. What rounds to zero has no sign. */
export function decimals(value: number, places = 2): string {
  const text = value.toFixed(places)
  return minus(Number(text) === 0 ? text.replace('-', '') : text)
}

/** `+0.0012`, `−0.0087`, `0.0000`. */
export function change(value: number): string {
  const text = decimals(value, 4)
  return value > 0 && Number(value.toFixed(4)) > 0 ? `+${text}` : text
}

export const count = (value: number) => value.toLocaleString('en')

const named = 8

/** `2, 7 and 9`, as rows are numbered on the screen; of many the first, and how many more. */
export function numbersOf(rows: readonly number[]): string {
  const shown = rows.slice(0, named).map((row) => count(row + 1))
  if (rows.length > named) return `${shown.join(', ')} and ${count(rows.length - named)} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

export const metricNames: Record<Metric, string> = {
  cosine: 'Cosine',
  dot: 'Dot product',
  euclidean: 'Euclidean',
}

/** `0.61 s`, `12 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 10) return `${seconds.toFixed(2)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
