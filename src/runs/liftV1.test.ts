import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGemini } from '../gemini/client.ts'
import { GeminiError } from '../gemini/error.ts'
import { emptyReply, fold } from '../gemini/reply.ts'
import { liftPromptRun, liftTurnRun, parsePromptRecord } from './liftV1.ts'
import { read } from './read.ts'
import { liftTurn } from '../state/chat/liftTurn.ts'
import type { Reply } from '../gemini/reply.ts'
import type { GenerateContentResponse } from '../gemini/types.ts'
import type { Run } from './run.ts'

/** As version 1 kept it inside a turn. */
const kept = (reply: Reply, more: object = {}) => ({
  model: 'gemini-old',
  startedAt: 1000,
  streamed: true,
  chunks: [
    { at: 10, bytes: 7, kind: 'thought' },
    { at: 20, bytes: 30, kind: 'answer' },
  ],
  reply,
  ending: { kind: 'end' },
  elapsed: 30,
  ...more,
})
const textsOf = (run: Run) => read(run).reply.candidates.map((one) => one.parts[0]?.text)
const raw = (words: string) => JSON.stringify({ candidates: [{ content: { parts: [{ text: words }] } }] })
const origin = { kind: 'chat', conversation: 'c', turn: 't' } as const
/** The run of a record that has been on disk. */
const lift = (
  value: unknown,
  held: Parameters<typeof liftTurnRun>[3] = { parts: [], candidate: undefined },
): Run => liftTurnRun(JSON.parse(JSON.stringify(value)), 'v1-t', origin, held)
const replyOf = (responses: readonly unknown[]): Reply =>
  responses.reduce<Reply>((reply, one) => fold(reply, one as GenerateContentResponse), emptyReply)

interface Case {
  id: string
  operation: string
  model: string | null
  response: { status: number; headers: Record<string, string>; bodyText?: string; bodyBase64?: string }
}
/** Recorded traffic is not part of the project. */
const CASES = join(import.meta.dirname, '../../../shared/recordings/cases')
const cases = existsSync(CASES)
  ? readdirSync(CASES)
      .map((name) => JSON.parse(readFileSync(join(CASES, name), 'utf8')) as Case)
      .filter(({ operation }) => /generateContent$/i.test(operation))
  : []

/** The reply of a recorded answer, as far as it goes. */
async function replyOfCase({ operation, model, response }: Case): Promise<Reply> {
  const body =
    response.bodyText === undefined
      ? Buffer.from(response.bodyBase64 ?? '', 'base64')
      : Buffer.from(response.bodyText)
  const fetch = () =>
    Promise.resolve(new Response(body, { status: response.status, headers: response.headers }))
  const gemini = createGemini({ apiKey: 'no-such-key-in-any-recording', fetch })
  const all: unknown[] = []
  try {
    if (operation === 'generateContent')
      all.push((await gemini.generateContent(model ?? 'm', { contents: [] })).response)
    else
      for await (const { response: one } of gemini.streamGenerateContent(model ?? 'm', { contents: [] }))
        all.push(one)
  } catch (error) {
    if (!(error instanceof GeminiError)) throw error
  }
  return replyOf(all)
}

if (cases.length === 0)
  console.log('not run: lifted answers of recorded traffic, which is not beside the project')
test.skipIf(cases.length === 0).each(cases.map((one) => [one.id, one] as const))(
  'the answer of %s is the same once lifted',
  async (_, one) => {
    const reply = await replyOfCase(one)
    expect(read(lift(kept(reply))).reply).toEqual(reply)
  },
)

