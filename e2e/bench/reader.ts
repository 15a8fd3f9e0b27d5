import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { GoogleGenAI } from '@google/genai'
import { createParser } from 'eventsource-parser'
import { build } from 'vite'
import { createGemini } from '../../src/gemini/client.ts'
import { emptyReply, fold, textOf } from '../../src/gemini/reply.ts'
import { median } from './measure.ts'
import { EVENTS } from './streamServer.ts'

const ROOT = join(import.meta.dirname, '../..')
const ROUNDS = 15

/** Each reads one whole stream from a base URL and returns how many events it saw. */
type Contender = (baseUrl: string) => Promise<number>

const contents = [{ role: 'user', parts: [{ text: 'Hi' }] }]
const apiKey = 'AQ.bench-key-that-is-searched-for'

async function bodyOf(baseUrl: string): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(`${baseUrl}/`, { method: 'POST', body: JSON.stringify({ contents }) })
  if (!response.body) throw new Error('No body.')
  return response.body
}

const contenders: Record<string, Contender> = {
  async 'bytes and TextDecoder'(baseUrl) {
    const decoder = new TextDecoder()
    for await (const bytes of await bodyOf(baseUrl)) decoder.decode(bytes, { stream: true })
    return NaN
  },
  async 'eventsource-parser + JSON.parse'(baseUrl) {
    const decoder = new TextDecoder()
    let events = 0
    const parser = createParser({
      onEvent(event) {
        JSON.parse(event.data)
        events++
      },
    })
    for await (const bytes of await bodyOf(baseUrl)) parser.feed(decoder.decode(bytes, { stream: true }))
    return events
  },
  async 'ours, merge included'(baseUrl) {
    const gemini = createGemini({ apiKey, baseUrl })
    let reply = emptyReply
    let events = 0
    for await (const { response } of gemini.streamGenerateContent('gemini-3.6-flash', { contents })) {
      reply = fold(reply, response)
      events++
    }
    const [candidate] = reply.candidates
    if (!candidate || (textOf(candidate) === '' && !candidate.parts[0]?.inlineData))
      throw new Error('Nothing was read.')
    return events
  },
  async '@google/genai'(baseUrl) {
    const ai = new GoogleGenAI({ apiKey, httpOptions: { baseUrl } })
    let events = 0
    for await (const chunk of await ai.models.generateContentStream({
      model: 'gemini-3.6-flash',
      contents,
    })) {
      events += chunk.candidates ? 1 : 0
    }
    return events
  },
}

const RACES: [title: string, path: string, events: number][] = [
  ['5 MB, 12,162 events, 1 KB writes', 'many/1024', EVENTS],
  ['5 MB, 12,162 events, 16 KB writes', 'many/16384', EVENTS],
  ['one event of 5 MB, 16 KB writes', 'one/16384', 1],
]

const OURS = 'ours, merge included'
const FLOOR = 'eventsource-parser + JSON.parse'
const SDK = '@google/genai'

async function cpuMs(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

async function race(baseUrl: string, events: number): Promise<Record<string, number>> {
  const times: Record<string, number[]> = {}
  for (let round = -2; round < ROUNDS; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      const ms = await cpuMs(async () => {
        const seen = await contender(baseUrl)
        if (seen !== events && !Number.isNaN(seen))
          throw new Error(`${name} saw ${seen} of ${events} events.`)
      })
      if (round >= 0) (times[name] ??= []).push(ms)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]))
}

/** The size of a module as a page would load it: bundled, minified, gzip. In kB of 1,000 bytes. */
async function gzipKb(source: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
  const entry = join(folder, 'entry.js')
  writeFileSync(entry, source)
  try {
    const result = await build({
      root: ROOT,
      configFile: false,
      logLevel: 'silent',
      resolve: {
        alias: {
          '@google/genai': join(ROOT, 'node_modules/@google/genai'),
          'eventsource-parser': join(ROOT, 'node_modules/eventsource-parser'),
        },
      },
      build: {
        write: false,
        target: 'es2023',
        modulePreload: { polyfill: false },
        rolldownOptions: { input: entry, preserveEntrySignatures: 'strict', output: { format: 'es' } },
      },
    })
    if (!('output' in result)) throw new Error('The bundler returned no output.')
    const bytes = result.output.reduce(
      (sum, file) => sum + (file.type === 'chunk' ? gzipSync(file.code).length : 0),
      0,
    )
    return bytes / 1000
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const round = (value: number, digits = 0) => Number(value.toFixed(digits))

/**
 * Reads the same streams with our client (merge included), the official SDK, eventsource-parser and bare
 * decoding, in turn, in one process, from a server in another. CPU time of the process in milliseconds, medians.
 */
export async function readerBench(): Promise<{
  title: string
  rows: Record<string, string | number>[]
  notes: string[]
}> {
  const server = fork(join(import.meta.dirname, 'streamServer.ts'))
  const port = await new Promise<unknown>((resolve) => server.once('message', resolve))
  const races: [string, Record<string, number>][] = []
  try {
    for (const [title, path, events] of RACES) {
      races.push([title, await race(`http://127.0.0.1:${String(port)}/${path}`, events)])
    }
  } finally {
    server.disconnect()
  }
  const client = join(ROOT, 'src/gemini/client.ts')
  const sizes: Record<string, number> = {
    [OURS]: await gzipKb(
      `export * from ${JSON.stringify(client)}; export * from ${JSON.stringify(client.replace('client', 'reply'))}`,
    ),
    [FLOOR]: await gzipKb(`export { createParser } from 'eventsource-parser'`),
    [SDK]: await gzipKb(`export { GoogleGenAI } from '@google/genai'`),
  }
  const rows = Object.keys(contenders).map((name) =>
    Object.fromEntries<string | number>([
      ['reader', name],
      ...races.map(([title, times]): [string, number] => [`${title}, CPU ms`, round(times[name] ?? NaN)]),
      ['gzip kB', sizes[name] === undefined ? '' : round(sizes[name], 1)],
    ]),
  )
  const ratio = (times: Record<string, number>, other: string) =>
    round((times[OURS] ?? NaN) / (times[other] ?? NaN), 2)
  const notes = [
    ...races.map(
      ([title, times]) =>
        `${title}: ours is ${ratio(times, SDK)} of @google/genai, ${ratio(times, FLOOR)} of eventsource-parser + JSON.parse`,
    ),
    `The client alone (client.ts without the merge) is ${round(await gzipKb(`export * from ${JSON.stringify(client)}`), 1)} kB gzip.`,
    'To reach: 0.12 of @google/genai (0.15 for the single event), 1.3 of eventsource-parser + JSON.parse, 6 kB gzip.',
  ]
  return { title: 'Reading a stream', rows, notes }
}
