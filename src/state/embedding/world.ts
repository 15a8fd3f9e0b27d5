import { read, write } from '../database.ts'
import { loadImageBase64 } from '../images.ts'
import { gemini, session } from '../session.ts'
import type { EmbedWorld } from './work.ts'

function parseVector(value: unknown): Float32Array {
  if (!(value instanceof Float32Array)) throw new TypeError('No vector.')
  return value
}

/** The present connection, and the cache of vectors on this device. Fixed for a job: a later change of connection is not its own. */
export function presentWorld(): EmbedWorld {
  const { backend, baseUrl } = session.getState()
  const client = gemini()
  return {
    host: backend === 'demo' ? 'demo' : baseUrl,
    embed: async (model, requests, signal) =>
      (await client.batchEmbedContents(model, requests, { signal })).vectors,
    readVector: (key) => read('vectors', key, parseVector),
    writeVectors: (vectors) => write(vectors.map(([key, value]) => ({ store: 'vectors', key, value }))),
    loadImage: loadImageBase64,
  }
}