const text = fc.string({ maxLength: 6 })
const part = fc.oneof(
  { weight: 4, arbitrary: fc.record({ text }) },
  { weight: 2, arbitrary: fc.record({ text, thought: fc.constant(true) }) },
  fc.record({ text, thoughtSignature: text }),
  fc.record({ functionCall: fc.record({ name: text, args: fc.dictionary(text, fc.jsonValue()) }) }),
  fc.record({
    functionCall: fc.record({
      name: text,
      willContinue: fc.constant(true),
      partialArgs: fc.constantFrom([], [{ jsonPath: '$.a', stringValue: 'x', willContinue: true }]),
    }),
  }),
  fc.constant({ functionCall: { partialArgs: [{ jsonPath: '$.a', stringValue: 'y' }], willContinue: true } }),
  fc.record({ inlineData: fc.record({ mimeType: text, data: text }) }),
  fc.record({ novelty: fc.jsonValue() }),
)
const candidate = fc.record(
  {
    index: fc.nat(3),
    content: fc.record(
      { role: fc.constant('model'), parts: fc.array(part, { maxLength: 4 }) },
      { requiredKeys: [] },
    ),
    finishReason: fc.constantFrom('STOP', 'MAX_TOKENS', 'SAFETY'),
    finishMessage: text,
    safetyRatings: fc.array(fc.record({ category: text, probability: text }), { maxLength: 2 }),
    citationMetadata: fc.record({
      citationSources: fc.array(fc.record({ startIndex: fc.nat(9), uri: text }), { maxLength: 3 }),
    }),
    avgLogprobs: fc.double({ noNaN: true, noDefaultInfinity: true }),
    logprobsResult: fc.record({
      topCandidates: fc.array(
        fc.record({ candidates: fc.array(fc.record({ token: text, logProbability: fc.integer() })) }),
        { maxLength: 2 },
      ),
    }),
    novelty: fc.jsonValue(),
  },
  { requiredKeys: [] },
)
const response = fc.record(
  {
    candidates: fc.array(candidate, { maxLength: 3 }),
    promptFeedback: fc.record({ blockReason: text }, { requiredKeys: [] }),
    usageMetadata: fc.record({ promptTokenCount: fc.nat(), candidatesTokenCount: fc.nat() }),
    modelVersion: text,
    novelty: fc.jsonValue(),
  },
  { requiredKeys: [] },
)

describe('an answer of version 1', () => {
  test('says once lifted what it said, whatever it was', () => {
    fc.assert(
      fc.property(fc.array(response, { maxLength: 5 }), (responses) => {
        // As it came: no field that JSON does not have.
        const reply = JSON.parse(JSON.stringify(replyOf(JSON.parse(JSON.stringify(responses))))) as Reply
        const run = lift(kept(reply))
        expect(read(run).reply).toEqual(reply)
        const [first] = reply.candidates
        const held = { parts: first?.parts, candidate: first?.index }
        expect(read(lift(kept(reply), held)).reply).toEqual(reply)
      }),
      { numRuns: 500 },
    )
  })

  const reply = replyOf([{ candidates: [{ content: { parts: [{ text: 'a' }] }, finishReason: 'STOP' }] }])

  test('keeps its times, its ending and its model, and says that there is no request', () => {
    const run = lift(kept(reply))
    expect(run).toMatchObject({
      id: 'v1-t',
      origin,
      asked: { kind: 'unknown', model: 'gemini-old', stream: true },
      at: 1000,
      elapsed: 30,
      sent: null,
      attempts: [],
      v1: { beats: kept(reply).chunks },
    })
    expect(run.chunks).toEqual([{ at: 20, bytes: 37, raw: expect.any(String) }])
    expect(read(run)).toMatchObject({ outcome: 'complete', figures: { firstToken: 10, total: 30 } })
    expect(read(run).beats).toEqual(kept(reply).chunks)
  })

  test('that was never ended was interrupted, and a failure has all that advice looks at', () => {
    expect(lift(kept(reply, { ending: null, elapsed: null })).ending).toMatchObject({
      failure: { kind: 'interrupted', reason: 'RELOADED' },
    })
    const failed = { kind: 'failed', failure: { kind: 'quota', message: 'no', code: 429 } }
    expect(lift(kept(reply, { ending: failed })).ending).toEqual({
      kind: 'failed',
      failure: { kind: 'quota', message: 'no', code: 429, fieldViolations: [], quotas: [], links: [] },
    })
  })

  test('loses nothing where no chunk was kept with it', () => {
    expect(read(lift(kept(reply, { chunks: [] }))).reply).toEqual(reply)
    expect(lift(kept(emptyReply, { chunks: [] })).chunks).toEqual([])
  })

  test('has the parts that its turn held', () => {
    const parts = [{ text: 'changed by hand' }]
    const two = replyOf([{ candidates: [{ index: 0, content: { parts: [{ text: 'a' }] } }, { index: 1 }] }])
    expect(textsOf(lift(kept(two), { parts, candidate: undefined }))).toEqual(['changed by hand', undefined])
    expect(textsOf(lift(kept(two), { parts, candidate: 1 }))).toEqual(['a', 'changed by hand'])
  })
})

