/**
 * What words mean, as far as the company they keep can tell: GloVe vectors (Pennington, Socher, Manning 2014; public
 * domain), turned so that the largest directions come first, what all words share left out, 80 kept.
 */

export const wordDimensions = 80

/** A word's own name in the vectors, how telling it is, and its vector; see `meaningOf`. */
export interface Meaning {
  /** 0 to 1: near 0 for words as common as "the". */
  weight: number
  vector: Float64Array
}

export interface WordVectors {
  /** undefined for a word that is not in the list in any form. */
  meaningOf(word: string): Meaning | undefined
}

/** How many of a list of `count` words are the word at `rank` from 0, by Zipf's law. */
const frequency = (rank: number, count: number) => 1 / ((rank + 2.7) * Math.log(1.78 * count))

/** Endings that leave a form of the same word; the first form in the list counts. */
const endings: readonly [RegExp, string][] = [
  [/'s$|s$/, ''],
  [/ies$/, 'y'],
  [/(?:es|ed|ing|ly)$/, ''],
  [/(?:ed|ing)$/, 'e'],
  [/(\p{L})\1(?:ed|ing)$/u, '$1'],
]

/**
 * @param list one word per line, the most frequent first
 * @param data as many 32-bit scales, then 80 bytes a word; a value is scale times byte, all little endian
 * @throws RangeError where list and data do not belong together
 */
export function readWords(list: string, data: ArrayBuffer): WordVectors {
  const words = list.trim().split('\n')
  const count = words.length
  if (data.byteLength !== count * (4 + wordDimensions))
    throw new RangeError(`${data.byteLength} bytes cannot hold ${count} words`)
  const scales = new Float32Array(data, 0, count)
  const steps = new Int8Array(data, count * 4)
  const ranks = new Map(words.map((word, rank) => [word, rank]))
  const rankOf = (word: string) => {
    const rank = ranks.get(word)
    if (rank !== undefined || word.length < 4) return rank
    for (const [ending, instead] of endings) {
      const other = ending.test(word) ? ranks.get(word.replace(ending, instead)) : undefined
      if (other !== undefined) return other
    }
    return undefined
  }
  return {
    meaningOf(word) {
      const rank = rankOf(word)
      if (rank === undefined) return undefined
      const scale = scales[rank] ?? 0
      const at = rank * wordDimensions
      return {
        // Smooth inverse frequency (Arora, Liang, Ma 2017).
        weight: 1e-3 / (1e-3 + frequency(rank, count)),
        vector: Float64Array.from(steps.subarray(at, at + wordDimensions), (step) => step * scale),
      }
    },
  }
}
