import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { callJson, connect } from './call.ts'
import { createGemini } from './client.ts'
import { GeminiError } from './error.ts'
import { bodyOf, randomSizes, slices } from './fixtures/server.ts'
import { isOutput } from './parts.ts'
import { emptyReply, fold, textOf, thoughtsOf } from './reply.ts'
import type { Received } from './client.ts'
import type { Failure } from './error.ts'
import type { Reply, ReplyCandidate } from './reply.ts'
import type { FunctionCall, Model, Part } from './types.ts'

/** Recorded traffic is not part of the project; with it beside the project, every case is replayed. */
const CASES = join(import.meta.dirname, '../../../shared/recordings/cases')

interface Case {
  id: string
  operation: string
  model: string | null
  request: { body: unknown }
  response: { status: number; headers: Record<string, string>; bodyText?: string; bodyBase64?: string }
  expect: Record<string, unknown> & {
    candidates?: Record<string, unknown>[]
    error: Record<string, unknown> | null
  }
}

const cases: Case[] = existsSync(CASES)
  ? readdirSync(CASES).map((name) => JSON.parse(readFileSync(join(CASES, name), 'utf8')) as Case)
  : []

/** What the client made of a case, in the words of its `expect`. */
async function observe(one: Case, sizes: number | readonly number[]): Promise<Record<string, unknown>> {
  const { response } = one
  const body =
    response.bodyText === undefined
      ? Buffer.from(response.bodyBase64 ?? '', 'base64')
      : Buffer.from(response.bodyText)
  let calls = 0
  const fetch = async () =>
    calls++ === 0
      ? new Response(bodyOf(slices(body, sizes)), { status: response.status, headers: response.headers })
      : new Response('{}')
  const gemini = createGemini({ apiKey: 'no-such-key-in-any-recording', fetch })
  const model = one.model ?? 'gemini-unknown'
  const request = { contents: [] }
  const received: Received[] = []
  let failure: Failure | undefined
  let found: Record<string, unknown> = {}
  try {
    if (one.operation === 'generateContent') received.push(await gemini.generateContent(model, request))
    else if (one.operation === 'streamGenerateContent') {
      for await (const chunk of gemini.streamGenerateContent(model, request)) received.push(chunk)
    } else if (one.operation === 'countTokens') {
      found = { promptTokensDetails: null, ...(await gemini.countTokens(model, request)) }
    } else if (one.operation === 'embedContent') {
      const { values, usage } = await gemini.embedContent(model, { content: {} })
      found = vectors([values], usage)
    } else if (one.operation === 'batchEmbedContents') {
      const { requests } = one.request.body as { requests: [] }
      const batch = await gemini.batchEmbedContents(model, requests)
      found = vectors(batch.vectors, batch.usage[0])
    } else if (one.operation === 'models.list') {
      const { models, complete } = await gemini.listModels()
      expect(complete).toBe(true)
      found = { count: models.length, nextPageToken: calls === 2, models: models.map(briefly) }
    } else {
      const { value } = await callJson(
        connect({ fetch }),
        { method: 'POST', path: 'files' },
        {},
        'The file',
        () => true,
      )
      found = { file: pick(value['file'], Object.keys(one.expect['file'] as object)) }
    }
  } catch (error) {
    if (!(error instanceof GeminiError)) throw error
    failure = error.failure
  }
  const generates = /generateContent$/i.test(one.operation)
  return {
    httpStatus: response.status,
    ...found,
    ...(generates && answered(received, one)),
    error: failure ? errorOf(failure, response.status) : null,
    ok: failure === undefined,
  }
}

function pick(value: unknown, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value as object).filter(([name]) => names.includes(name)))
}

const briefly = (model: Model) =>
  pick(model, ['name', 'supportedGenerationMethods', 'inputTokenLimit', 'outputTokenLimit'])

