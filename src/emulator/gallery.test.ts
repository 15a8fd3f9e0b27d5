/** The time lines of the gallery are recorded from the states themselves. `npx vitest run gallery -u` writes them anew. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { examples } from '../compose/examples.ts'
import { GeminiError } from '../gemini/error.ts'
import { createGemini } from '../gemini/client.ts'
import { emptyReply, fold, outcomeOf } from '../gemini/reply.ts'
import { kindOf } from '../runs/exchange.ts'
import { failureOf } from '../runs/failure.ts'
import { configFor, gallery, promptFor } from './gallery.ts'
import { createHandle } from './handle.ts'
import { tabCatalogue } from './models.ts'
import { states } from './modelsDemo.ts'
import type { Ending } from '../gemini/reply.ts'
import type { Part } from '../gemini/types.ts'

/** A miniature has no more columns than this. */
const columns = 96
/** Of a stream that never ends so much is drawn. */
const longEnough = 6000

interface Beat {
  at: number
  kind: ReturnType<typeof kindOf>
  bytes: number
}

/** Plays a state against a clock that only its own waits move. */
async function record(id: string, parts: Part[]) {
  let clock = 0
  const handle = createHandle({
    catalogue: tabCatalogue,
    now: () => Date.UTC(2026, 10, 27, 12),
    pace: async (ms) => void (clock += ms),
  })
  const gemini = createGemini({
    baseUrl: 'https://demo.invalid',
    fetch: (input, init) => handle(new Request(input, init)),
  })
  const left = new AbortController()
  const generationConfig = configFor(id)
  const request = {
    contents: [{ role: 'user' as const, parts }],
    ...(generationConfig && { generationConfig }),
  }
  const beats: Beat[] = []
  let reply = emptyReply
  let ending: Ending | null = { kind: 'end' }
  const timer = setTimeout(() => left.abort(), id === 'demo-silent' ? 300 : 20_000)
  try {
    for await (const { response, bytes } of gemini.streamGenerateContent(id, request, {
      signal: left.signal,
    })) {
      beats.push({ at: clock, kind: kindOf(response), bytes })
      reply = fold(reply, response)
    }
  } catch (error) {
    if (error instanceof GeminiError) ending = { kind: 'failed', failure: failureOf(error) }
    else ending = null
  }
  clearTimeout(timer)
  const elapsed = ending ? clock : longEnough
  return {
    said: reply.candidates[0]?.finishMessage,
    strip: { beats: thin(beats, elapsed), elapsed, state: ending ? outcomeOf(reply, ending) : 'streaming' },
  }
}

/** Of the beats that fall on one column the largest. */
function thin(beats: readonly Beat[], elapsed: number): Beat[] {
  const largest = new Map<number, Beat>()
  for (const beat of beats) {
    const column = Math.floor((beat.at / Math.max(elapsed, 2000)) * columns)
    if (beat.bytes > (largest.get(column)?.bytes ?? -1)) largest.set(column, beat)
  }
  return [...largest.values()]
}

/** As the gallery reads it. */
const shortly = ({ beats, ...rest }: Awaited<ReturnType<typeof record>>['strip']) => ({
  beats: beats.map(({ at, kind, bytes }) => `${at}${kind.charAt(0)}${bytes}`).join(' '),
  ...rest,
})

it('every state comes as its miniature says', async () => {
  const found: Record<string, unknown> = {}
  for (const { name } of states) {
    const id = name.slice('models/'.length)
    found[id] = shortly((await record(id, [{ text: promptFor(id) }])).strip)
  }
  await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot('./strips.json')
})

it('every example comes as the first screen says, and no answer is a shrug', async () => {
  const found: Record<string, unknown> = {}
  for (const { id, text, sample } of examples) {
    const data = sample && readFileSync(`public/samples/${sample}`).toString('base64')
    const { said, strip } = await record('demo-flash', [
      ...(data ? [{ inlineData: { mimeType: 'image/png', data } }] : []),
      { text },
    ])
    expect(strip.state, id).toBe('complete')
    expect(said, id).not.toMatch(/^No skill/)
    found[id] = shortly(strip)
  }
  await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot('../compose/exampleStrips.json')
})

it('every state has a title, a line and a time line', () => {
  for (const { id, title, about, strip } of gallery) {
    expect(title, id).toMatch(/^[A-Z][^.]+$/)
    expect(about, id).toMatch(/^[^.].{8,}[^.]$/)
    expect(strip.beats.length + (strip.state === 'failed' ? 1 : 0), id).toBeGreaterThan(0)
  }
  expect(new Set(gallery.map(({ title }) => title)).size).toBe(states.length)
})
