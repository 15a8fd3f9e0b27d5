import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { promisify } from 'node:util'
import { GoogleGenAI } from '@google/genai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages } from './code.ts'
import { toEmbedCode } from './embedCode.ts'
import type { AddressInfo } from 'node:net'

/** What arrived last at a server that answers every call with two vectors. */
let arrived: { method: string | undefined; url: string | undefined; key: unknown; body: string }
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { method, url, headers } = request
    arrived = { method, url, key: headers['x-goog-api-key'], body: Buffer.concat(chunks).toString() }
    response.setHeader('content-type', 'application/json')
    response.end('{"embeddings":[{"values":[1]},{"values":[2]}]}')
  })
})
let base = ''
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const requests = ["It's $HOME `id` é", 'line\nbreak'].map((text) => ({
  model: 'models/gemini-embedding-001',
  content: { parts: [{ text }] },
  taskType: 'RETRIEVAL_DOCUMENT',
  title: 'T',
  outputDimensionality: 768,
}))
const path = '/v1beta/models/gemini-embedding-001:batchEmbedContents'
const sent = () => ({ method: 'POST', url: base + path, body: JSON.stringify({ requests }) })
const env = { ...process.env, GEMINI_API_KEY: 'sentinel' }

test('the printed cURL sends the same request', async () => {
  await promisify(execFile)('bash', ['-c', toEmbedCode('cURL', sent()) ?? ''], { env })
  expect(arrived).toMatchObject({ method: 'POST', url: path, key: 'sentinel' })
  // Indented for reading, as every printed body.
  expect(arrived.body).toBe(JSON.stringify({ requests }, null, 2))
})

test('the printed TypeScript sends the same texts and settings through the SDK', async () => {
  const code = toEmbedCode('TypeScript', sent()) ?? ''
  const [, program = ''] = code.split("import { GoogleGenAI } from '@google/genai'")
  const AsyncFunction = (async () => {}).constructor as new (
    ...words: string[]
  ) => (...values: unknown[]) => Promise<void>
  const printed: unknown[] = []
  await new AsyncFunction('GoogleGenAI', 'process', 'console', program)(
    GoogleGenAI,
    { env },
    { log: (value: unknown) => printed.push(value) },
  )
  expect(arrived).toMatchObject({ method: 'POST', url: path, key: 'sentinel' })
  const body = JSON.parse(arrived.body) as { requests: typeof requests }
  expect(body.requests.map(({ content }) => content.parts[0]?.text)).toEqual(
    requests.map(({ content }) => content.parts[0]?.text),
  )
  for (const { taskType, title, outputDimensionality } of body.requests)
    expect([taskType, title, outputDimensionality]).toEqual(['RETRIEVAL_DOCUMENT', 'T', 768])
  expect(printed).toEqual([1, 1])
})

test('Python is spelled as its SDK spells it', () => {
  const code = toEmbedCode('Python', { ...sent(), url: `https://generativelanguage.googleapis.com${path}` })
  expect(code).toContain('client.models.embed_content(\n    model="gemini-embedding-001",\n    contents=[')
  expect(code).toContain('"line\\nbreak"')
  expect(code).toContain(
    'config={"task_type": "RETRIEVAL_DOCUMENT", "title": "T", "output_dimensionality": 768}',
  )
  expect(code).not.toContain('HttpOptions')
})

test('a call the SDKs do not have is printed as cURL alone, and no program holds a key', () => {
  const cancel = { method: 'DELETE', url: `${base}/v1beta/batches/a` }
  expect(languages.map((language) => toEmbedCode(language, cancel) === null)).toEqual([false, true, true])
  expect(toEmbedCode('cURL', cancel)).toContain('curl -X DELETE')
  for (const language of languages) expect(toEmbedCode(language, sent())).toContain('GEMINI_API_KEY')
})
