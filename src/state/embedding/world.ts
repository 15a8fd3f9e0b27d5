import { readMany, write } from '../../store/database.ts'
import { loadImageBase64 } from '../images.ts'
import { gemini, session } from '../session.ts'
import { recorded } from './wire.ts'
import type { EmbedWorld } from './work.ts'

function parseVector(value: unknown): Float32Array {
  if (!(value instanceof Float32Array)) throw new TypeError('No vector.')
  return value
}

/** Later models report what they took; 0 where nothing of the kind came. */
function tokensOf(usage: unknown): number {
  const { promptTokenCount } = (usage ?? {}) as { promptTokenCount?: unknown }
  return typeof promptTokenCount === 'number' ? promptTokenCount : 0
}

/** The present connection, and the cache of vectors on this device. Fixed for a job: a later change of connection is not its own. */
export function presentWorld(): EmbedWorld {
  const { backend, baseUrl } = session.getState()
  const client = gemini()
  return {
    host: backend === 'demo' ? 'demo' : baseUrl,
    async embed(model, requests, signal) {
      const what = requests.length === 1 ? 'One text' : `Batch of ${requests.length} texts`
      const { vectors, usage } = await recorded(what, (hooks) =>
        client.batchEmbedContents(model, requests, { signal, ...hooks }),
      )
      return { vectors, tokens: usage.reduce<number>((sum, one) => sum + tokensOf(one), 0) }
    },
    readVectors: (keys) => readMany('vectors', keys, parseVector),
    writeVectors: (vectors) => write(vectors.map(([key, value]) => ({ store: 'vectors', key, value }))),
    loadImage: loadImageBase64,
  }
}
