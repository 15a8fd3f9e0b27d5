/** Requests that the real API took must be taken here: strictness must not go beyond the original's. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createHandle } from './handle.ts'
import { noPace } from './plan.ts'

const folder = new URL('../../../shared/recordings/cases/', import.meta.url)

interface Recording {
  id: string
  backend: string
  operation: string
  model: string | null
  request: { body: object; synthetic?: boolean; truncatedInlineData?: unknown }
  response: { status: number }
}

const verbs = new Set([
  'generateContent',
  'streamGenerateContent',
  'countTokens',
  'embedContent',
  'batchEmbedContents',
])

function read(): Recording[] {
  if (!existsSync(folder)) return []
  const all = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Recording,
  )
  return all.filter(
    ({ backend, operation, request, response }) =>
      backend === 'gemini' && verbs.has(operation) && response.status === 200 && !request.synthetic,
  )
}

const recordings = read()
const handle = createHandle({ pace: noPace })

describe.skipIf(recordings.length === 0)('a recorded request', () => {
  it.each(recordings.map((recording) => [recording.id, recording] as const))(
    '%s has a known shape',
    async (_, recording) => {
      const { model, operation, request } = recording
      // Models come and go; one of the same generation takes the place of each.
      const id = model?.replace('models/', '') ?? ''
      const known = /gemini-1|gemini-2\.0/.test(id) ? 'gemini-2.0-flash' : id
      const url = `https://emulator.invalid/v1beta/models/${known}:${operation}`
      const response = await handle(new Request(url, { method: 'POST', body: JSON.stringify(request.body) }))
      const text = await response.text()
      // Models come and go, files are not here, and signatures were given out by another.
      if (
        response.status === 404 ||
        /Corrupted thought|You do not have permission|CachedContent not found/.test(text)
      )
        return
      expect(text.slice(0, 400)).not.toContain('"error"')
    },
  )
})
