/** The two spellings of a field's name: the API reads both, Python writes the second. */

/** `topK` of `top_k`; of a path each name. */
export const camel = (name: string): string =>
  name.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** `top_k` of `topK` */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
