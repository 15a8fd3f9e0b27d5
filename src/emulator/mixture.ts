/**
 * What one text or picture adds up to: the meaning of the words that are known in the first 80 numbers, and how all of
 * it is spelled in the rest. Without word vectors the spelling fills everything.
 */
import { addFeature, emptySketch, spread } from './sketch.ts'
import { wordDimensions } from './wordVectors.ts'
import type { WordVectors } from './wordVectors.ts'

/** Words so common that sharing their spelling says little. */
const common = new Set(
  'a an and are as at be but by for from has have he her his i in is it its of on or our she that the their them they this to was we were what when where which who will with you your'.split(
    ' ',
  ),
)

/** What spelling adds to the length of a vector whose every word is known, squared. */
const spellingShare = 0.05

export class Mixture {
  readonly #words: WordVectors | undefined
  readonly #meaning = new Float64Array(wordDimensions)
  readonly #spelling = emptySketch()
  #known = 0
  #unknown = 0

  constructor(words: WordVectors | undefined) {
    this.#words = words
  }

  #feature(name: string, weight: number): void {
    addFeature(this.#spelling, name, weight)
  }

  /** Something that is no word and counts as much as an unknown one. */
  fact(name: string, weight: number): void {
    this.#unknown += weight
    this.#feature(name, weight)
  }

  /** A word in lower case, by its meaning and by its runs of three to five letters. */
  word(word: string, weight = 1): void {
    const told = this.#words?.add(word, this.#meaning, weight) ?? 0
    if (told > 0) this.#known += weight * told
    else if (!common.has(word) && word.length > 1) this.#unknown += weight
    if (common.has(word)) return
    this.#feature(`w ${word}`, weight)
    const edged = `^${word}$`
    for (let n = 3; n <= 5; n++)
      for (let at = 0; at + n <= edged.length; at++)
        this.#feature(`g ${edged.slice(at, at + n)}`, 0.45 * weight)
  }

  text(text: string): void {
    const words =
      text
        .toLowerCase()
        .normalize('NFKC')
        .replaceAll('’', "'")
        .match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}]+)*/gu) ?? []
    for (const word of words) this.word(word)
    const kept = words.filter((word) => !common.has(word))
    for (let i = 1; i < kept.length; i++) this.#feature(`b ${kept[i - 1]} ${kept[i]}`, 0.5)
    if (kept.length === 0) this.#feature(`raw ${text}`, 1)
  }

  /** One vector of length 1, no number of it zero. The mixture is used up. */
  vector(size: number): Float64Array {
    const vector = new Float64Array(size)
    const length = Math.hypot(...this.#meaning)
    if (length === 0) {
      spread(this.#spelling, vector, 0)
      return vector
    }
    spread(this.#spelling, vector, wordDimensions)
    const unknown = this.#unknown / (this.#unknown + this.#known)
    const spelling = spellingShare + (1 - spellingShare) * unknown
    for (let at = 0; at < size; at++)
      vector[at] =
        at < wordDimensions
          ? ((this.#meaning[at] ?? 0) / length) * Math.sqrt(1 - spelling)
          : (vector[at] ?? 0) * Math.sqrt(spelling)
    return vector
  }
}
