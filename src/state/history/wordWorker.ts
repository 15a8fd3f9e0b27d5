/** The worker's own end of `words.ts`. */
import { compareWords, drawableOf } from '../../runs/difference/words.ts'

export interface WordJob {
  id: number
  first: string
  second: string
}

addEventListener('message', ({ data: { id, first, second } }: MessageEvent<WordJob>) => {
  postMessage({ id, compared: drawableOf(compareWords(first, second)) })
})
