/** Small things that can really be computed of a text. */

export const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []

export const sentencesOf = (text: string) =>
  (text.replace(/\s+/g, ' ').match(/[^.!?]+[.!?]*["”’»)]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter(Boolean)

/** Short enough to stand inside a sentence; line breaks become spaces, Markdown marks stay text. */
export function quoted(text: string, length = 120): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const short = line.length > length ? `${Array.from(line).slice(0, length).join('').trimEnd()}…` : line
  return `“${short.replace(/([\\`*_[\]<>$|#])/g, String.raw`\$1`)}”`
}

export const plural = (count: number, noun: string) =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

const small = new Set(
  'a about an and are as at be but by can do for from give has have how i in is it its make me my of on or our please show so some tell that the their them then there they this to us was we what when where which who why will with write would you your'.split(
    ' ',
  ),
)

/** Words that carry the matter, as written, without repeats; the most frequent first, then in order. */
export function topics(text: string): string[] {
  const counts = new Map<string, { word: string; count: number }>()
  for (const word of wordsOf(text)) {
    const key = word.toLowerCase()
    if (small.has(key) || key.length < 3) continue
    const entry = counts.get(key) ?? { word, count: 0 }
    entry.count++
    counts.set(key, entry)
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count).map(({ word }) => word)
}

/** Facts of a text, in the order a table shows them. */
export const figures = (text: string): [string, number][] => [
  ['characters', Array.from(text).length],
  ['words', wordsOf(text).length],
  ['different words', new Set(wordsOf(text.toLowerCase())).size],
  ['sentences', sentencesOf(text).length],
  ['lines', text ? text.split('\n').length : 0],
]
