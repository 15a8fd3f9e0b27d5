/**
 * What words mean, as far as the company they keep can tell: GloVe vectors (Pennington, Socher, Manning 2014; public
 * domain), turned so that the largest directions come first, what all words share left out, 80 kept.
 */

export const wordDimensions = 80

export interface WordVectors {
  /**
   * Adds the vector of a word to a sum, as much as the word tells.
   * @returns how much that is, 0 to 1: near 0 for words as common as "the"; 0 for a word that is not in the list in any
   * form, of which nothing is added
   */
  add(word: string, sum: Float64Array, times: number): number
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
    add(word, sum, times) {
      const rank = rankOf(word)
      if (rank === undefined) return 0
      // Smooth inverse frequency (Arora, Liang, Ma 2017).
      const weight = 1e-3 / (1e-3 + frequency(rank, count))
      const factor = weight * times * (scales[rank] ?? 0)
      for (let i = 0; i < wordDimensions; i++)
        sum[i] = (sum[i] ?? 0) + factor * (steps[rank * wordDimensions + i] ?? 0)
      return weight
    },
  }
}
