/** Small things that can really be computed of a text. */

export const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []

/** Sentences, at full stops that no small letter, digit or initial follows. */
export const sentencesOf = (text: string) =>
  Array.from(
    new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text.replace(/\s+/g, ' ')),
    ({ segment }) => segment.trim(),
  ).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))

/** Short enough to stand inside a sentence; line breaks become spaces, Markdown marks stay text. */
export function quoted(text: string, length = 120): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const short = line.length > length ? `${Array.from(line).slice(0, length).join('').trimEnd()}…` : line
  return `“${short.replace(/([\\`*_[\]<>$|#])/g, String.raw`\$1`)}”`
}

export const plural = (count: number, noun: string) =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

const small = new Set(
  'a about after all also am an and any are as at be because been before but by can could did do does doing done each even every few for from get had has have he her here him his how i if in into is it its just like made make many may me more most much must my no nor not now of on one only or other our out over own please said same say see she should show so some such than that the their them then there these they this those through to too under until up us use used very was way we well were what when where which while who whom why will with would write you your'.split(
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
