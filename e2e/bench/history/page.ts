/** Fills History with runs as the app keeps them, and measures what finding them costs. Served beside the built app. */
import { bytesOf, putPress } from '../../../src/runs/history.ts'
import { recordsOf } from '../../../src/runs/journal.ts'
import { loadRun } from '../../../src/runs/readRuns.ts'
import { pressOf, searchTextOf } from '../../../src/runs/press.ts'
import { read } from '../../../src/runs/read.ts'
import { searchPresses } from '../../../src/runs/search.ts'
import { write } from '../../../src/store/database.ts'
import type { Chunk } from '../../../src/runs/exchange.ts'
import type { Run } from '../../../src/runs/run.ts'
import type { Change } from '../../../src/store/database.ts'

const words =
  'harbour ticket refund night train copper lantern invoice meadow signal orbit pepper quartz ribbon saddle timber violet walnut yellow zephyr anchor bridge candle'.split(
    ' ',
  )

/** Text that is no repetition, and the same on every machine. */
function textOf(seed: number, length: number): string {
  let state = seed * 2_654_435_761 + 1
  let text = ''
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    text += `${words[state % words.length]}${state % 97} `
  }
  return text.slice(0, length)
}

const CHUNKS = 30

function chunksOf(seed: number): Chunk[] {
  return Array.from({ length: CHUNKS }, (_, at) => {
    const isLast = at === CHUNKS - 1
    const raw = JSON.stringify({
      candidates: [
        {
          content: { parts: [{ text: textOf(seed * CHUNKS + at, 40) }], role: 'model' },
          ...(isLast && { finishReason: 'STOP' }),
          index: 0,
        },
      ],
      usageMetadata: {
        promptTokenCount: 40,
        candidatesTokenCount: at * 9,
        totalTokenCount: 40 + at * 9,
        promptTokensDetails: [{ modality: 'TEXT', tokenCount: 40 }],
      },
      modelVersion: 'gemini-bench-flash',
      responseId: `r${seed}-abcdefghijkl`,
    })
    return { at: 400 + at * 50, bytes: raw.length, raw }
  })
}

const idOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const NEWEST = Date.UTC(2026, 10, 27)

const questionOf = (at: number) => `Question ${at}: ${textOf(at, 160)}`

function runOf(at: number): Run {
  const settings = {
    model: `gemini-bench-${at % 4}`,
    systemInstruction: 'Answer in short sentences.',
    generationConfig: { temperature: 0.4 },
    safety: {},
    stream: true,
  }
  const parts = [{ text: questionOf(at) }]
  return {
    id: idOf(at),
    origin: { kind: 'prompt' },
    asked: { kind: 'doc', doc: { v: 2, settings, turns: [{ role: 'user', parts }] } },
    at: NEWEST - at * 60_000,
    host: 'generativelanguage.googleapis.com',
    sent: {
      method: 'POST',
      url: `https://generativelanguage.googleapis.com/v1beta/models/${settings.model}:streamGenerateContent?alt=sse`,
      headers: { 'content-type': 'application/json', 'x-goog-api-key': '…' },
      bodyBytes: 320,
      bodyHash: null,
    },
    attempts: [],
    chunks: chunksOf(at),
    ending: { kind: 'end' },
    elapsed: 400 + CHUNKS * 50,
  }
}

const page = {
  /** Keeps so many runs. @returns the bytes of their chunks and of what was asked */
  async fill(count: number): Promise<number> {
    let bytes = 0
    for (let at = 0; at < count; at += 200) {
      const changes: Change[] = []
      for (let index = at; index < Math.min(count, at + 200); index++) {
        const run = runOf(index)
        const said = questionOf(index)
        bytes += bytesOf(run)
        changes.push(...recordsOf(run, null), putPress(pressOf(run, said, bytesOf(run))), {
          store: 'searchTexts',
          key: run.id,
          value: searchTextOf(run, said),
        })
      }
      await write(changes)
    }
    return bytes
  },
  /** @returns ms, and how many were found */
  async search(text: string): Promise<{ ms: number; found: number }> {
    const began = performance.now()
    let found = 0
    await searchPresses(text, (ids) => void (found += ids.length), new AbortController().signal)
    return { ms: performance.now() - began, found }
  },
  /** Reads every run as it would be read without an index. @returns ms */
  async readEvery(count: number): Promise<number> {
    const began = performance.now()
    for (let at = 0; at < count; at++) {
      const run = await loadRun(idOf(at))
      if (run) read(run)
    }
    return performance.now() - began
  },
}

declare global {
  interface Window {
    runs: typeof page
  }
}
window.runs = page
