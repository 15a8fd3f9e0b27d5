import { readMany, write } from '../../store/database.ts'
import { loadImageBase64 } from '../images/images.ts'
import { gemini, session } from '../connection/session.ts'
import { recorded } from './wire.ts'
import type { EmbedConnection } from './work.ts'

function parseVector(value: unknown): Float32Array {
  if (!(value instanceof Float32Array)) throw new TypeError('No vector.')
  return value
}

/** Later models report what they took; 0 where nothing of the kind came. */
function tokensOf(usage: unknown): number {
  const { promptTokenCount } = (usage ?? {}) as { promptTokenCount?: unknown }
  return typeof promptTokenCount === 'number' ? promptTokenCount : 0
}

/** The number goes up whenever the demo's own vectors change: what the cache holds of earlier ones is not theirs. */
const demoHost = 'demo-2'

export const isOfDemo = (host: string): boolean => host === demoHost

/** Whatever its vectors were then: an earlier version of the page called its demo `demo`. */
const isOfAnyDemo = (host: string): boolean => /^demo(?:-\d+)?$/.test(host)

/** Whether what is kept of a host is reached by the present connection. A new demo is the same place with other vectors. */
export function isPresent(host: string): boolean {
  const present = presentHost()
  return host === present || (isOfAnyDemo(host) && isOfAnyDemo(present))
}

/** Vectors of one host are not those of another. */
export function presentHost(): string {
  const { backend, baseUrl } = session.getState()
  return backend === 'demo' ? demoHost : baseUrl
}

/** The present connection, and the cache of vectors on this device. Fixed for a job: a later change of connection is not its own. */
export function presentConnection(): EmbedConnection {
  const client = gemini()
  return {
    host: presentHost(),
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
