import { readWords, wordDimensions } from './wordVectors.ts'
import type { WordVectors } from './wordVectors.ts'

export interface Loaded {
  /** Bytes so far, as they are after decompression. */
  bytes: number
  total: number
}

const count = 36_000
const vectorBytes = count * (4 + wordDimensions)
/** The list's own length; what a server says of it is that of the compressed file. */
const listBytes = 294_336

async function read(response: Response, more: (bytes: number) => void): Promise<ArrayBuffer> {
  if (!response.ok || !response.body) throw new TypeError(`${response.url}: ${response.status}`)
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, out) {
        more(piece.length)
        out.enqueue(piece)
      },
    }),
  )
  return new Response(counted).arrayBuffer()
}

/**
 * The word vectors from the page's own origin, about 3 MB.
 * @param folder where `words.txt` and `vectors.bin` stand
 * @param progress called with each piece that arrives
 * @throws TypeError where a file does not arrive, RangeError where it is not whole
 */
export async function loadWords(
  folder: URL,
  progress: (loaded: Loaded) => void,
  load: typeof fetch = fetch,
): Promise<WordVectors> {
  const total = listBytes + vectorBytes
  let bytes = 0
  const more = (piece: number) => {
    bytes += piece
    progress({ bytes, total })
  }
  const [list, data] = await Promise.all(
    ['words.txt', 'vectors.bin'].map(async (name) => read(await load(new URL(name, folder)), more)),
  )
  return readWords(new TextDecoder().decode(list), data ?? new ArrayBuffer())
}
