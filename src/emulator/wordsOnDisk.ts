import { readFile } from 'node:fs/promises'
import { readWords } from './wordVectors.ts'
import type { WordVectors } from './wordVectors.ts'

const folder = new URL('../../public/demo-words/', import.meta.url)

/** The word vectors as they stand in the project, for the emulator over HTTP and for tests. */
export async function wordsOnDisk(): Promise<WordVectors> {
  const [list, data] = await Promise.all([
    readFile(new URL('words.txt', folder), 'utf8'),
    readFile(new URL('vectors.bin', folder)),
  ])
  return readWords(list, Uint8Array.from(data).buffer)
}