function vectors(all: number[][], usage: unknown): Record<string, unknown> {
  const norm = Math.sqrt((all[0] ?? []).reduce((sum, x) => sum + x * x, 0))
  return {
    vectors: all.length,
    dimension: all[0]?.length,
    dimensions: [...new Set(all.map((one) => one.length))],
    first3: all.map((one) => one.slice(0, 3)),
    norm: Number(norm.toFixed(6)),
    ...(usage !== undefined && { usage: numbers(usage) }),
  }
}

const numbers = (usage: unknown) =>
  usage ? Object.fromEntries(Object.entries(usage).filter(([, value]) => typeof value === 'number')) : null

function errorOf(failure: Failure, httpStatus: number): Record<string, unknown> {
  if (failure.kind === 'malformed')
    return { kind: 'unrecognised-shape', code: null, status: null, message: null }
  return {
    kind: httpStatus >= 400 ? 'http' : 'mid-stream',
    code: failure.code,
    status: failure.status,
    message: failure.message,
    ...(failure.reason && { reason: failure.reason }),
    ...(failure.retryDelayMs !== undefined && { retryDelay: `${failure.retryDelayMs / 1000}s` }),
    ...(failure.links.length > 0 && { helpLinks: failure.links.map((link) => link.url) }),
  }
}

function answered(received: Received[], one: Case): Record<string, unknown> {
  const reply = received.reduce<Reply>((sum, { response }) => fold(sum, response), emptyReply)
  const blocked = reply.promptFeedback?.blockReason
  const message = reply.promptFeedback?.blockReasonMessage
  // A 200 without any known field counts as one object read there; here it is a failure and nothing else.
  const unrecognised = one.expect.error?.['kind'] === 'unrecognised-shape'
  for (const { raw, bytes, response } of received) {
    expect(JSON.parse(raw)).toEqual(response)
    expect(bytes).toBe(Buffer.byteLength(raw))
  }
  return {
    chunks: received.length + (unrecognised ? 1 : 0),
    ...('events' in one.expect && { events: received.length }),
    candidates: reply.candidates.map((candidate) => candidateOf(candidate, received)),
    promptFeedback: blocked
      ? { blockReason: blocked, ...(message && { blockReasonMessage: message }) }
      : null,
    blockReason: blocked ?? null,
    usage: numbers(reply.usageMetadata),
    ...(reply.modelVersion && { modelVersion: reply.modelVersion }),
    ...(reply.responseId && { responseId: reply.responseId }),
    hasOutput: reply.candidates.some((candidate) =>
      candidate.parts.some((part) => isOutput(part) || part.thought),
    ),
    ...(!blocked &&
      reply.candidates.length > 0 &&
      reply.candidates.every((c) => !c.finishReason) && { noFinishReason: true }),
  }
}

const DATA = [
  'functionCall',
  'functionResponse',
  'executableCode',
  'codeExecutionResult',
  'inlineData',
  'fileData',
]

function kindOf(part: Part): string {
  if (typeof part.text === 'string') return part.text === '' ? '' : part.thought ? 'thought' : 'text'
  const known = DATA.find((name) => name in part)
  if (known) return known
  const other = Object.keys(part).find((name) => name !== 'thoughtSignature')
  return other ? `other:${other}` : ''
}