describe('a turn of version 1', () => {
  const reply = replyOf([{ candidates: [{ content: { parts: [{ text: 'a' }] } }] }])
  const turn = { id: 't', conversation: 'c', role: 'model', parts: [{ text: 'a' }], candidate: 0 }
  const old = { ...turn, images: [] }

  test('refers to the run that it held, the same however often it is lifted', () => {
    const { value, lifted } = liftTurn({ ...old, run: kept(reply) })
    expect(value).toEqual({ ...turn, parts: [], run: 'v1-t' })
    expect(lifted).toMatchObject({ id: 'v1-t', origin })
    expect(liftTurn({ ...old, run: kept(reply) }).lifted).toEqual(lifted)
    expect(liftTurn(value)).toEqual({ value, lifted: null, isOld: false })
  })

  test('has its pictures among its parts, where they stood, however often it is lifted', () => {
    const image = { id: 'a'.repeat(64), name: 'a.png', mimeType: 'image/png', bytes: 3, width: 2, height: 1 }
    const { width: _w, height: _h, ...rest } = image
    const media = { ...rest, size: [2, 1], from: { at: 'store' } }
    const { value, isOld } = liftTurn({ ...turn, images: [{ ...image, after: true }, image] })
    expect([value, isOld]).toEqual([{ ...turn, parts: [{ media }, { text: 'a' }, { media }] }, true])
    expect(liftTurn(value)).toEqual({ value, lifted: null, isOld: false })
    expect(() => liftTurn({ ...turn, images: [{ after: 'no' }] })).toThrow()
  })

  test.each([null, 1, 'turn', [], turn, { ...turn, run: 'v1-t' }])(
    'anything else is left as it is: %j',
    (value) => {
      expect(liftTurn(value)).toEqual({ value, lifted: null, isOld: false })
    },
  )

  test('whose run has another shape keeps its parts and loses the run', () => {
    for (const run of [
      {},
      { ...kept(reply), chunks: 'none' },
      { ...kept(reply), reply: { candidates: [{}] } },
      null,
    ])
      expect(liftTurn({ ...old, run })).toEqual({ value: turn, lifted: null, lost: true, isOld: false })
  })
})

const batch = (...words: string[]) => ({
  id: 'r',
  chunks: words.map((one, at) => ({ at, bytes: 9, raw: raw(one) })),
})

const liftRecords = (records: readonly unknown[], id: string) =>
  liftPromptRun(records.map(parsePromptRecord), id)

describe('the answer of Prompt in version 1', () => {
  const head = {
    id: 'r',
    model: 'gemini-old',
    startedAt: 5,
    streamed: false,
    phase: 'settled',
    elapsed: 9,
    ending: { kind: 'stopped' },
    count: 3,
  }
  const request = {
    contents: [{ parts: [{ inlineData: { mimeType: 'image/png', data: 'AA' } }, { text: 'hi' }] }],
    systemInstruction: { parts: [{ text: 'Be brief.' }] },
    generationConfig: { temperature: 0.5 },
    safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'OFF' }],
  }
  const sent = { method: 'POST', url: 'https://api.example/v1', headers: { a: 'b' }, body: '{"é":1}' }
  const records = [batch('a', 'b'), batch('c'), head, { id: 'r', request, sent }]

  test('is a run with its request, its chunks as they came and its ending', () => {
    const run = liftRecords(records, 'v1')!
    expect(run).toMatchObject({
      id: 'v1',
      origin: { kind: 'prompt' },
      at: 5,
      host: 'api.example',
      elapsed: 9,
      ending: { kind: 'stopped' },
      sent: { url: sent.url, headers: { a: 'b' }, bodyBytes: 8, bodyHash: null },
    })
    expect(run.chunks.map((one) => one.raw)).toEqual(['a', 'b', 'c'].map(raw))
    expect(run.asked).toEqual({
      kind: 'doc',
      doc: {
        v: 2,
        settings: {
          model: 'gemini-old',
          stream: false,
          systemInstruction: 'Be brief.',
          generationConfig: { temperature: 0.5 },
          safety: { HARM_CATEGORY_HARASSMENT: 'OFF' },
        },
        turns: [{ role: 'user', parts: request.contents[0]!.parts }],
      },
    })
  })

  test('is damaged where a chunk is missing, and none where its records do not belong together', () => {
    expect(liftRecords(records.slice(1), 'v1')?.ending).toMatchObject({ failure: { reason: 'DAMAGED' } })
    expect(liftRecords([], 'v1')).toBeNull()
    expect(liftRecords([head], 'v1')).toBeNull()
    expect(liftRecords([head, { id: 'other', request, sent }], 'v1')).toBeNull()
    const foreign = { id: 'other', chunks: [{ at: 0, bytes: 1, raw: '{}' }] }
    expect(liftRecords([...records, foreign], 'v1')?.chunks).toHaveLength(3)
  })

  test('that had not left has no head of a request', () => {
    expect(liftRecords([...records.slice(0, 3), { id: 'r', request, sent: null }], 'v1')).toMatchObject({
      sent: null,
      host: '',
    })
  })
})