function candidateOf(candidate: ReplyCandidate, received: Received[]): Record<string, unknown> {
  const { parts } = candidate
  const pieces = received.flatMap(({ response }) => response.candidates?.[0]?.content?.parts ?? [])
  const isStreamedCall = pieces.some((part) => part.functionCall?.partialArgs)
  const signatures = parts.filter((part) => part.thoughtSignature).length
  const urls = candidate.urlContextMetadata?.urlMetadata?.map((page) => ({
    url: page.retrievedUrl ?? null,
    status: page.urlRetrievalStatus,
  }))
  return {
    index: candidate.index,
    text: textOf(candidate),
    thoughtText: thoughtsOf(candidate),
    finishReason: candidate.finishReason ?? null,
    ...(candidate.finishMessage && { finishMessage: candidate.finishMessage }),
    functionCalls: isStreamedCall ? streamedCalls(parts, pieces) : callsOf(parts),
    executableCode: parts.flatMap((part) =>
      part.executableCode ? [pick(part.executableCode, ['language', 'code'])] : [],
    ),
    codeExecutionResults: parts.flatMap((part) =>
      part.codeExecutionResult ? [pick(part.codeExecutionResult, ['outcome', 'output'])] : [],
    ),
    inlineData: parts.flatMap(({ inlineData }) => {
      if (!inlineData) return []
      const data = Buffer.from(inlineData.data, 'base64')
      const sha256 = createHash('sha256').update(data).digest('hex').slice(0, 16)
      return [{ mimeType: inlineData.mimeType, bytes: data.length, sha256 }]
    }),
    sequence: (isStreamedCall ? pieces : parts)
      .map(kindOf)
      .filter((kind, i, all) => kind !== '' && (kind !== all[i - 1] || !/^(text|thought)$/.test(kind))),
    ...(signatures > 0 && { thoughtSignatures: signatures }),
    ...(candidate.citations.length > 0 && { citations: candidate.citations }),
    ...(candidate.groundingMetadata && { grounding: groundingOf(candidate.groundingMetadata) }),
    ...(urls && { urlContext: urls }),
  }
}

const describeCall = (part: Part, call: FunctionCall) => ({
  name: call.name ?? null,
  args: call.args ?? null,
  ...(call.id && { id: call.id }),
  ...(part.thoughtSignature && { hasThoughtSignature: true }),
})

const callsOf = (parts: readonly Part[]) =>
  parts.flatMap((part) => (part.functionCall ? [describeCall(part, part.functionCall)] : []))

/** The recording lists a streamed call as it came, piece by piece; here it is one call, which is asserted. */
function streamedCalls(parts: readonly Part[], pieces: readonly Part[]): unknown[] {
  expect(callsOf(parts)).toEqual([
    {
      name: 'getCurrentWeather',
      args: { country: 'USA', location: 'NewYorkCity', purpose: 'to know what to wear today', unit: 'C' },
      hasThoughtSignature: true,
    },
  ])
  return pieces.flatMap((part) => {
    const { functionCall } = part
    if (!functionCall) return []
    return [
      {
        ...describeCall(part, functionCall),
        partial: true,
        ...pick(functionCall, ['willContinue', 'partialArgs']),
      },
    ]
  })
}

function groundingOf(metadata: NonNullable<ReplyCandidate['groundingMetadata']>): Record<string, unknown> {
  const chunks = metadata.groundingChunks ?? []
  const uris = chunks.flatMap((one) => one.web?.uri ?? one.retrievedContext?.uri ?? one.maps?.uri ?? [])
  return {
    webSearchQueries: [...new Set(metadata.webSearchQueries ?? [])],
    chunkUris: [...new Set(uris)],
    groundingChunks: chunks.length,
    supports: metadata.groundingSupports?.length ?? 0,
    searchEntryPoint: 'searchEntryPoint' in metadata,
  }
}

/** Statements about the recording itself, which no reader has to repeat. */
const ABOUT_THE_RECORDING = new Set(['unterminatedFinalEvent', 'unknownEnums', 'usageMerged', 'emptyBody'])

const feeds: [string, number | readonly number[]][] = [
  ['whole', 1 << 30],
  ['byte by byte', 1],
  ['in slices of 7 bytes', 7],
  ['in random slices', randomSizes(20_261_122)],
]

describe.skipIf(cases.length === 0)('recorded traffic (skipped without ../shared/recordings)', () => {
  test('all 155 cases are there', () => expect(cases).toHaveLength(155))

  describe.each(feeds)('fed %s', (_, sizes) => {
    test.each(cases.map((one) => [one.id, one] as const))('%s', async (_id, one) => {
      const expected = Object.fromEntries(
        Object.entries(one.expect).filter(([name]) => !ABOUT_THE_RECORDING.has(name)),
      )
      expect(await observe(one, sizes)).toEqual(expected)
    })
  })
})
